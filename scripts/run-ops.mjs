// @ts-check
import { NoRedisError, runOperations } from '@stockade/operations-service/command';
import { PRIMARY_NAME } from '@stockade/local';
import { readSettings } from '@stockade/settings';
import { runOn } from './start/run-record.mjs';
import { readRedisPassword } from './start/secrets.mjs';
import { dataDirOf, OPS_SETTINGS, readEnvironment } from './start/settings.mjs';

/**
 * Runs one command of the operator's tools on the Redis of the environment, or on that of a running `npm start`.
 * @param {readonly string[]} words
 * @returns {Promise<number>} the exit code
 */
export function runOps(words) {
  return runOperations(words, () => {
    const settings = readSettings(OPS_SETTINGS, readEnvironment());
    return { ...settings, REDIS_URL: settings.REDIS_URL ?? embeddedRedisUrl(dataDirOf(settings)) };
  });
}

/** `npm start` writes down where its Redis is. Throws a NoRedisError when none runs on the data directory. @param {string} dataDir */
function embeddedRedisUrl(dataDir) {
  const redis = runOn(dataDir)?.redis;
  if (redis === undefined) {
    throw new NoRedisError(
      `REDIS_URL is not set, and no npm start with a Redis of its own runs on ${dataDir}: set it, or start one.`,
    );
  }
  const login = `:${readRedisPassword(dataDir)}@`;
  const at = (/** @type {readonly number[]} */ ports) => login + ports.map((port) => `127.0.0.1:${port}`).join();
  if (redis.sentinels !== undefined) return `redis+sentinel://${at(redis.sentinels)}/${PRIMARY_NAME}`;
  return redis.cluster === undefined ? `redis://${at([redis.port])}` : `redis+cluster://${at(redis.cluster)}`;
}
