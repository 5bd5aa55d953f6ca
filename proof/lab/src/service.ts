import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { makeLiveRoom, type Route } from '@stockade/http';
import { defineAskedService } from '@stockade/service';
import { labConfig } from './config.js';
import { makeFollowLab } from './follow.js';
import { makeLab } from './lab.js';
import { makeProofs } from './proofs.js';
import { makeLabRoutes } from './routes.js';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

/** Breaks systems of its own where somebody can look on. It is part of no shop: `npm start` runs it beside one. */
export const lab = defineAskedService({
  about: {
    name: 'lab',
    title: 'Stockade lab',
    description: 'Runs proofs on systems of their own, which admins can watch and break. Under `npm start` only.',
  },
  readConfig: labConfig,
  portVariable: 'LAB_PORT',
  compose({ config, redis, keys, logger }) {
    const dir = resolve(WORKSPACE, config.PROOFS_DIR);
    const runs = makeLab(dir, logger);
    const room = makeLiveRoom({
      followersMax: config.LIVE_UPDATES_MAX,
      followersPerAddressMax: config.LIVE_UPDATES_PER_ADDRESS_MAX,
    });
    return {
      parts: { lab: runs, proofs: makeProofs(dir), followLab: makeFollowLab({ redis, keys, room, lab: runs }) },
      endLiveUpdates: room.end,
      background: { start: () => {}, stop: runs.close },
    };
  },
  routes: (parts): Route[] => makeLabRoutes(parts),
});
