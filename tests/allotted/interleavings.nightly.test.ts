import { expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { MUTANTS } from './mutants.js';
import { runSeeds } from './run-seeds.js';

const SEEDS = 1_000;
/** A mutant is found by one of so many, and mostly by one of the first fifty. */
const SEEDS_OF_A_MUTANT = 1_000;
const DEADLINE_MS = 600_000;

const redis = usePrivateRedis({ args: ['--appendonly', 'no'] });

test(
  `no piece is lost, made or sold twice, and no order is refused in vain, in ${SEEDS} interleavings`,
  async () => {
    const tally = await runSeeds(redis, { from: Date.now(), seeds: SEEDS });
    expect(tally.reserved).toBeGreaterThan(SEEDS);
    expect(tally.refused).toBeGreaterThan(SEEDS);
    // There was something to survive.
    expect(tally.killed).toBeGreaterThan(SEEDS);
    expect(tally.stalled).toBeGreaterThan(SEEDS);
    expect(tally.leasesLost).toBeGreaterThan(SEEDS / 10);
    expect(tally.settings).toBeGreaterThan(SEEDS / 2);
  },
  DEADLINE_MS,
);

test.each(MUTANTS)(
  'the interleavings find a fault: $name',
  async ({ found, ...mutation }) => {
    await expect(runSeeds(redis, { from: 1, seeds: SEEDS_OF_A_MUTANT, mutation })).rejects.toThrow(found);
  },
  DEADLINE_MS,
);
