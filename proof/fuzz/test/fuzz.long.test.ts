import { expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import { describeFuzz } from '../src/report.js';
import { runFuzz } from '../src/run.js';

const REQUESTS = 3_000;
const SEED = 20;
const TEST_TIMEOUT_MS = 240_000;

useLeakCheck();

test(
  `${REQUESTS} requests to every route, good ones and bad ones, with the seed ${SEED}, show no fault`,
  async () => {
    const result = await runFuzz({ requests: REQUESTS, seed: SEED }, () => {});
    if (result.faults.size > 0) throw new Error(describeFuzz(result).join('\n'));
    // A run in which nothing was accepted, or nothing refused, would show nothing.
    for (const status of [200, 201, 204, 400, 401, 403, 404, 405, 409, 413, 415, 422, 431])
      expect([status, (result.statuses.get(status) ?? 0) > 0]).toEqual([status, true]);
    expect(result.untouched).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);
