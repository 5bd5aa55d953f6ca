import type { TracedRequests } from '@stockade/service';
import { API, routeFor } from './match-route.js';

/** Of the gateway's own requests those have spans that are passed on; pages and the session are no part of an order. */
export const PASSED_ON: TracedRequests = {
  isTraced: (url) => url.startsWith(API),
  routeOf: ({ method = '', url = '' }) => routeFor(method, url.split('?', 1)[0] ?? ''),
};
