import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeMutant, type Mistake } from '@stockade/stage';
import { useLeakCheck } from '@stockade/testing';
import { runFuzz } from '../src/run.js';

const REQUESTS = 1_500;
const SEED = 20;
const TEST_TIMEOUT_MS = 180_000;

type FuzzMutant = Mistake & {
  /** What the run must say. */
  finds: RegExp;
};

const MUTANTS: readonly FuzzMutant[] = [
  {
    name: 'a route that throws',
    patches: [
      {
        file: 'services/refund/dist/http/refunds.js',
        from: 'await refunds.list(principal, query)',
        to: 'await refunds.list(principal, query.limit > 50 ? null : query)',
      },
    ],
    finds: /refund GET \/refunds: the status is 500/,
  },
  {
    name: 'a refusal in plain text',
    patches: [
      {
        file: 'packages/http/dist/problems.js',
        from: '.type(PROBLEM_MEDIA_TYPE)',
        to: ".type(error.status === 415 ? 'text/plain' : PROBLEM_MEDIA_TYPE)",
      },
    ],
    finds: /the media type "text\/plain" is not described/,
  },
  {
    name: 'an answer that is not as described',
    patches: [
      {
        file: 'services/refund/dist/http/refunds.js',
        from: 'body: await refunds.list(principal, query)',
        to: 'body: { ...(await refunds.list(principal, query)), count: 1 }',
      },
    ],
    finds: /refund GET \/refunds: .*additional properties/,
  },
  {
    name: 'a route that writes before it refuses',
    patches: [
      {
        file: 'services/store/dist/place-order.js',
        from: 'const { lines, refused } = await',
        to: "await redis.hSet(keys.order(newId()), 'status', 'pending');\n const { lines, refused } = await",
      },
    ],
    finds: /an effect that no answer told of/,
  },
];

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
