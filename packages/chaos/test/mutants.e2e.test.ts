import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import type { Invariant } from '../src/invariants.js';
import { runChaos } from '../src/run.js';
import type { FaultKind } from '../src/schedule.js';
import { makeMutant } from './make-mutant.js';
import { MUTANTS } from './mutants.js';

/** Half a minute of a busy machine for each seed. */
const TEST_TIMEOUT_MS = 180_000;
const ORDERS = 500;
const FAULTS = 16;
const SECONDS_MAX = 60;
/** A fault has to strike at the right instant. What one short run misses, one of three finds. */
const SEEDS = [7, 8, 9];

useLeakCheck();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-mutant-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The invariants that a short run on the copy finds broken. */
async function brokenIn(seed: number, faults: readonly FaultKind[]): Promise<Set<Invariant>> {
  const options = { orders: ORDERS, seconds: SECONDS_MAX, seed, faults, faultCount: FAULTS, workspace: folder };
  const { verdict } = await runChaos(options, () => {});
  return new Set(verdict.violations.map(({ invariant }) => invariant));
}

/** The harness has to prove itself: a check that passes broken systems proves nothing of sound ones. */
describe('a chaos run finds', () => {
  test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    async (_, mutant) => {
      await makeMutant(mutant, folder);
      let caughtBy: Invariant[] = [];
      for (const seed of SEEDS) {
        const broken = await brokenIn(seed, mutant.faults);
        caughtBy = mutant.caughtBy.filter((invariant) => broken.has(invariant));
        if (caughtBy.length > 0) break;
      }
      expect(caughtBy).not.toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  test('nothing wrong with a copy that nobody changed', async () => {
    await makeMutant({ name: 'none', patches: [] }, folder);
    expect([...(await brokenIn(7, ['kill-service', 'lose-group']))]).toEqual([]);
  });
});
