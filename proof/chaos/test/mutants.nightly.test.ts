import { describe, expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import { MUTANT_TIMEOUT_MS, useMutants } from './catch-mutant.js';
import { MUTANTS } from './mutants.js';

useLeakCheck();
const mutants = useMutants();

/**
 * The harness has to prove itself: a check that passes broken systems proves nothing of sound ones. Runs go side by side,
 * since they mostly wait: for what was killed to come back, and for all to be quiet.
 */
describe('a chaos run finds', () => {
  test.concurrent.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    async (_, mutant) => {
      expect(await mutants.caught(mutant)).not.toEqual([]);
    },
    MUTANT_TIMEOUT_MS,
  );

  test.concurrent.each([[['kill-service', 'lose-group']], [['deny-command']]] as const)(
    'nothing wrong with a copy that nobody changed, under %j',
    async (faults) => {
      expect([...(await mutants.brokenUnchanged(faults))]).toEqual([]);
    },
    MUTANT_TIMEOUT_MS,
  );
});
