import type { Route } from '@stockade/http';
import { defineAskedService } from '@stockade/service';
import { makeAdminWork } from './admin-work.js';
import { operationsConfig } from './config.js';
import { makeAuditRoutes } from './http/audits.js';
import { makeDeadLetterRoutes } from './http/dead-letters.js';
import { makeJobRoutes } from './http/jobs.js';
import { makeStockRoutes } from './http/stock.js';
import { makeStoryRoutes } from './http/stories.js';
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
  compose(base) {
    const { redis, keys } = base;
    const { parts, ...work } = makeAdminWork(base);
    return { ...work, parts: { ...parts, streams: makeStreams(redis, keys) } };
  },
  routes: (parts): Route[] => [
    ...makeStreamRoutes(parts),
    ...makeDeadLetterRoutes(parts),
    ...makeJobRoutes(parts),
    ...makeAuditRoutes(parts),
    ...makeStoryRoutes(parts),
    ...makeStockRoutes(parts),
  ],
});
