import { expect, test } from '@jest/globals';
import { useLeakCheck } from '@stockade/testing';
import { canHappen, HAPPENING_NAMES } from '../src/happened.js';
import { kindsOf } from '../src/schedule.js';
import { runChaos } from '../src/run.js';

const ORDERS = 3_000;
const SECONDS_MAX = 60;
const SEED = 20;
/** So that a service is killed with entries in its hand, and a script comes late, whatever the dice say. */
const LEAST_OF = { 'kill-service': 4, 'freeze-service': 4 };
const TEST_TIMEOUT_MS = 240_000;

useLeakCheck();

test(
  `a short run of everything at once, with the seed ${SEED}, breaks no invariant`,
  async () => {
    const options = { orders: ORDERS, seconds: SECONDS_MAX, seed: SEED, faults: kindsOf('single'), leastOf: LEAST_OF };
    const { verdict, faults, answers, happened, stockSamples } = await runChaos(options, () => {});
    expect(verdict.violations).toEqual([]);
    // A run in which nothing happened would break nothing either.
    expect(answers.accepted).toBeGreaterThan(ORDERS / 2);
    expect(Object.keys(faults)).toHaveLength(kindsOf('single').length);
    expect(verdict.ends.completed).toBeGreaterThan(0);
    const missing = HAPPENING_NAMES.filter((name) => canHappen(name, 'single') && happened[name] === 0);
    expect(missing).toEqual([]);
    expect(stockSamples).toBeGreaterThan(100);
  },
  TEST_TIMEOUT_MS,
);
