import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { makeMutant, type Mistake } from '@stockade/stage';
import type { Invariant } from '../src/invariants.js';
import type { ChaosOptions } from '../src/options.js';
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
/** What a mistake has left undone stays so. */
const MUTANT_QUIET_DEADLINE_MS = 20_000;
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
      brokenIn({ workspace: await make({ name: 'none', patches: [] }), seed: SEEDS[0], faults }),

    /** Those of the invariants that may catch a mutant which do. */
    async caught(mutant: Mutant): Promise<Invariant[]> {
      const folder = await make(mutant);
      for (const seed of SEEDS) {
        const { faults, setup } = mutant;
        const quietDeadlineMs = MUTANT_QUIET_DEADLINE_MS;
        const broken = await brokenIn({ workspace: folder, seed, faults, setup, quietDeadlineMs });
        const catchers = mutant.caughtBy.filter((invariant) => broken.has(invariant));
        if (catchers.length > 0) return catchers;
      }
      return [];
    },
  };
}

async function brokenIn(
  run: Pick<ChaosOptions, 'workspace' | 'seed' | 'faults' | 'setup' | 'quietDeadlineMs'>,
): Promise<Set<Invariant>> {
  const faultCount = run.setup === undefined ? FAULTS : PRIMARIES_LOST;
  const { verdict } = await runChaos({ ...run, orders: ORDERS, seconds: SECONDS_MAX, faultCount }, () => {});
  return new Set(verdict.violations.map(({ invariant }) => invariant));
}
