// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.mjs';

/** @typedef {import('./options.mjs').RedisKind} RedisKind */

/**
 * The kinds of Redis that a run may have: where one keeps its data in a data directory, what its data are called, and how it is
 * started.
 * @type {Readonly<Record<RedisKind, { folder: string, data: string, start: string }>>}
 */
const KINDS = {
  single: { folder: 'redis', data: 'of a single Redis', start: 'without --ha and --cluster' },
  ha: { folder: 'redis-ha', data: 'of a run with --ha', start: 'with --ha' },
  cluster: { folder: 'redis-cluster', data: 'of a run with --cluster', start: 'with --cluster' },
};

/** The folders in a data directory that may hold data. */
export const DATA_FOLDERS = Object.values(KINDS).map(({ folder }) => folder);

/** @param {string} dataDir @param {RedisKind} kind */
export const redisDirOf = (dataDir, kind) => join(dataDir, KINDS[kind].folder);

/**
 * Throws a Refusal when the directory holds the data of another kind of run: none sees what another has written. A run that did
 * not start leaves an empty folder.
 * @param {string} dataDir
 * @param {RedisKind} kind
 */
export function requireSameKind(dataDir, kind) {
  const other = Object.values(KINDS).find((one) => one !== KINDS[kind] && holdsAny(join(dataDir, one.folder)));
  if (other === undefined) return;
  throw new Refusal(
    `DATA_DIR ${dataDir} has the data ${other.data}, which a start ${KINDS[kind].start} would not see: ` +
      `start ${other.start}, or set DATA_DIR to another directory.`,
  );
}

/** @param {string} folder */
const holdsAny = (folder) => existsSync(folder) && readdirSync(folder).length > 0;
