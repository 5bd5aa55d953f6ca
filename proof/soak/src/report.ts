import { SERVICE_NAMES } from '@stockade/local';
import { describeTrend, KEPT_GROWTH_BYTES_MAX, mebibytes, type MemorySample, type MemoryTrend } from '@stockade/stage';
import type { Evidence } from './evidence.js';
import type { Sample } from './sample.js';
import { MEMORY_JUDGED_FROM_S, type Verdict } from './verdict.js';

const COLUMNS = [
  ['s', 5],
  ['orders/s', 8],
  ['store', 13],
  ['warehouse', 13],
  ['refund', 13],
  ['redis', 7],
  ['order-placed', 16],
  ['order-completed', 16],
  ['refund-initiated', 16],
  ['dead', 4],
] as const;

export const SAMPLE_HEADER = [
  'RSS in MiB (with what is kept after a garbage collection); length of each stream (with not delivered + not settled)',
  row(COLUMNS.map(([title]) => title)),
].join('\n');

/** A line of the table; orders per second since the sample before. */
export function describeSample(sample: Sample, before: Sample | undefined): string {
  const { atS, accepted, memory, redisRssBytes, streams } = sample;
  const rate = (accepted - (before?.accepted ?? 0)) / (atS - (before?.atS ?? 0));
  return row([
    String(atS),
    rate.toFixed(0),
    ...SERVICE_NAMES.map((name) => describeMemory(memory[name])),
    mebibytes(redisRssBytes),
    ...streams.map(({ length, lag, pending }) => `${length} (${lag ?? '?'}+${pending})`),
    String(streams.reduce((sum, { deadLetters }) => sum + deadLetters, 0)),
  ]);
}

/** What a run has shown, in lines for a terminal; the last one is PASS or FAIL. */
export function describeSoak(evidence: Evidence, { reasons, memory }: Verdict): string[] {
  const { tally, samples, atRest } = evidence;
  const ends = Object.entries(tally.seen).map(([status, count]) => `${count} ${status}`);
  const peak = (i: number) => Math.max(0, ...samples.map(({ streams }) => streams[i]?.length ?? 0));
  return [
    `load     ${tally.accepted} of ${tally.due} orders accepted, seen a little later: ${ends.join(', ')}`,
    `         ${tally.reads} reads, ${tally.readsFailed} of them failed`,
    ...describeMemoryTrends(evidence, memory),
    ...atRest.map(({ stream, length }, i) => `stream   ${stream}: at most ${peak(i)} entries, ${length} at rest`),
    ...reasons.map((reason) => `  BROKEN ${reason}`),
    reasons.length === 0 ? `PASS${memory === null ? ', with memory not judged' : ''}` : `FAIL: ${reasons.join('; ')}`,
  ];
}

function describeMemoryTrends({ rate, seconds }: Evidence, memory: readonly MemoryTrend[] | null): string[] {
  if (memory === null) return [`memory   not judged: a run of less than ${MEMORY_JUDGED_FROM_S} s is all warm-up`];
  const ordersBetween = (rate * seconds) / 2;
  return [
    ...memory.map((trend) => `memory   ${describeTrend(trend)}`),
    '         in MiB, from the second quarter of the run to the last, medians;',
    `         ${(KEPT_GROWTH_BYTES_MAX / ordersBetween).toFixed(0)} bytes kept of each order would have been too much`,
  ];
}

function describeMemory({ rssBytes, keptBytes }: MemorySample): string {
  return keptBytes === null ? mebibytes(rssBytes) : `${mebibytes(rssBytes)} (${mebibytes(keptBytes)})`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => cell.padStart(COLUMNS[i]?.[1] ?? 0)).join(' ');
}
