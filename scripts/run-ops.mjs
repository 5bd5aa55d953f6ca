// @ts-check
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { redisUrlOfEnvironment, runOperations } from '@stockade/operations';
import { ROOT } from './paths.mjs';
import { runOn } from './start/run-record.mjs';
import { readRedisPassword } from './start/secrets.mjs';

/**
 * Runs one command of the operator's tools on the Redis of the environment, or on that of a running `npm start`.
 * @param {readonly string[]} words
 * @returns {Promise<number>} the exit code
 */
export function runOps(words) {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'));
  return runOperations(words, () => redisUrlOfEnvironment() ?? embeddedRedisUrl());
}

/** `npm start` writes down where its Redis is. Throws when none runs on the data directory. */
function embeddedRedisUrl() {
  const dataDir = resolve(ROOT, process.env['DATA_DIR'] || '.data');
  const redis = runOn(dataDir)?.redis;
  if (redis === undefined) {
    throw new Error(
      `REDIS_URL is not set, and no npm start with a Redis of its own runs on ${dataDir}: set it, or start one.`,
    );
  }
  return `redis://:${readRedisPassword(dataDir)}@127.0.0.1:${redis.port}`;
}
