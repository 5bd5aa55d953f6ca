import type { Keys } from '@stockade/contracts';
import {
  connectInBackground,
  connectTracked,
  makeRedis,
  makeRenewal,
  makeWriteProbe,
  type Redis,
  type Tracked,
} from '@stockade/redis';
import type { Logger } from './logger.js';
import { makeRedisSafety, type RedisSafetyOptions } from './redis-safety.js';

/** Half of the time in which a request is answered when Redis says nothing; see http/deadline.ts. */
const WRITE_DEADLINE_MS = 400;

export interface ServiceRedisOptions extends RedisSafetyOptions {
  /** Shown in CLIENT LIST. */
  service: string;
  keys: Keys;
}

export interface ServiceRedis {
  /** For all commands of the service. Not connected before it is known that this Redis keeps what is written. */
  commands: Redis;
  /** Makes a further, unconnected client, for blocking reads. */
  connect: () => Redis;
  /** Makes a further connection, on which Redis tells of changes of what was read through it. Ended with the commands'. */
  track: () => Tracked;
  /** Resolves when the service must not go on: the Redis that it found loses orders. */
  refused: Promise<Error>;
  /** Why an order could not be written now, or should not be; null when it can. Takes no longer than a request may. */
  trouble(): Promise<string | null>;
  /** Ends the command connection and the tracked ones; what is under way on them fails. */
  close(): void;
}

/** The Redis connections of a service. Comes back at once: Redis may be down when the service starts. */
export function makeServiceRedis({ url, service, allowUnsafe, keys, logger }: ServiceRedisOptions): ServiceRedis {
  const renewal = makeRenewal((reason) => logger.warn({ reason }, 'looking for the primary of Redis'));
  const options = {
    url,
    name: service,
    onError: (error: Error) => logger.warn({ err: error }, 'Redis connection'),
    renewal,
  };
  const connect = () => {
    const client = makeRedis(options);
    client.on('ready', () => logger.info('Redis connected'));
    return client;
  };
  const commands = connect();
  const tracked: Tracked[] = [];
  const safety = makeRedisSafety({ url, allowUnsafe, logger });
  const writeTrouble = makeWriteProbe(commands, keys.probe(service));
  const closing = new AbortController();
  const refused = new Promise<Error>((resolve) => {
    safety.first(makeRedis(options), closing.signal).then(
      (refusal) => {
        if (refusal !== null) resolve(new Error(refusal));
        else if (!closing.signal.aborted) connectInBackground(commands);
      },
      () => {
        // Closed before there was a Redis.
      },
    );
  });
  commands.on('ready', () => void safety.again(commands));

  return {
    commands,
    connect,
    refused,
    track() {
      const connection = connectTracked({ ...options, name: `${service}-tracked` });
      tracked.push(connection);
      return connection;
    },
    async trouble() {
      return (await writeTrouble(WRITE_DEADLINE_MS)) ?? safety.trouble(commands);
    },
    close() {
      closing.abort();
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
