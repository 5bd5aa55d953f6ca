import { makeLiveRoom, type Route } from '@stockade/http';
import { defineAskedService } from '@stockade/service';
import { operationsConfig } from './config.js';
import { makeHistory } from './history/history.js';
import { makeOverviewRoutes } from './http/overview.js';
import { makeStreamRoutes } from './http/streams.js';
import { makeLiveOverview } from './live-overview.js';
import { makeRecorder } from './recorder.js';
import { makeSampler } from './sampling/sampler.js';
import { makeTail } from './sampling/tail.js';
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
  compose({ config, redis, keys, logger }) {
    const sampler = makeSampler(redis, keys);
    const history = makeHistory(redis, keys);
    const room = makeLiveRoom({
      followersMax: config.LIVE_UPDATES_MAX,
      followersPerAddressMax: config.LIVE_UPDATES_PER_ADDRESS_MAX,
    });
    const liveOverview = makeLiveOverview({ redis, keys, room, sampler, tail: makeTail(redis, keys) });
    return {
      parts: { sampler, history, liveOverview, streams: makeStreams(redis, keys) },
      endLiveUpdates: room.end,
      background: makeRecorder(sampler, history, logger),
    };
  },
  routes: (parts): Route[] => [...makeOverviewRoutes(parts), ...makeStreamRoutes(parts)],
});
