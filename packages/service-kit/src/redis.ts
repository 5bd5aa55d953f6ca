import { connectInBackground, connectTracked, makeRedis, type Redis, type Tracked } from '@stockade/redis';
import type { Logger } from './logger.js';

export interface ServiceRedis {
  /** For all commands of the service. */
  commands: Redis;
  /** Makes a further, unconnected client, for blocking reads. */
  connect: () => Redis;
  /** Makes a further connection, on which Redis tells of changes of what was read through it. Ended with the commands'. */
  track: () => Tracked;
  /** Ends the command connection and the tracked ones; what is under way on them fails. */
  close(): void;
}

/** The Redis connections of a service. Comes back at once: Redis may be down when the service starts. */
export function makeServiceRedis(url: string, service: string, logger: Logger): ServiceRedis {
  const options = {
    url,
    name: service,
    onError: (error: Error) => logger.warn({ err: error }, 'Redis connection'),
  };
  const connect = () => {
    const client = makeRedis(options);
    client.on('ready', () => logger.info('Redis connected'));
    return client;
  };
  const commands = connect();
  const tracked: Tracked[] = [];
  connectInBackground(commands);
  return {
    commands,
    connect,
    track() {
      const connection = connectTracked({ ...options, name: `${service}-tracked` });
      tracked.push(connection);
      return connection;
    },
    close() {
      for (const connection of tracked) connection.close();
      if (commands.isOpen) commands.destroy();
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
