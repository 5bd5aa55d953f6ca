import { describe, expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import { catchMutant, optionsFor, withMutant } from '../src/mutants/catch-mutant.js';
import { MUTANTS } from '../src/mutants/mutants.js';
import { runChaos } from '../src/run.js';

/** Half a minute of a busy machine for each seed, and other runs beside it. */
const MUTANT_TIMEOUT_MS = 240_000;
const SEEDS = [7, 8, 9] as const;

useLeakCheck();

/**
 * The harness has to prove itself: a check that passes broken systems proves nothing of sound ones. Runs go side by side,
 * since they mostly wait: for what was killed to come back, and for all to be quiet.
 */
describe('a chaos run finds', () => {
  test.concurrent.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    async (_, mutant) => {
      const { isCaught, options } = await catchMutant(mutant, SEEDS, { say: () => {} });
      expect({ isCaught, options }).toMatchObject({ isCaught: true });
    },
    MUTANT_TIMEOUT_MS,
  );

  test.concurrent.each([[['kill-service', 'lose-group']], [['deny-command']]] as const)(
    'nothing wrong with a copy that nobody changed, under %j',
    async (faults) => {
      const { verdict } = await withMutant({ name: 'none', patches: [] }, (workspace) =>
        runChaos({ ...optionsFor({ faults }, SEEDS[0]), workspace }, () => {}),
      );
      expect(verdict.violations).toEqual([]);
    },
    MUTANT_TIMEOUT_MS,
  );
});
