import { GROUPS, type Keys } from '@stockade/contracts';
import type { About } from '@stockade/descriptions';
import { type HealthChecks, makeHealthRoutes, makeMetricsRoutes, type Metrics, type Route } from '@stockade/http';
import type { Redis } from '@stockade/redis';
import { makeOperationsRoutes } from '@stockade/service';
import { makeRefundRoutes } from './http/refunds.js';
import type { Refunds } from './refunds.js';

export const about: About = {
  name: 'refund',
  title: 'Stockade refund',
  description: 'Gives the money back for orders that the warehouse could not serve.',
};

interface Parts {
  redis: Redis;
  keys: Keys;
  refunds: Refunds;
  checks: HealthChecks;
  metrics: Metrics;
}

/** All that the refund service answers. Making the routes asks nothing of the parts, so they can be described without any. */
export function makeRefundServiceRoutes({ redis, keys, refunds, checks, metrics }: Parts): Route[] {
  return [
    ...makeRefundRoutes(refunds),
    ...makeOperationsRoutes({ redis, stream: keys.refundInitiated, group: GROUPS.refund }),
    ...makeHealthRoutes(checks),
    ...makeMetricsRoutes(metrics),
  ];
}
