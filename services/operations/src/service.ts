import { makeLiveRoom, type Route } from '@stockade/http';
import { defineAskedService, type Background } from '@stockade/service';
import { makeAdminWork } from './admin-work.js';
import { operationsConfig } from './config.js';
import { makeAuditRoutes } from './http/audits.js';
import { makeDeadLetterRoutes } from './http/dead-letters.js';
import { makeJobRoutes } from './http/jobs.js';
import { makeRepairRoutes } from './http/repairs.js';
import { makeStockRoutes } from './http/stock.js';
import { makeStoryRoutes } from './http/stories.js';
import { makeHistory } from './history/history.js';
import { makeOverviewRoutes } from './http/overview.js';
import { makeStreamRoutes } from './http/streams.js';
import { makeLiveOverview } from './live-overview.js';
import { makeMarks } from './marks/marks.js';
import { makeRecorder } from './recorder.js';
import { makeSampler } from './sampling/sampler.js';
import { measureShop } from './shop-metrics.js';
import { makeTail } from './sampling/tail.js';
import { makeStockHistory } from './stock-history/stock-history.js';
import { makeStockRecorder } from './stock-history/stock-recorder.js';
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
    const { config, redis, keys, metrics, logger } = base;
    const sampler = makeSampler(redis, keys);
    measureShop(sampler, keys, metrics);
    const history = makeHistory(redis, keys);
    const stockHistory = makeStockHistory(redis, keys);
    const room = makeLiveRoom({
      followersMax: config.LIVE_UPDATES_MAX,
      followersPerAddressMax: config.LIVE_UPDATES_PER_ADDRESS_MAX,
    });
    const liveOverview = makeLiveOverview({ redis, keys, room, sampler, tail: makeTail(redis, keys) });
    const work = makeAdminWork(base, room);
    const marks = makeMarks({ redis, keys, ...work.parts });
    return {
      parts: { ...work.parts, sampler, history, stockHistory, marks, liveOverview, streams: makeStreams(redis, keys) },
      endLiveUpdates: room.end,
      background: allOf(
        makeRecorder({ sampler, history, marks, logger }),
        makeStockRecorder({ redis, history: stockHistory, logger }),
        work.background,
      ),
    };
  },
  routes: (parts): Route[] => [
    ...makeOverviewRoutes(parts),
    ...makeStreamRoutes(parts),
    ...makeDeadLetterRoutes(parts),
    ...makeJobRoutes(parts),
    ...makeAuditRoutes(parts),
    ...makeRepairRoutes(parts),
    ...makeStoryRoutes(parts),
    ...makeStockRoutes(parts),
  ],
});

function allOf(...some: readonly Background[]): Background {
  return {
    start() {
      for (const one of some) one.start();
    },
    async stop() {
      await Promise.all(some.map((one) => one.stop()));
    },
  };
}
