import { INVARIANTS, type Invariant } from './invariants.js';
import type { Result } from './run.js';

const VIOLATIONS_SHOWN_PER_INVARIANT = 5;

/** What a run showed, in lines for a terminal; the last one is PASS or FAIL. */
export function describeResult({
  verdict,
  answers,
  met,
  faults,
  seconds,
  quietAfterMs,
  recoveriesMs,
  afterReplacementMs,
  stockSamples,
}: Result): string[] {
  const { violations, ends, orders, wrongTimes } = verdict;
  const counts = (record: object) =>
    Object.entries(record)
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  const rate = (answers.accepted / seconds).toFixed(0);
  const broken = new Map<Invariant, string[]>();
  for (const { invariant, what } of violations) broken.set(invariant, [...(broken.get(invariant) ?? []), what]);
  return [
    `orders      ${counts(answers)}; ${orders} exist: ${counts(ends)}`,
    `repeated    ${met.repeated} orders were sent again under their idempotency key; ${met.replayed} of them had been placed before`,
    `faults      ${counts(faults) || 'none'}`,
    `met         ${met.torn} replies torn, ${met.denied} commands denied, ${wrongTimes} orders placed by a wrong clock`,
    `throughput  ${rate} orders accepted a second under fire, over ${seconds.toFixed(0)} s`,
    `recovery    ${describeRecoveries(recoveriesMs, afterReplacementMs)}`,
    `quiet       ${(quietAfterMs / 1_000).toFixed(1)} s after the last order and the last fault`,
    `stock       ${stockSamples} samples`,
    ...Object.entries(INVARIANTS).flatMap(([name, meaning]) => describeInvariant(name, meaning, broken)),
    violations.length === 0 ? 'PASS' : `FAIL: ${violations.length} violations of ${[...broken.keys()].join(', ')}`,
  ];
}

function describeInvariant(name: string, meaning: string, broken: ReadonlyMap<string, string[]>): string[] {
  const found = broken.get(name) ?? [];
  if (found.length === 0) return [`  held      ${name}: ${meaning}`];
  const shown = found.slice(0, VIOLATIONS_SHOWN_PER_INVARIANT).map((what) => `              ${what}`);
  const more = found.length > shown.length ? [`              and ${found.length - shown.length} more`] : [];
  return [`  BROKEN    ${name}: ${meaning}`, ...shown, ...more];
}

function describeRecoveries(recoveriesMs: readonly number[], afterReplacementMs: readonly number[]): string {
  if (recoveriesMs.length === 0) return 'Redis was not killed';
  const kills = `orders accepted again ${describeTimes(recoveriesMs)} after a kill of Redis`;
  if (afterReplacementMs.length === 0) return kills;
  return `${kills}, ${describeTimes(afterReplacementMs)} after the sentinels had named another primary`;
}

function describeTimes(timesMs: readonly number[]): string {
  const sorted = timesMs.toSorted((a, b) => a - b).map((ms) => ms.toFixed(0));
  return `${sorted[Math.floor(sorted.length / 2)]} ms in the median and ${sorted.at(-1)} ms at most`;
}
