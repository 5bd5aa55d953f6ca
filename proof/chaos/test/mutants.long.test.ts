import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { makeMutant } from '@stockade/stage';
import { useLeakCheck } from '@stockade/testing';
import type { Invariant } from '../src/invariants.js';
import { runChaos } from '../src/run.js';
import type { FaultKind } from '../src/schedule.js';
import { MUTANTS, type Mutant } from './mutants.js';

/** Half a minute of a busy machine for each seed, and another run beside it. */
const TEST_TIMEOUT_MS = 240_000;
const ORDERS = 500;
const FAULTS = 12;
const SECONDS_MAX = 60;
/** A fault has to strike at the right instant. What one short run misses, one of three finds. */
const SEEDS = [7, 8, 9];

useLeakCheck();

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** The invariants that a short run on a copy with the mistake finds broken. */
async function brokenIn(workspace: string, seed: number, faults: readonly FaultKind[]): Promise<Set<Invariant>> {
  const options = { orders: ORDERS, seconds: SECONDS_MAX, seed, faults, faultCount: FAULTS, workspace };
  const { verdict } = await runChaos(options, () => {});
  return new Set(verdict.violations.map(({ invariant }) => invariant));
}

/** Those of the invariants that may catch it which do. */
async function caught(mutant: Mutant): Promise<Invariant[]> {
  const folder = await makeFolder();
  await makeMutant(mutant, folder);
  for (const seed of SEEDS) {
    const broken = await brokenIn(folder, seed, mutant.faults);
    const catchers = mutant.caughtBy.filter((invariant) => broken.has(invariant));
    if (catchers.length > 0) return catchers;
  }
  return [];
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stockade-mutant-'));
  folders.push(folder);
  return folder;
}

/**
 * The harness has to prove itself: a check that passes broken systems proves nothing of sound ones. Runs go side by side,
 * since they mostly wait: for what was killed to come back, and for all to be quiet.
 */
describe('a chaos run finds', () => {
  test.concurrent.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    async (_, mutant) => {
      expect(await caught(mutant)).not.toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  test.concurrent.each([[['kill-service', 'lose-group']], [['deny-command']]] as const)(
    'nothing wrong with a copy that nobody changed, under %j',
    async (faults) => {
      const folder = await makeFolder();
      await makeMutant({ name: 'none', patches: [] }, folder);
      expect([...(await brokenIn(folder, 7, faults))]).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});
