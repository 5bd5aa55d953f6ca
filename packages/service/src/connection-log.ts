import type { Logger } from './logger.js';

/** The same error is logged once in this time, with how often it happened meanwhile. */
const TOLD_AGAIN_MS = 60_000;
/** How many different messages are remembered. */
const MESSAGES_MAX = 100;

/**
 * Logs the state of the connections to Redis. All connections of a process fail in the same way, and each retries every second:
 * without this, one hour without Redis would be tens of thousands of lines for each service.
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
