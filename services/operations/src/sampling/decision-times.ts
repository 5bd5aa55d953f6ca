import { timeOfId, type DecisionTimes } from '@stockade/contracts';
import type { StreamProgress } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { addedBetween, type StreamReading } from './read-stream.js';

/** Paid orders that are read in one sample, of all partitions. */
const ORDERS_READ_MAX = 20;
/** For how long they count. */
const WINDOW_MS = 60_000;

export interface DecisionClock {
  /** Reads some of the orders that were paid since the sample before. */
  read(readings: readonly StreamReading[], before: ReadonlyMap<string, StreamProgress | null>): Promise<void>;
  times(): DecisionTimes;
}

/**
 * Measures how long orders take from being placed, a time that their id holds, to the decision on their payment, the time that the
 * id of the entry begins with. It reads a sample of the paid orders and stores nothing.
 * @param paid the kind of the events
 */
export function makeDecisionClock(redis: Redis, paid: string): DecisionClock {
  let seen: { atMs: number; tookMs: number }[] = [];

  async function readNewest(stream: string, count: number, from: string, to: string): Promise<void> {
    const entries = (await redis.xRevRange(stream, to, `(${from}`, { COUNT: count })) ?? [];
    for (const { id, message } of entries) {
      const tookMs = timeBetween(message['subject'], Number.parseInt(id, 10));
      if (tookMs !== null) seen.push({ atMs: Date.now(), tookMs });
    }
  }

  return {
    async read(readings, before) {
      const grown = readings.flatMap(({ watched, progress }) => {
        const { stream } = watched.flow;
        const past = before.get(stream);
        const hasGrown = watched.kind === paid && past && progress && (addedBetween(past, progress) ?? 0) > 0;
        return hasGrown ? [{ stream, from: past.lastId, to: progress.lastId }] : [];
      });
      const share = Math.max(1, Math.floor(ORDERS_READ_MAX / grown.length));
      const some = grown.slice(0, ORDERS_READ_MAX);
      await Promise.all(some.map(({ stream, from, to }) => readNewest(stream, share, from, to)));
      seen = seen.filter(({ atMs }) => atMs > Date.now() - WINDOW_MS);
    },
    times() {
      const sorted = seen.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
      return { orders: sorted.length, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99) };
    },
  };
}

/** How long after a UUIDv7 was made a time is; null when the id is none. The two clocks may differ a little. */
function timeBetween(id: string | undefined, atMs: number): number | null {
  const tookMs = atMs - timeOfId(id ?? '');
  return Number.isFinite(tookMs) ? Math.max(0, tookMs) : null;
}
