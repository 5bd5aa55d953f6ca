import type { Redis } from '@stockade/redis';
import type { Logger } from './logger.js';

export interface FirstTask {
  /** Why the task is not done yet, or null. */
  trouble(): string | null;
}

const RETRY_DELAY_MS = 1_000;
const LOOK_INTERVAL_MS = 10_000;

/** How a Redis that has lost its data is noticed. */
export interface Look {
  /** Whether what the task had done is gone. */
  isGone: () => Promise<boolean>;
  /** Default 10 s. */
  intervalMs?: number;
}

/**
 * Runs a task such as seeding once Redis is up, and repeats it until it succeeds; so it must be idempotent.
 * @param look given: the task is run again when what it had done is gone, as after a FLUSHALL, or with the disk of Redis; it is looked
 * at each connection and every so often
 */
export function onceRedisIsReady(
  redis: Redis,
  what: string,
  logger: Pick<Logger, 'warn' | 'error'>,
  task: () => Promise<void>,
  look?: Look,
): FirstTask {
  let done = false;
  async function attempt(): Promise<void> {
    try {
      await task();
      done = true;
    } catch (error) {
      logger.warn({ err: error }, `${what} failed; trying again`);
      setTimeout(() => void attempt(), RETRY_DELAY_MS).unref();
    }
  }
  redis.once('ready', () => void attempt());
  if (look !== undefined) lookAgain(redis, look, () => done && redo());

  async function redo(): Promise<void> {
    done = false;
    logger.error(`Redis has lost data, or was emptied: ${what} is undone there, and is done again`);
    await attempt();
  }
  return { trouble: () => (done ? null : `${what} is not done`) };
}

/** Calls back each time that what was done is gone. While Redis does not answer, nothing is known. */
function lookAgain(redis: Redis, { isGone, intervalMs = LOOK_INTERVAL_MS }: Look, redo: () => unknown): void {
  const look = async () => {
    if (redis.isReady && (await isGone().catch(() => false))) await redo();
  };
  redis.on('ready', () => void look());
  setInterval(() => void look(), intervalMs).unref();
}
