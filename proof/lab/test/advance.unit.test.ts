import { expect, test } from '@jest/globals';
import { newId } from '@stockade/contracts';
import { advance } from '../src/advance.js';
import { labConfig } from '../src/config.js';
import { runSchema, type LabRun } from '../src/schemas.js';
import { toldSchema } from '../src/told.js';

const NEW: LabRun = {
  run_id: newId(),
  kind: 'proof',
  command: 'npm run prove -- --short --seed 7',
  seed: 7,
  mistake: null,
  started_at: new Date().toISOString(),
  state: 'running',
  phase: 'starting',
  part: null,
  told: null,
  is: null,
  orders_per_s: null,
  faults_planned: 0,
  faults: [],
  mutants: [],
  verdict: null,
  proof_id: null,
  why: null,
};
const inPart = (event: unknown) => ({ kind: 'part-goes-on', part: 'single', event });
const books = { orders: 9, charged: 8, given_back: 1, reserved: 12, available: 3, least: 0, pending: 2 };
const store = { kind: 'kill-service', target: 'store 1' };
const redis = { kind: 'kill-redis', target: 'redis' };

/** As the command line writes them. */
const LINES = [
  { kind: 'part-begins', part: 'single' },
  inPart({ kind: 'begins', faults: 2 }),
  inPart({ kind: 'orders', accepted: 9, refused: 1, unknown: 0, of: 20, seconds: 3.5 }),
  inPart({ kind: 'books', books }),
  inPart({ kind: 'strike', fault: store }),
  inPart({ kind: 'strike', fault: redis }),
  inPart({ kind: 'strike', fault: store }),
  inPart({ kind: 'fault', fault: { ...store, atMs: 5, tookMs: 812.4, hasHealed: true } }),
];
const after = (lines: readonly unknown[]) =>
  lines.reduce<LabRun>((run, line) => advance(run, toldSchema.parse(line)), NEW);

test('a run is what was told of it', () => {
  const run = runSchema.parse(after(LINES));
  expect(run).toMatchObject({ part: 'single', phase: 'orders', faults_planned: 2, is: books });
  expect(run.told).toEqual({ accepted: 9, refused: 1, unknown: 0, seconds: 3.5 });
  expect(run.faults.map(({ kind, took_ms, healed }) => [kind, took_ms, healed])).toEqual([
    ['kill-service', null, null],
    ['kill-redis', null, null],
    ['kill-service', 812, true],
  ]);
});

test('the next part begins with empty books, and a mutant is none of it', () => {
  const run = after([
    ...LINES,
    inPart({ kind: 'quiet' }),
    { kind: 'part-ends', part: 'single' },
    { kind: 'part-begins', part: 'ha' },
    { kind: 'part-ends', part: 'ha' },
    { kind: 'mutant-begins', mutant: 'no fence' },
    { kind: 'mutant-ends', mutant: 'no fence', isCaught: true },
  ]);
  expect(run).toMatchObject({ phase: 'mutants', part: null, told: null, is: null, faults: [] });
  expect(run.mutants).toEqual([{ name: 'no fence', caught: true }]);
});

test('the last line says the verdict and where the proof is', () => {
  const json = '/somewhere/2026-03-02T09-30-12-pass.json';
  const run = after([...LINES, { kind: 'ends', verdict: 'PASS', json }]);
  expect(run).toMatchObject({ state: 'over', phase: 'over', verdict: 'PASS', proof_id: '2026-03-02T09-30-12-pass' });
});

test('it listens on this machine alone', () => {
  const settings = { REDIS_URL: 'redis://127.0.0.1:6379', JWT_SECRET: 'x'.repeat(32) };
  expect(labConfig(settings).LISTEN_HOST).toBe('127.0.0.1');
  expect(() => labConfig({ ...settings, LISTEN_HOST: '0.0.0.0' })).toThrow(
    'LISTEN_HOST: the lab listens on this machine only',
  );
});
