import { judgeMemory, trendsOf, type MemoryTrend } from '@stockade/stage';
import { DEFAULT_BOUNDS } from '@stockade/streams';
import type { Evidence } from './evidence.js';
import type { StreamSample } from './sample.js';

/** A shorter run is all warm-up: code is compiled, and V8's heap finds its size. */
export const MEMORY_JUDGED_FROM_S = 120;
/**
 * Settled entries stand in a stream for the time between two trims. An order that takes long holds back the trim of all
 * that came after it, for which the same time is allowed again, and once more for a busy machine.
 */
const TRIM_INTERVALS_MAX = 3;
/** Redis trims whole nodes of a stream, so the last one stays (its `stream-node-max-entries`). */
const STREAM_NODE_ENTRIES_MAX = 100;

/** Orders, and reads, that may fail before the load is not the one that was asked for. */
const LOST_SHARE_MAX = 0.01;

export interface Verdict {
  /** Why it failed; empty when it passed. */
  reasons: string[];
  /** Null when the run was too short to tell. */
  memory: MemoryTrend[] | null;
}

/** Whether a system that is left alone under a steady load stays as it is. */
export function judgeSoak(evidence: Evidence): Verdict {
  const memory =
    evidence.seconds < MEMORY_JUDGED_FROM_S
      ? null
      : trendsOf(
          evidence.samples.map((sample) => ({ at: sample.atS, memory: sample.memory })),
          evidence.seconds,
        );
  return {
    reasons: [...judgeLoad(evidence), ...judgeMemory(memory ?? []), ...judgeStreams(evidence)],
    memory,
  };
}

/** At most the one node of the stream that trimming leaves. */
export function isTrimmed({ length }: StreamSample): boolean {
  return length <= STREAM_NODE_ENTRIES_MAX;
}

/** A system that has nothing to do is flat too. */
function judgeLoad({ tally: { due, accepted, turnedAway, reads, readsFailed, seen } }: Evidence): string[] {
  const reasons: string[] = [];
  if (accepted < due * (1 - LOST_SHARE_MAX))
    reasons.push(`the load was not steady: ${accepted} of ${due} orders were accepted, ${turnedAway} not even placed`);
  if (readsFailed > reads * LOST_SHARE_MAX)
    reasons.push(`the load was not steady: ${readsFailed} of ${reads} reads failed`);
  for (const status of ['completed', 'refunded'] as const)
    if (seen[status] === undefined) reasons.push(`no order was seen ${status}: a part of the system had no load`);
  return reasons;
}

function judgeStreams({ rate, samples, atRest }: Evidence): string[] {
  const settledMax = (rate * TRIM_INTERVALS_MAX * DEFAULT_BOUNDS.housekeepingIntervalMs) / 1_000;
  const isBounded = ({ length, lag, pending }: StreamSample) =>
    length <= settledMax + STREAM_NODE_ENTRIES_MAX + (lag ?? 0) + pending;
  return atRest.flatMap((last, i) => {
    const reasons: string[] = [];
    const seen = samples.flatMap(({ streams }) => streams[i] ?? []);
    const worst = seen.find((sample) => !isBounded(sample));
    if (worst !== undefined)
      reasons.push(
        `${last.stream} is not trimmed: ${worst.length} entries with ${(worst.lag ?? 0) + worst.pending} of them not settled`,
      );
    if (last.pending > 0 || (last.lag ?? 0) > 0) reasons.push(`${last.stream} was not settled after the load`);
    else if (!isTrimmed(last)) reasons.push(`${last.stream} was not trimmed after the load: ${last.length} entries`);
    if (last.deadLetters > 0) reasons.push(`${last.stream} has ${last.deadLetters} dead letters`);
    return reasons;
  });
}
