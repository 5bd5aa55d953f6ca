import { expect, test } from '@jest/globals';
import { obtainRedis, useLeakCheck } from '@stockade/testing';
import { kindsOf } from '../src/schedule.js';
import { runChaos } from '../src/run.js';

const ORDERS = 1_500;
const SECONDS_MAX = 180;
const FAULTS = 18;
const TEST_TIMEOUT_MS = 420_000;

useLeakCheck();

/** Sentinels and replicas reach each other by the addresses of this machine, which a container's are not. */
const program = await obtainRedis();
const testHere = program.kind === 'binary' ? test : test.skip;

testHere.each([
  ['a replica takes over', 'ha', 1, 20],
  ['replicas take over in a cluster and slots are moved', 'cluster', 12, 28],
] as const)(
  `a short run in which primaries are lost with all their data and %s breaks no invariant (G9)`,
  async (_, setup, partitions, seed) => {
    const options = {
      orders: ORDERS,
      seconds: SECONDS_MAX,
      seed,
      faults: kindsOf(setup),
      faultCount: FAULTS,
      setup,
      partitions,
    };
    const { verdict, faults, answers } = await runChaos(options, () => {});
    expect(verdict.violations).toEqual([]);
    expect(answers.accepted).toBeGreaterThan(ORDERS / 2);
    expect(faults['lose-primary']).toBeGreaterThan(2);
    expect(verdict.ends.completed).toBeGreaterThan(0);
    expect(verdict.ends.refunded).toBeGreaterThan(0);
  },
  TEST_TIMEOUT_MS,
);
