import { setTimeout as after } from 'node:timers/promises';
import { agreeOnPartitions } from '@stockade/operations';
import {
  checkServer,
  connectInBackground,
  isReply,
  mayReadConfig,
  messageOf,
  nodesOf,
  refusalOf,
  settlesWithin,
  whenReady,
  type Redis,
} from '@stockade/redis';
import type { Logger } from './logger.js';

/** The settings of a server can change while it runs. INFO takes it a tenth of a millisecond. */
const CHECK_INTERVAL_MS = 10_000;
const RETRY_DELAY_MS = 1_000;
/** How long a call of `trouble` waits for a check that is due. */
const CHECK_DEADLINE_MS = 200;

export interface RedisSafetyOptions {
  url: string;
  /** Use a Redis that can lose orders, and only log a warning. */
  allowUnsafe: boolean;
  /** How many replicas must have a write before anybody is told of it. */
  replicasMin: number;
  /** How many partitions the shop has. */
  partitions: number;
  logger: Logger;
}

/** Checks that the Redis of a service keeps what is written to it, and that its data are divided as the service expects. */
export interface RedisSafety {
  /**
   * Checks over a connection of its own as soon as Redis is up. Resolves with the reason why the service must not use
   * it, or null. Rejects when the signal aborts first.
   */
  first(connection: Redis, stopping: AbortSignal): Promise<string | null>;
  /** Checks again after a reconnect: it may be another server. */
  again(redis: Redis): Promise<void>;
  /** Why this Redis must not be written to, or null; checked again every ten seconds. */
  trouble(redis: Redis): Promise<string | null>;
}

export function makeRedisSafety(options: RedisSafetyOptions): RedisSafety {
  const { url, allowUnsafe, replicasMin, partitions, logger } = options;
  let loss: string | null = null;
  let division: string | null = null;
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;
  let told = '';

  async function check(redis: Redis): Promise<void> {
    const each = nodesOf(redis).map((node) => checkServer(node, mayReadConfig(url), replicasMin));
    const findings = (await Promise.all(each)).flat();
    checkedAt = performance.now();
    loss = allowUnsafe ? null : refusalOf(findings);
    const texts = findings.filter(({ kind }) => allowUnsafe || kind === 'risk').map(({ text }) => text);
    const warnings = [...new Set(texts)];
    if (warnings.length > 0 && warnings.join() !== told) logger.warn(`the setup of Redis: ${warnings.join(' ')}`);
    told = warnings.join();
  }

  /** Writes nothing into a Redis that loses orders. */
  async function checkAll(redis: Redis): Promise<void> {
    await check(redis);
    if (loss === null) division = await compareDivision(redis, partitions, logger);
  }

  const refusal = () => loss ?? division;

  const failed = (err: unknown) => logger.warn({ err }, 'the settings of Redis could not be checked; trying again');

  async function repeat(anew: () => Promise<void>): Promise<void> {
    const before = refusal();
    try {
      await anew();
      const now = refusal();
      if (now !== null && now !== before) logger.error(now);
    } catch (error) {
      failed(error);
    }
  }

  return {
    again: (redis) => repeat(() => checkAll(redis)),
    async first(connection, stopping) {
      connectInBackground(connection);
      try {
        for (;;) {
          await whenReady(connection, stopping);
          try {
            await checkAll(connection);
            return refusal();
          } catch (error) {
            failed(error);
            await after(RETRY_DELAY_MS, undefined, { signal: stopping });
          }
        }
      } finally {
        connection.destroy();
      }
    },
    async trouble(redis) {
      if (performance.now() - checkedAt > CHECK_INTERVAL_MS) {
        checking ??= repeat(() => check(redis)).finally(() => (checking = undefined));
        await settlesWithin(checking, CHECK_DEADLINE_MS);
      }
      return refusal();
    },
  };
}

/** Why a service that divides the shop so must not use this Redis, or null. */
async function compareDivision(redis: Redis, partitions: number, logger: Logger): Promise<string | null> {
  try {
    const agreed = await agreeOnPartitions(redis, partitions);
    if (agreed === partitions) return null;
    return (
      `this shop was started with PARTITIONS=${agreed}, and this service has PARTITIONS=${partitions}. The number says ` +
      `where the data of each id lie, so that with another one they are not found. Set PARTITIONS=${agreed}.`
    );
  } catch (error) {
    // A Redis that is full, or a user without the permission, must not stop a shop that has no partitions.
    if (partitions > 1 || !isReply(error, '')) throw error;
    logger.warn(`into how many partitions the shop is divided could not be written down: ${messageOf(error)}`);
    return null;
  }
}
