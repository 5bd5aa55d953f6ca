import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { makeMutant, type Mistake, type RedisSetup } from '@stockade/stage';
import type { Invariant } from '../src/invariants.js';
import { runChaos } from '../src/run.js';
import type { FaultKind } from '../src/schedule.js';
import type { Mutant } from './mutant.js';

/** Half a minute of a busy machine for each seed, and other runs beside it. */
export const MUTANT_TIMEOUT_MS = 240_000;
const ORDERS = 500;
const FAULTS = 12;
/** Each takes some five seconds. */
const PRIMARIES_LOST = 6;
const SECONDS_MAX = 60;
/** A fault has to strike at the right instant. What one short run misses, one of three finds. */
const SEEDS = [7, 8, 9] as const;

/** Copies of the system with mistakes, for the tests of a file; removed after them. */
export function useMutants() {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  async function make(mistake: Mistake): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'stockade-mutant-'));
    folders.push(folder);
    await makeMutant(mistake, folder);
    return folder;
  }

  return {
    /** The invariants that a short run on an unchanged copy finds broken. */
    brokenUnchanged: async (faults: readonly FaultKind[]) =>
      brokenIn(await make({ name: 'none', patches: [] }), SEEDS[0], faults),

    /** Those of the invariants that may catch a mutant which do. */
    async caught(mutant: Mutant): Promise<Invariant[]> {
      const folder = await make(mutant);
      for (const seed of SEEDS) {
        const broken = await brokenIn(folder, seed, mutant.faults, mutant.setup);
        const catchers = mutant.caughtBy.filter((invariant) => broken.has(invariant));
        if (catchers.length > 0) return catchers;
      }
      return [];
    },
  };
}

async function brokenIn(
  workspace: string,
  seed: number,
  faults: readonly FaultKind[],
  setup: RedisSetup = 'single',
): Promise<Set<Invariant>> {
  const faultCount = setup === 'single' ? FAULTS : PRIMARIES_LOST;
  const options = { orders: ORDERS, seconds: SECONDS_MAX, seed, faults, faultCount, setup, workspace };
  const { verdict } = await runChaos(options, () => {});
  return new Set(verdict.violations.map(({ invariant }) => invariant));
}
