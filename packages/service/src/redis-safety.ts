import { setTimeout as after } from 'node:timers/promises';
import {
  checkServer,
  connectInBackground,
  mayReadConfig,
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
  /** How many replicas are waited for before anybody is told. */
  replicasMin: number;
  logger: Logger;
}

/** Checks that the Redis of a service keeps what is written to it. */
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

export function makeRedisSafety({ url, allowUnsafe, replicasMin, logger }: RedisSafetyOptions): RedisSafety {
  let refusal: string | null = null;
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;
  let told = '';

  async function check(redis: Redis): Promise<void> {
    const findings = await checkServer(redis, mayReadConfig(url), replicasMin);
    checkedAt = performance.now();
    refusal = allowUnsafe ? null : refusalOf(findings);
    const warnings = findings.filter(({ kind }) => allowUnsafe || kind === 'risk').map(({ text }) => text);
    if (warnings.length > 0 && warnings.join() !== told) logger.warn(`the setup of Redis: ${warnings.join(' ')}`);
    told = warnings.join();
  }

  const failed = (err: unknown) => logger.warn({ err }, 'the settings of Redis could not be checked; trying again');

  async function again(redis: Redis): Promise<void> {
    const before = refusal;
    try {
      await check(redis);
      if (refusal !== null && refusal !== before) logger.error(refusal);
    } catch (error) {
      failed(error);
    }
  }

  return {
    again,
    async first(connection, stopping) {
      connectInBackground(connection);
      try {
        for (;;) {
          await whenReady(connection, stopping);
          try {
            await check(connection);
            return refusal;
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
        checking ??= again(redis).finally(() => (checking = undefined));
        await settlesWithin(checking, CHECK_DEADLINE_MS);
      }
      return refusal;
    },
  };
}
