import { expect, test } from '@jest/globals';
import { MUTANTS } from '@stockade/chaos';
import { useLeakCheck } from '@stockade/testing';
import { prove } from '../src/prove.js';

const SEED = 7;
const TEST_TIMEOUT_MS = 400_000;

useLeakCheck();

test(
  'a copy with neither fence nor business guard fails, and an order is named',
  async () => {
    const mistake = MUTANTS.find(({ key }) => key === 'no-fence');
    const options = { seed: SEED, isShort: true, orders: 500, minutes: 1, mutants: [], mistake };
    const proof = await prove(options, 'a test', () => {});
    expect(proof.verdict).toBe('FAIL');
    expect(proof.orders_named.length).toBeGreaterThan(0);
    expect(proof.reasons[0]).toContain('single: ');
    expect(proof.bound.share_below).toBeNull();
  },
  TEST_TIMEOUT_MS,
);
