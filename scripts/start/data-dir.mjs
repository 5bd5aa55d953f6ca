// @ts-check
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { types } from 'node:util';
import { Refusal } from '../refusal.mjs';
import { DATA_FOLDERS } from './redis-kinds.mjs';

const ONLY_OWNER_DIR = 0o700;
const ONLY_OWNER_UMASK = 0o077;
/** Of a directory that many users share, as /tmp. */
const STICKY = 0o1000;
/** What a run keeps in its data directory. */
const OURS = [...DATA_FOLDERS, 'lock', 'run.json', 'secrets'];

/** What an error of the file system means to whoever chose the directory. */
const REASONS = new Map([
  // Which of the two it is depends on the version of Node.
  ['EEXIST', 'a file is where a directory must be'],
  ['ENOTDIR', 'a file is where a directory must be'],
  ['ENOENT', 'nothing can be made there'],
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EROFS', 'it is on a read-only file system'],
  ['ENOSPC', 'its disk is full'],
  ['EDQUOT', 'the quota of this user is used up'],
]);

/**
 * Makes the directory, and from now on whatever is made there, for its owner alone: it holds passwords, addresses and
 * secrets. One that was made before with wider modes is narrowed, as long as it holds nothing but ours.
 * Throws a Refusal that names DATA_DIR.
 * @param {string} dataDir absolute
 */
export function openDataDir(dataDir) {
  process.umask(ONLY_OWNER_UMASK);
  inDataDir(dataDir, () => {
    makeDir(dataDir);
    // Somebody's home or /tmp may be taken for a data directory: its modes are not for us to change.
    const shared = (statSync(dataDir).mode & STICKY) !== 0;
    if (!shared && readdirSync(dataDir).every((name) => OURS.includes(name))) narrow(dataDir);
    for (const path of [...DATA_FOLDERS, 'redis/appendonlydir', 'secrets'].map((name) => join(dataDir, name)))
      if (existsSync(path)) narrow(path);
  });
}

/**
 * Does something in the data directory. An error of the file system becomes a Refusal that says which setting is wrong.
 * @template T
 * @param {string} dataDir
 * @param {() => T} work
 * @returns {T}
 */
export function inDataDir(dataDir, work) {
  try {
    return work();
  } catch (error) {
    return refuseDataDir(dataDir, error);
  }
}

/**
 * Throws the error as such a Refusal when it is one of the file system.
 * @param {string} dataDir
 * @param {unknown} error
 * @returns {never}
 */
export function refuseDataDir(dataDir, error) {
  if (!types.isNativeError(error) || !('code' in error)) throw error;
  throw new Refusal(`DATA_DIR cannot be used, ${REASONS.get(String(error.code)) ?? error.message}: ${dataDir}`);
}

/**
 * With its parents. Node's own `recursive` never comes back from where nothing can be made, such as /proc.
 * @param {string} dir
 */
function makeDir(dir) {
  if (isDir(dir)) return;
  const parent = dirname(dir);
  if (parent !== dir) makeDir(parent);
  try {
    mkdirSync(dir, { mode: ONLY_OWNER_DIR });
  } catch (error) {
    // Another start may have made it a moment ago.
    if (!isDir(dir)) throw error;
  }
}

/** @param {string} path */
function isDir(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @param {string} dir */
function narrow(dir) {
  try {
    chmodSync(dir, ONLY_OWNER_DIR);
  } catch {
    // It belongs to somebody else, who lets us write to it and whose choice its modes are.
  }
}
