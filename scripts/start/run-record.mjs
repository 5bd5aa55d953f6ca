// @ts-check
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lockFile } from '@stockade/local';
import { PassingRefusal } from '../refusal.mjs';
import { inDataDir } from './data-dir.mjs';

const ONLY_OWNER = 0o600;

/**
 * @typedef {object} RedisPlace
 * @property {number} port of the only server, or of the first primary
 * @property {string} program
 * @property {readonly number[]} [sentinels] their ports, with --ha
 * @property {readonly number[]} [cluster] the ports of its nodes, with --cluster
 */

/**
 * What a run tells about itself: `npm run ops` finds its Redis by it, and people find what they look for. Nothing is
 * ever stopped because of what stands here: a process id means nothing in another container.
 *
 * @typedef {object} RunRecord
 * @property {number} pid of `npm start` itself
 * @property {string} host where that process id means something
 * @property {RedisPlace} [redis] unless somebody else runs it
 * @property {Record<string, number>} services process ids by name
 */

/**
 * @typedef {object} Run
 * @property {RunRecord | undefined} left what the last run wrote, if it did not come to its end
 * @property {(change: (record: RunRecord) => void) => void} record
 * @property {() => void} release
 */

/**
 * Takes a data directory for this run by the kernel's lock of a file in it, which ends with this process. Throws a
 * Refusal when another run has it.
 * @param {string} dataDir
 * @returns {Run}
 */
export function claimDataDir(dataDir) {
  const lock = inDataDir(dataDir, () => lockFile(lockOf(dataDir)));
  if (lock === undefined) {
    throw new PassingRefusal(
      `Another npm start${describe(readRunRecord(dataDir))} works on DATA_DIR ${dataDir}. ` +
        'Stop it, or set DATA_DIR to another directory.',
    );
  }
  const left = readRunRecord(dataDir);
  /** @type {RunRecord} */
  const ours = { pid: process.pid, host: hostname(), services: {} };
  inDataDir(dataDir, () => writeRunRecord(dataDir, ours));
  return {
    left,
    record(change) {
      change(ours);
      try {
        writeRunRecord(dataDir, ours);
      } catch {
        // A full disk must not end a run that gets along with it.
      }
    },
    release() {
      rmSync(fileOf(dataDir), { force: true });
      lock.release();
    },
  };
}

/**
 * What the run says of itself that works on this directory now; undefined when none does.
 * @param {string} dataDir
 * @returns {RunRecord | undefined}
 */
export function runOn(dataDir) {
  const record = readRunRecord(dataDir);
  if (record === undefined) return undefined;
  const lock = lockFile(lockOf(dataDir));
  lock?.release();
  return lock === undefined ? record : undefined;
}

/** @param {string} dataDir */
function lockOf(dataDir) {
  return join(dataDir, 'lock');
}

/** @param {string} dataDir */
function fileOf(dataDir) {
  return join(dataDir, 'run.json');
}

/** @param {RunRecord | undefined} record */
function describe(record) {
  return record?.pid === undefined ? '' : ` (process ${record.pid}${record.host ? ` on ${record.host}` : ''})`;
}

/**
 * Whole or not at all.
 * @param {string} dataDir
 * @param {RunRecord} record
 */
function writeRunRecord(dataDir, record) {
  const draft = `${fileOf(dataDir)}.new`;
  writeFileSync(draft, JSON.stringify(record), { mode: ONLY_OWNER });
  renameSync(draft, fileOf(dataDir));
}

/**
 * @param {string} dataDir
 * @returns {RunRecord | undefined}
 */
function readRunRecord(dataDir) {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
}
