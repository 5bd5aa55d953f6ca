import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import { runChaos } from '../src/run.js';
import { makeMutant } from './make-mutant.js';
import { MUTANTS } from './mutants.js';

const ORDERS = 2_000;
const FAULTS = 40;
const SECONDS_MAX = 60;
const SEED = 7;

useLeakCheck();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-mutant-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The harness has to prove itself: a check that passes broken systems proves nothing of sound ones. */
describe('a chaos run finds', () => {
  test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s', async (_, mutant) => {
    await makeMutant(mutant, folder);
    const said: string[] = [];
    const options = { orders: ORDERS, seconds: SECONDS_MAX, seed: SEED, faults: mutant.faults, faultCount: FAULTS };
    const { verdict } = await runChaos({ ...options, workspace: folder }, (line) => said.push(line));
    const broken = new Set(verdict.violations.map(({ invariant }) => invariant));
    expect(mutant.caughtBy.filter((invariant) => broken.has(invariant))).not.toEqual([]);
  });

  test('nothing wrong with a copy that nobody changed', async () => {
    await makeMutant({ name: 'none', patches: [] }, folder);
    const options = {
      orders: ORDERS,
      seconds: SECONDS_MAX,
      seed: SEED,
      faults: ['kill-service', 'lose-group'] as const,
      faultCount: FAULTS,
    };
    const { verdict } = await runChaos({ ...options, workspace: folder }, () => {});
    expect(verdict.violations).toEqual([]);
  });
});
