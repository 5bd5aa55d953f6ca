import { expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { runSeeds } from './run-seeds.js';

const SEEDS = 60;

const redis = usePrivateRedis({ args: ['--appendonly', 'no'] });

test(`no piece is lost, made or sold twice, and no order is refused in vain, in ${SEEDS} interleavings`, async () => {
  const tally = await runSeeds(redis, { from: Date.now(), seeds: SEEDS });
  expect(tally.reserved).toBeGreaterThan(SEEDS);
  expect(tally.refused).toBeGreaterThan(SEEDS);
});
