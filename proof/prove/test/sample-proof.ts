import { HAPPENING_NAMES, HAPPENINGS, INVARIANT_NAMES, INVARIANTS, unitOf } from '@stockade/chaos';
import { PROOF_FORMAT, type Part, type Proof } from '../src/proof.js';

const ORDER_ID = '019346a0-0000-7000-8000-000000000001';

const PART: Part = {
  key: 'single',
  seconds: 12,
  answers: { accepted: 3_000, refused: 20, unknown: 5 },
  ends: { completed: 2_000, refunded: 1_003 },
  exist: 3_003,
  quiet_after_ms: 400,
  faults: [
    { kind: 'kill-service', target: 'store 1', at_ms: 1_000, took_ms: 700, healed: true },
    { kind: 'poison', target: null, at_ms: 2_000, took_ms: 3, healed: true },
  ],
  recovery: { count: 2, median_ms: 800, max_ms: 1_900 },
  handover: { count: 1, median_ms: 1_600, max_ms: 1_600 },
  pace: [
    { at_s: 1, accepted: 250 },
    { at_s: 2, accepted: 400 },
  ],
  audit: { orders: 3_003, keys: 9_000, products: 8, findings: 0, duration_ms: 900 },
  happened: Object.assign(each(HAPPENING_NAMES, 2)),
  checked: Object.assign(each(INVARIANT_NAMES, 3_003)),
  violations_count: 0,
  violated: {},
  violations: [],
  story: {
    order_id: ORDER_ID,
    killed: 'store-1',
    handover_ms: 1_600,
    status: 'refunded',
    stock: 'rejected',
    money: { charged: 2_400, given_back: 2_400, currency: 'USD' },
    steps: [
      { at: '2026-11-27T07:00:00.000Z', kind: 'sent', text: 'a customer sends the order' },
      { at: '2026-11-27T07:00:00.500Z', kind: 'killed', text: 'store-1 is killed' },
    ],
  },
};

/** A proof that passed, for tests that spoil it. */
export const SAMPLE: Proof = {
  format: PROOF_FORMAT,
  verdict: 'PASS',
  reasons: [],
  started_at: '2026-11-27T07:00:00.000Z',
  seconds: 60,
  command: 'npm run prove -- --seed 7',
  seed: 7,
  by_hand: false,
  broken_on_purpose: null,
  environment: {
    commit: 'a'.repeat(40),
    dirty: false,
    node: 'v24.0.0',
    redis: '8.0.2',
    os: 'Linux 6.1',
    cpu: 'A processor',
    cores: 2,
    memory_bytes: 8 * 2 ** 30,
  },
  parts: [PART],
  failures: [],
  mutants: [
    {
      key: 'no-fence',
      name: 'neither fence nor business guard',
      caught: true,
      seed: 7,
      violation: { invariant: 'reserved-xor-refunded', what: `${ORDER_ID}: both`, order_id: ORDER_ID },
    },
  ],
  happened: HAPPENING_NAMES.map((key) => ({ key, meaning: HAPPENINGS[key], count: 2, needed: true })),
  invariants: INVARIANT_NAMES.map((key) => ({
    key,
    meaning: INVARIANTS[key],
    checked: 3_003,
    unit: unitOf(key),
    violations: 0,
  })),
  bound: { orders: 3_000, orders_broken: 0, share_below: 0.001, faults: 2, fault_share_below: null },
  orders_named: [],
};

/** The same, and its first part differs. */
export function withPart(changes: Partial<Part>): Proof {
  return { ...SAMPLE, parts: [{ ...PART, ...changes }] };
}

function each(names: readonly string[], count: number): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, count]));
}
