import { IDS } from './example-ids.js';

const PROOF_ID = '2026-03-02T09-30-12-pass';
const COMMAND = 'npm run prove -- --short --seed 7';
const startedAt = '2026-03-02T09:30:12.408Z';

const run = {
  run_id: IDS.run,
  kind: 'proof',
  command: COMMAND,
  seed: 7,
  mistake: null,
  started_at: startedAt,
  state: 'running',
  phase: 'orders',
  part: 'single',
  told: { accepted: 812, refused: 25, unknown: 9, seconds: 21.4 },
  is: { orders: 815, charged: 741, given_back: 201, reserved: 1122, available: 640, least: 0, pending: 31 },
  orders_per_s: null,
  faults_planned: 26,
  faults: [
    { kind: 'kill-service', target: 'store 1', at: '2026-03-02T09:30:24.118Z', took_ms: 1381, healed: true },
    { kind: 'kill-redis', target: 'redis', at: '2026-03-02T09:30:33.702Z', took_ms: null, healed: null },
  ],
  mutants: [],
  verdict: null,
  proof_id: null,
  why: null,
};

const proof = {
  format: 'stockade-proof/2',
  verdict: 'PASS',
  reasons: [],
  started_at: startedAt,
  seconds: 117,
  command: COMMAND,
  seed: 7,
  by_hand: false,
  broken_on_purpose: null,
  environment: {
    commit: '4be1d2c09f7a',
    dirty: false,
    node: 'v20.20.2',
    redis: '7.0.15',
    os: 'Linux 6.1',
    cpu: 'AMD EPYC',
    cores: 2,
    memory_bytes: 8_589_934_592,
  },
  parts: [],
  failures: [],
  mutants: [{ key: 'no-fence', name: 'neither fence nor business guard', caught: true, seed: 7, violation: null }],
  happened: [{ key: 'promoted', meaning: 'a replica was promoted', count: 3, needed: true }],
  invariants: [
    {
      key: 'accepted-exists-once',
      meaning: 'an order that was accepted exists, once',
      checked: 1440,
      unit: 'orders',
      violations: 0,
    },
  ],
  bound: { orders: 1440, orders_broken: 0, share_below: 0.0021, faults: 41, fault_share_below: 0.0732 },
  orders_named: [],
};

/** What may be sent to the lab. */
export const LAB_REQUESTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  LabRequest: { proof: { kind: 'proof', short: true, seed: 7 }, by_hand: { kind: 'by-hand' } },
  Strike: { kill: { kind: 'kill-service', service: 'store' } },
  OrderRate: { rate: { orders_per_s: 60 } },
};

/** What the lab may answer. */
export const LAB_ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Bench: {
    bench: {
      faults: ['kill-service', 'kill-redis'],
      invariants: [{ key: 'accepted-exists-once', meaning: 'an order that was accepted exists, once' }],
      mistakes: [{ key: 'no-fence', name: 'neither fence nor business guard' }],
      orders_per_s_max: 200,
      seed_max: 2_147_483_647,
      run_id: IDS.run,
    },
  },
  LabRun: {
    running: run,
    over: { ...run, state: 'over', phase: 'over', verdict: 'PASS', proof_id: PROOF_ID },
  },
  ProofList: {
    proofs: {
      items: [
        {
          proof_id: PROOF_ID,
          verdict: 'PASS',
          started_at: startedAt,
          seconds: 117,
          seed: 7,
          command: COMMAND,
          orders: 1440,
          faults: 41,
          mistake: null,
        },
      ],
    },
  },
  Proof: { passed: proof },
};

export const LAB_PARAMETERS: Readonly<Record<string, string>> = { run: IDS.run, proof: PROOF_ID };
