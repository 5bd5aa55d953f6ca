// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOperations } from '@stockade/operations-service/command';
import { readSettings } from '@stockade/settings';
import { commandLineOf } from '@stockade/testing/outside-jest';
import { dataDirOf, PLACES, readEnvironment } from './start/settings.mjs';

/** Part of the command line of `npm start`. */
const START_COMMAND = 'scripts/start.mjs';

/**
 * Runs one command of the operator's tools on the Redis of the environment, or on that of a running `npm start`.
 * @param {readonly string[]} words
 * @returns {Promise<number>} the exit code
 */
export function runOps(words) {
  return runOperations(words, () => {
    const settings = readSettings(PLACES, readEnvironment());
    return settings.REDIS_URL ?? embeddedRedisUrl(dataDirOf(settings));
  });
}

/** `npm start` writes down where its Redis is. Throws when none runs on the data directory. @param {string} dataDir */
function embeddedRedisUrl(dataDir) {
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
