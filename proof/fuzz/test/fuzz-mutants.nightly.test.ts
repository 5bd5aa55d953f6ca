import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeMutant } from '@stockade/stage';
import { useLeakCheck } from '@stockade/testing';
import { runFuzz } from '../src/run.js';
import { MUTANTS } from './mutants.js';

const REQUESTS = 1_500;
const SEED = 20;
const TEST_TIMEOUT_MS = 180_000;

useLeakCheck();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-mutant-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A check that passes broken systems proves nothing of sound ones. */
test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  'fuzzing finds %s',
  async (_, mutant) => {
    await makeMutant(mutant, folder);
    const { faults } = await runFuzz({ requests: REQUESTS, seed: SEED, workspace: folder }, () => {});
    expect([...faults.keys()].join('\n')).toMatch(mutant.finds);
  },
  TEST_TIMEOUT_MS,
);
