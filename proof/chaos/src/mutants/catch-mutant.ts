import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMutant, type Mistake, type Say } from '@stockade/stage';
import type { ChaosEvent } from '../events.js';
import type { ChaosOptions } from '../options.js';
import { runChaos, type Result } from '../run.js';
import type { Mutant } from './mutant.js';

const ORDERS = 500;
const FAULTS = 12;
/** Each takes some five seconds. */
const PRIMARIES_LOST = 6;
const SECONDS_MAX = 60;
/** What a mistake has left undone stays so. */
const MUTANT_QUIET_DEADLINE_MS = 20_000;

/** Builds a copy of the system with a mistake, lets something be done with it, and removes it. */
export async function withMutant<Answer>(
  mistake: Mistake,
  use: (workspace: string) => Promise<Answer>,
): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'stockade-mutant-'));
  try {
    await makeMutant(mistake, folder);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The short run in which a mistake that matters under these faults shows. */
export function optionsFor({ faults, setup }: Pick<Mutant, 'faults' | 'setup'>, seed: number): ChaosOptions {
  const faultCount = setup === undefined ? FAULTS : PRIMARIES_LOST;
  const quietDeadlineMs = MUTANT_QUIET_DEADLINE_MS;
  return { orders: ORDERS, seconds: SECONDS_MAX, faultCount, faults, seed, quietDeadlineMs, ...(setup && { setup }) };
}

export interface Hunt {
  result: Result;
  options: ChaosOptions;
  /** Whether an invariant was broken that the mistake can break. */
  isCaught: boolean;
  /** And a violation names an order. */
  isNamed: boolean;
}

interface CatchOptions {
  say: Say;
  on?: (event: ChaosEvent) => void;
  /** Whether a catch that names no order is good enough only when there is no better one; default false. */
  untilNamed?: boolean;
}

/**
 * Runs the mutant with one seed after the other until it is caught: a fault has to strike at the right instant, and what
 * one short run misses, one of three finds.
 */
export function catchMutant(
  mutant: Mutant,
  seeds: readonly [number, ...number[]],
  { say, on, untilNamed = false }: CatchOptions,
): Promise<Hunt> {
  return withMutant(mutant, async (workspace) => {
    const [first, ...others] = seeds;
    let best = await tryOnce(first);
    for (const seed of others) {
      if (best.isCaught && (best.isNamed || !untilNamed)) break;
      const hunt = await tryOnce(seed);
      if (hunt.isNamed || !best.isCaught) best = hunt;
    }
    return best;

    async function tryOnce(seed: number): Promise<Hunt> {
      const options = { ...optionsFor(mutant, seed), workspace };
      const result = await runChaos(options, say, on);
      const { violations } = result.verdict;
      const isCaught = violations.some(({ invariant }) => mutant.caughtBy.includes(invariant));
      return {
        result,
        options,
        isCaught,
        isNamed: isCaught && violations.some(({ orderId }) => orderId !== undefined),
      };
    }
  });
}
