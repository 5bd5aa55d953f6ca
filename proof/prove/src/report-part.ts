import type { ChaosEvent, Result, Violation } from '@stockade/chaos';
import type { Part, PartKey, Story, ViolationReport } from './proof.js';

/** The rest is counted. */
const VIOLATIONS_MAX = 50;

/** What a run found, as the file has it. */
export function reportPart(key: PartKey, result: Result, pace: Part['pace']): Part {
  const { verdict, answers, seconds, quietAfterMs, struck, recoveriesMs, handoversMs, happened } = result;
  const { violations, ends, orders, checked, audit } = verdict;
  return {
    key,
    seconds,
    answers,
    ends,
    exist: orders,
    quiet_after_ms: quietAfterMs,
    faults: struck
      .map(({ kind, target, atMs, tookMs, hasHealed }) => {
        return { kind, target, at_ms: Math.round(atMs), took_ms: Math.round(tookMs), healed: hasHealed };
      })
      .toSorted((a, b) => a.at_ms - b.at_ms),
    recovery: timesOf(recoveriesMs),
    handover: timesOf(handoversMs),
    pace,
    audit: {
      orders: audit.orders,
      keys: audit.keys,
      products: audit.products,
      findings: audit.findings,
      duration_ms: audit.duration_ms,
    },
    happened,
    checked,
    violations_count: violations.length,
    violated: countEach(violations),
    violations: namingFirst(violations).slice(0, VIOLATIONS_MAX),
    story: result.story && reportStory(result.story),
  };
}

/** Of a message: what a process printed, and where an error was thrown, come after it. */
export const firstLineOf = (text: string): string => text.split('\n')[0] ?? '';

function countEach(violations: readonly Violation[]): Part['violated'] {
  const counts: Part['violated'] = {};
  for (const { invariant } of violations) counts[invariant] = (counts[invariant] ?? 0) + 1;
  return counts;
}

/** Those that name an order come first. */
export function namingFirst(violations: readonly Violation[]): ViolationReport[] {
  return violations
    .map(({ invariant, what, orderId }) => ({ invariant, what: firstLineOf(what), order_id: orderId ?? null }))
    .toSorted((a, b) => Number(b.order_id !== null) - Number(a.order_id !== null));
}

/** Notes how many orders were accepted when, from the events of a run. */
export function makePace(): { pace: Part['pace']; note: (event: ChaosEvent) => void } {
  const pace: Part['pace'] = [];
  return {
    pace,
    note(event) {
      // Another run with another seed.
      if (event.kind === 'begins') pace.length = 0;
      if (event.kind === 'orders') pace.push({ at_s: event.seconds, accepted: event.accepted });
    },
  };
}

function reportStory({
  orderId,
  killed,
  handoverMs,
  status,
  stock,
  money,
  steps,
}: NonNullable<Result['story']>): Story {
  return {
    order_id: orderId,
    killed,
    handover_ms: handoverMs,
    status,
    stock,
    money: money && { charged: money.charged, given_back: money.givenBack, currency: money.currency },
    steps: steps.map(({ atMs, kind, text }) => ({ at: new Date(atMs).toISOString(), kind, text })),
  };
}

function timesOf(timesMs: readonly number[]): Part['recovery'] {
  const sorted = timesMs.map((ms) => Math.round(ms)).toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    median_ms: sorted[Math.floor(sorted.length / 2)] ?? null,
    max_ms: sorted.at(-1) ?? null,
  };
}
