import type { Logger } from './logger.js';

/** While the same is wrong it is told once in this time, with how often it happened since. */
const TOLD_AGAIN_MS = 60_000;
/** Different messages that are remembered. */
const MESSAGES_MAX = 100;

/**
 * Tells the log how it stands with the connections to Redis. Those of a process fail alike, and each tries again every second: without
 * this an hour without Redis is tens of thousands of lines of one service.
 */
export function makeConnectionLog(logger: Pick<Logger, 'info' | 'warn'>, nowMs = () => performance.now()) {
  const told = new Map<string, { atMs: number; untold: number }>();
  let latest: Error | null = null;
  return {
    /** What failed last, since a connection was made. */
    latest: () => latest,
    failed(error: Error): void {
      latest = error;
      const known = told.get(error.message);
      if (known !== undefined && nowMs() - known.atMs < TOLD_AGAIN_MS) {
        known.untold += 1;
        return;
      }
      logger.warn({ err: error, ...(known && { times: known.untold + 1 }) }, 'Redis connection');
      if (told.size >= MESSAGES_MAX) told.clear();
      told.set(error.message, { atMs: nowMs(), untold: 0 });
    },
    connected(): void {
      latest = null;
      told.clear();
      logger.info('Redis connected');
    },
  };
}
