import type { Route } from '@stockade/http';
import { defineAskedService } from '@stockade/service';
import { operationsConfig } from './config.js';
import { makeStreamRoutes } from './http/streams.js';
import { makeStreams } from './streams.js';

/** Shows operators what goes on, and does what they ask for; the same as the command line does, over HTTP. */
export const operations = defineAskedService({
  about: {
    name: 'operations',
    title: 'Stockade operations',
    description: 'Shows operators what goes on in all streams of the shop. Every route under /ops is for admins.',
  },
  readConfig: operationsConfig,
  portVariable: 'OPERATIONS_PORT',
  compose({ redis, keys }) {
    return { parts: { streams: makeStreams(redis, keys) } };
  },
  routes: (parts): Route[] => [...makeStreamRoutes(parts)],
});
