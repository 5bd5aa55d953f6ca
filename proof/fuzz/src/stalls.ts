import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from '@stockade/redis';

const INTERVAL_MS = 50;
/** Half of what the services allow it before they answer 503. */
const STALL_MIN_MS = 200;
/** A service that was refused once does not ask again at once. */
const AFTERMATH_MS = 1_000;

export interface Stalls {
  /** Whether Redis, or this whole machine, stood still in that time or shortly before; in ms of performance.now(). */
  during(from: number, to: number): boolean;
  stop(): Promise<void>;
}

/**
 * Notes when Redis does not answer a PING at once: on a busy disk it may wait for its log to be written. A 503 is the right
 * answer then, and only then.
 */
export function watchStalls(redis: Redis): Stalls {
  const stalls: { from: number; to: number }[] = [];
  const ended = new AbortController();
  async function watch(): Promise<void> {
    while (!ended.signal.aborted) {
      const from = performance.now();
      await redis.ping();
      await pause(INTERVAL_MS);
      const to = performance.now();
      if (to - from > INTERVAL_MS + STALL_MIN_MS) stalls.push({ from, to });
    }
  }
  const watching = watch();
  return {
    during: (from, to) => stalls.some((stall) => stall.from <= to && stall.to >= from - AFTERMATH_MS),
    async stop() {
      ended.abort();
      await watching;
    },
  };
}
