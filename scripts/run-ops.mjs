// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { redisUrlOfEnvironment, runOperations } from '@stockade/operations';
import { commandLineOf } from '@stockade/local';
import { ROOT } from './paths.mjs';

/** Part of the command line of `npm start`. */
const START_COMMAND = 'scripts/start.mjs';

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
  const run = readRunRecord(join(dataDir, 'run.json'));
  // After a crash the record is still there, and the port may be somebody else's.
  if (run?.redis === undefined || !commandLineOf(run.pid)?.includes(START_COMMAND)) {
    throw new Error(
      `REDIS_URL is not set, and no npm start with a Redis of its own runs on ${dataDir}: set it, or start one.`,
    );
  }
  return `redis://127.0.0.1:${run.redis.port}`;
}

/**
 * @param {string} file
 * @returns {import('./start/run-record.mjs').RunRecord | undefined}
 */
function readRunRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
