// @ts-check
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf } from '@stockade/local';
import { Refusal } from '../refusal.mjs';

/** Part of our own command line, however npm or a user wrote the rest. */
const OUR_COMMAND = 'scripts/start.mjs';

/**
 * What a run leaves for the next one to find, should it be killed before it can stop what it started.
 *
 * @typedef {object} RunRecord
 * @property {number} pid of `npm start` itself
 * @property {{ port: number, program: string }} [redis] the embedded one
 * @property {Record<string, number>} services process ids by name
 */

/**
 * @typedef {object} Run
 * @property {RunRecord | undefined} dead what the last run left, if it ended without stopping all
 * @property {(change: (record: RunRecord) => void) => void} record writes down a change before anything else happens
 * @property {() => void} release
 */

/**
 * Takes a data directory for this run. Throws a Refusal with the process id of another run that lives on it.
 * @param {string} dataDir
 * @returns {Run}
 */
export function claimDataDir(dataDir) {
  const file = join(dataDir, 'run.json');
  const draft = `${file}.${process.pid}`;
  const dead = readRecord(file);
  if (dead && isAlive(dead.pid)) {
    throw new Refusal(
      `Another npm start (pid ${dead.pid}) runs on ${dataDir}: stop it, or set DATA_DIR to another directory.`,
    );
  }
  /** Until its left-overs are dealt with, they are ours to remember. @type {RunRecord} */
  const ours = { services: {}, ...dead, pid: process.pid };
  rmSync(file, { force: true });
  writeFileSync(draft, JSON.stringify(ours));
  try {
    // Unlike a rename, a link fails when another run has come first.
    linkSync(draft, file);
  } catch {
    throw new Refusal(`Another npm start has just begun on ${dataDir}: stop it, or set DATA_DIR to another directory.`);
  } finally {
    rmSync(draft);
  }
  return {
    dead,
    record(change) {
      change(ours);
      writeFileSync(draft, JSON.stringify(ours));
      renameSync(draft, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** @param {number} pid */
function isAlive(pid) {
  return pid !== process.pid && (commandLineOf(pid)?.includes(OUR_COMMAND) ?? false);
}

/**
 * @param {string} file
 * @returns {RunRecord | undefined}
 */
function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
