import {
  canHappen,
  catchMutant,
  HAPPENING_NAMES,
  HAPPENINGS,
  INVARIANT_NAMES,
  INVARIANTS,
  runChaos,
  unitOf,
  type ChaosEvent,
  type Hunt,
  type Mutant,
  type Result,
} from '@stockade/chaos';
import { obtainRedis } from '@stockade/local';
import { messageOf } from '@stockade/redis';
import pLimit from 'p-limit';
import { boundOf } from './bound.js';
import { readEnvironment } from './environment.js';
import type { ProveOptions } from './options.js';
import { optionsOf } from './parts.js';
import { PROOF_FORMAT, type MutantReport, type Part, type PartKey, type Proof } from './proof.js';
import { firstLineOf, makePace, namingFirst, reportPart } from './report-part.js';
import { countBroken, judgeProof } from './verdict.js';

/** A whole system each, which mostly waits. */
const MUTANTS_AT_ONCE = 3;
const PARTS: readonly PartKey[] = ['single', 'ha'];

/** How a proof goes on, for whoever looks on: a terminal, or a page. */
export type ProveEvent =
  | { kind: 'part-begins' | 'part-ends'; part: PartKey }
  | { kind: 'part-goes-on'; part: PartKey; event: ChaosEvent }
  | { kind: 'mutant-begins'; mutant: string }
  | { kind: 'mutant-ends'; mutant: string; isCaught: boolean };

interface Found {
  parts: Part[];
  failures: Proof['failures'];
  mutants: MutantReport[];
  redisVersion: string | null;
}

/** Runs everything and judges it. @param command to repeat it, as it is to stand in the proof */
export async function prove(options: ProveOptions, command: string, on: (event: ProveEvent) => void): Promise<Proof> {
  const startedAt = new Date();
  const environment = await readEnvironment();
  const found: Found = { parts: [], failures: [], mutants: [], redisVersion: null };
  if (options.hands) await attempt('single', found, () => runPart('single', options, found, on));
  else if (options.mistake) await proveBroken(options.mistake, options.seed, found, on);
  else await proveSystem(options, found, on);

  const { parts, failures, mutants, redisVersion } = found;
  const happened = sumHappened(parts, options.hands !== undefined);
  const { mistake } = options;
  const by_hand = options.hands !== undefined;
  const broken_on_purpose = mistake === undefined ? null : { key: mistake.key, name: mistake.name };
  const named = parts.flatMap(({ violations }) => violations.flatMap(({ order_id }) => order_id ?? []));
  const isBroken = parts.some((part) => countBroken(part) > 0);
  const orders_named = [...new Set(named)];
  return {
    format: PROOF_FORMAT,
    ...judgeProof({ parts, failures, mutants, happened, broken_on_purpose, by_hand }),
    started_at: startedAt.toISOString(),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 1_000),
    command,
    seed: options.seed,
    by_hand,
    broken_on_purpose,
    environment: { ...environment, redis: redisVersion },
    parts,
    failures,
    mutants,
    happened,
    invariants: sumInvariants(parts),
    bound: boundOf({
      orders: sum(parts, ({ answers }) => answers.accepted),
      ordersBroken: Math.max(orders_named.length, Number(isBroken)),
      faults: sum(parts, ({ faults }) => faults.length),
    }),
    orders_named,
  };
}

async function proveSystem(options: ProveOptions, found: Found, on: (event: ProveEvent) => void): Promise<void> {
  for (const key of PARTS) await attempt(key, found, () => runPart(key, options, found, on));
  const limit = pLimit(MUTANTS_AT_ONCE);
  const hunts = options.mutants.map((mutant) =>
    limit(() =>
      attempt(`the mutant ${mutant.key}`, found, async () => {
        on({ kind: 'mutant-begins', mutant: mutant.name });
        const hunt = await catchMutant(mutant, seedsFrom(options.seed), { say: silent });
        found.mutants.push(reportMutant(mutant, hunt));
        on({ kind: 'mutant-ends', mutant: mutant.name, isCaught: hunt.isCaught });
      }),
    ),
  );
  await Promise.all(hunts);
}

/** The one run of a copy with a mistake, in place of all. */
async function proveBroken(
  mistake: Mutant,
  seed: number,
  found: Found,
  on: (event: ProveEvent) => void,
): Promise<void> {
  const key = mistake.setup === 'ha' ? 'ha' : 'single';
  await attempt(key, found, async () => {
    on({ kind: 'part-begins', part: key });
    const { pace, note } = makePace();
    const { result } = await catchMutant(mistake, seedsFrom(seed), {
      say: silent,
      untilNamed: true,
      on(event) {
        note(event);
        on({ kind: 'part-goes-on', part: key, event });
      },
    });
    keep(key, result, pace, found);
    on({ kind: 'part-ends', part: key });
  });
}

async function runPart(
  key: PartKey,
  options: ProveOptions,
  found: Found,
  on: (event: ProveEvent) => void,
): Promise<void> {
  const program = await obtainRedis(() => {});
  if (key === 'ha' && program.kind !== 'binary')
    throw new Error('a machine can be lost only with a redis-server on this machine, not with one in a container');
  on({ kind: 'part-begins', part: key });
  const { pace, note } = makePace();
  const result = await runChaos(
    optionsOf(key, options),
    () => {},
    (event) => {
      note(event);
      on({ kind: 'part-goes-on', part: key, event });
    },
  );
  keep(key, result, pace, found);
  on({ kind: 'part-ends', part: key });
}

function keep(key: PartKey, result: Result, pace: Part['pace'], found: Found): void {
  found.redisVersion = result.redisVersion;
  found.parts.push(reportPart(key, result, pace));
}

async function attempt(part: string, { failures }: Found, run: () => Promise<void>): Promise<void> {
  await run().catch((error: unknown) => void failures.push({ part, why: firstLineOf(messageOf(error)) }));
}

const silent = () => {};
const seedsFrom = (seed: number): [number, number, number] => [seed, seed + 1, seed + 2];

function reportMutant({ key, name, caughtBy }: Mutant, { isCaught, options, result }: Hunt): MutantReport {
  const catchers = result.verdict.violations.filter(({ invariant }) => caughtBy.includes(invariant));
  return { key, name, caught: isCaught, seed: options.seed, violation: namingFirst(catchers)[0] ?? null };
}

function sumHappened(parts: readonly Part[], isByHand: boolean): Proof['happened'] {
  return HAPPENING_NAMES.map((key) => ({
    key,
    meaning: HAPPENINGS[key],
    count: sum(parts, ({ happened }) => happened[key]),
    needed: !isByHand && PARTS.some((setup) => canHappen(key, setup)),
  }));
}

function sumInvariants(parts: readonly Part[]): Proof['invariants'] {
  return INVARIANT_NAMES.map((key) => ({
    key,
    meaning: INVARIANTS[key],
    checked: sum(parts, ({ checked }) => checked[key] ?? 0),
    unit: unitOf(key),
    violations: sum(parts, ({ violated }) => violated[key] ?? 0),
  }));
}

function sum(parts: readonly Part[], count: (part: Part) => number): number {
  return parts.reduce((total, part) => total + count(part), 0);
}
