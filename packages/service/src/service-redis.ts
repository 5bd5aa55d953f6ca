import type { Keys } from '@stockade/contracts';
import {
  connectInBackground,
  connectTracked,
  makeConfirmation,
  makeRedis,
  makeRenewal,
  makeWriteProbe,
  NO_CONFIRMATION,
  type Confirmation,
  type Redis,
  type Tracked,
} from '@stockade/redis';
import type { Logger } from './logger.js';
import { makeRedisSafety, type RedisSafetyOptions } from './redis-safety.js';

/** Half the time after which a request is answered when Redis is silent; see http/deadline.ts. */
const WRITE_DEADLINE_MS = 400;

export interface ServiceRedisOptions extends Omit<RedisSafetyOptions, 'partitions'> {
  /** Shown in CLIENT LIST. */
  service: string;
  keys: Keys;
}

export interface ServiceRedis {
  /** For all commands of the service. Connected only after the check that this Redis keeps what is written. */
  commands: Redis;
  /** Tells what is on enough replicas. */
  confirmation: Confirmation;
  /** Makes another, unconnected client, for blocking reads. */
  connect: () => Redis;
  /** Opens another connection, on which Redis invalidates what was read through it. `close` ends it too. */
  track: () => Tracked;
  /** Those that were opened. */
  tracked: readonly Tracked[];
  /** Resolves when the service must not go on because its Redis loses orders, or divides the shop otherwise. */
  refused: Promise<Error>;
  /** Why an order cannot or must not be written now, or null. Takes no longer than a request may. */
  trouble(): Promise<string | null>;
  /** Closes the command connection and the tracked ones; commands in flight on them fail. */
  close(): void;
}

/** Makes the Redis connections of a service. Returns at once: Redis may be down when the service starts. */
export function makeServiceRedis({
  url,
  service,
  allowUnsafe,
  keys,
  replicasMin,
  logger,
}: ServiceRedisOptions): ServiceRedis {
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
  const confirmation =
    replicasMin === 0
      ? NO_CONFIRMATION
      : makeConfirmation({ replicasMin, commands, connect: () => makeRedis(options) });
  const tracked: Tracked[] = [];
  const safety = makeRedisSafety({ url, allowUnsafe, replicasMin, partitions: keys.partitions.length, logger });
  const writeTrouble = makeWriteProbe(commands, keys.probe(service));
  const closing = new AbortController();
  const refused = new Promise<Error>((resolve) => {
    safety.first(makeRedis(options), closing.signal).then(
      (refusal) => {
        if (refusal !== null) resolve(new Error(refusal));
        else if (!closing.signal.aborted) connectInBackground(commands);
      },
      () => {
        // Closed before Redis was up.
      },
    );
  });
  commands.on('ready', () => void safety.again(commands));

  return {
    commands,
    confirmation,
    connect,
    refused,
    tracked,
    track() {
      const connection = connectTracked({ ...options, name: `${service}-tracked` });
      tracked.push(connection);
      return connection;
    },
    async trouble() {
      return (await writeTrouble(WRITE_DEADLINE_MS)) ?? (await safety.trouble(commands)) ?? confirmation.trouble();
    },
    close() {
      closing.abort();
      confirmation.close();
      for (const connection of tracked) connection.close();
      if (commands.isOpen) commands.destroy();
    },
  };
}

export interface FirstTask {
  /** Why the task is not done yet, or null. */
  trouble(): string | null;
}

const RETRY_DELAY_MS = 1_000;

/** Runs a task such as seeding once Redis is up, and repeats it until it succeeds; so it must be idempotent. */
export function onceRedisIsReady(redis: Redis, what: string, logger: Logger, task: () => Promise<void>): FirstTask {
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
  return { trouble: () => (done ? null : `${what} is not done`) };
}
