import { expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import { MUTANT_TIMEOUT_MS, useMutants } from './catch-mutant.js';
import { MUTANTS } from './mutants.js';

useLeakCheck();
const mutants = useMutants();

/** One of those that `mutants.long.test.ts` goes through. */
const MUTANT = MUTANTS.filter(({ name }) => name === 'complete-order.lua acknowledges first');

test.each(MUTANT.map((mutant) => [mutant.name, mutant] as const))(
  'a chaos run finds that %s',
  async (_, mutant) => {
    expect(await mutants.caught(mutant)).not.toEqual([]);
  },
  MUTANT_TIMEOUT_MS,
);
