import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { obtainRedis, useLeakCheck } from '@stockade/testing';
import { MUTANTS } from '@stockade/chaos';
import { proofSchema } from '../src/proof.js';
import { prove } from '../src/prove.js';
import { writeProof } from '../src/write-proof.js';

const ORDERS = 600;
const SEED = 20;
/** Of 22 things; more are no chance. */
const MISSING_MAX = 4;
const TEST_TIMEOUT_MS = 400_000;

useLeakCheck();

/** Sentinels and replicas reach each other by the addresses of this machine, which a container's are not. */
const program = await obtainRedis();
const testHere = program.kind === 'binary' ? test : test.skip;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-proof-'));
});
afterAll(() => rm(folder, { recursive: true }));

testHere(
  'the shortest proof of the system itself breaks nothing, passes if enough happened, and its file says on how many orders',
  async () => {
    const mutants = MUTANTS.filter(({ key }) => key === 'no-fence');
    const options = { seed: SEED, isShort: true, orders: ORDERS, minutes: 1, mutants };
    const { json } = await writeProof(await prove(options, 'a test', () => {}), folder);
    const proof = proofSchema.parse(JSON.parse(await readFile(json, 'utf8')));
    expect(proof.parts.flatMap(({ violations }) => violations)).toEqual([]);
    // In a run as short as this a process may not be caught at the right moment, and then it says so and does not pass.
    const missing = proof.happened.filter(({ needed, count }) => needed && count === 0);
    expect(proof.reasons).toEqual(missing.map(({ meaning }) => `it never happened: ${meaning}`));
    expect(proof.verdict).toBe(missing.length === 0 ? 'PASS' : 'INCONCLUSIVE');
    expect(missing.length).toBeLessThan(MISSING_MAX);
    expect(proof.parts.map(({ key }) => key)).toEqual(['single', 'ha']);
    expect(proof.bound.orders).toBeGreaterThan(ORDERS / 2);
    expect(proof.invariants.filter(({ checked }) => checked === 0).map(({ key }) => key)).toEqual([
      'transfer-sent',
      'transfer-taken',
      'transfer-listed',
    ]);
    expect(proof.parts.flatMap(({ story }) => story ?? [])).not.toEqual([]);
  },
  TEST_TIMEOUT_MS,
);
