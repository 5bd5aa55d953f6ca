import { expect, test } from '@jest/globals';
import { patch } from '@stockade/stage';
import { MUTANTS } from '../src/mutants/mutants.js';

/** What a mutant changes is found here already, and not only where mutants run, which takes minutes. */
test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  'the system has the place for: %s',
  async (_, mutant) => {
    expect((await patch(mutant)).size).toBeGreaterThan(0);
  },
);
