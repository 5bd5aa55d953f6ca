import { connectInBackground, connectTracked, makeRedis, type Redis, type Tracked } from '@stockade/redis';
import type { Logger } from './logger.js';

export interface ServiceRedis {
  /** For all commands of the service. */
  commands: Redis;
  /** Makes a further, unconnected client, for blocking reads. */
  connect: () => Redis;
  /** Connects a client that Redis tells of changes to what was read over it. One is enough for a service. */
  track: () => Tracked;
  /** Ends the command connection and the tracked ones; what is under way on them fails. */
  close(): void;
}

/** The Redis connections of a service. Comes back at once: Redis may be down when the service starts. */
export function makeServiceRedis(url: string, service: string, logger: Logger): ServiceRedis {
  const options = { url, name: service, onError: (error: Error) => logger.warn({ err: error }, 'Redis connection') };
  const connect = () => {
    const client = makeRedis(options);
    client.on('ready', () => logger.info('Redis connected'));
    return client;
  };
  const commands = connect();
  connectInBackground(commands);
  const tracked: Tracked[] = [];
  return {
    commands,
    connect,
    track() {
      const added = connectTracked({ ...options, name: `${service}-tracked` });
      tracked.push(added);
      return added;
    },
    close() {
      if (commands.isOpen) commands.destroy();
      for (const one of tracked) one.close();
    },
  };
}

export interface FirstTask {
  /** Why it is not done yet, or null. */
  trouble(): string | null;
}

const RETRY_DELAY_MS = 1_000;

/** Does something once as soon as Redis is there, such as seeding; tried again until it is done, so it must be idempotent. */
export function onceRedisIsReady(redis: Redis, what: string, logger: Logger, task: () => Promise<void>): FirstTask {
  let done = false;
  async function attempt(): Promise<void> {
    try {
      await task();
      done = true;
    } catch (error) {
      logger.warn({ err: error }, `${what} failed and is tried again`);
      setTimeout(() => void attempt(), RETRY_DELAY_MS).unref();
    }
  }
  redis.once('ready', () => void attempt());
  return { trouble: () => (done ? null : `${what} is not done`) };
}
