// @ts-check
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const JWT_SECRET_BYTES = 48;
const ADMIN_PASSWORD_BYTES = 15;
const REDIS_PASSWORD_BYTES = 24;
const ONLY_OWNER = 0o600;
const ONLY_OWNER_DIR = 0o700;

/**
 * Where the services find their secrets: what is set is left alone, the rest is made on the first run
 * and kept in `<dataDir>/secrets`.
 * @param {string} dataDir
 * @param {{ JWT_SECRET?: string | undefined, ADMIN_PASSWORD?: string | undefined }} settings
 * @returns {Promise<Record<string, string>>} the variables to add to the environment of the services
 */
export async function provideSecrets(dataDir, settings) {
  const folder = join(dataDir, 'secrets');
  await mkdir(folder, { recursive: true, mode: ONLY_OWNER_DIR });
  /** @type {Record<string, string>} */
  const added = {};
  for (const [variable, file, bytes] of /** @type {const} */ ([
    ['JWT_SECRET', 'jwt-secret', JWT_SECRET_BYTES],
    ['ADMIN_PASSWORD', 'admin-password', ADMIN_PASSWORD_BYTES],
  ])) {
    if (settings[variable] !== undefined) continue;
    added[`${variable}_FILE`] = await secretFile(join(folder, file), bytes);
  }
  return added;
}

/**
 * The password of our own Redis, made on the first run: without one every user of this machine could make themselves
 * an admin in it.
 * @param {string} dataDir
 */
export async function provideRedisPassword(dataDir) {
  await mkdir(join(dataDir, 'secrets'), { recursive: true, mode: ONLY_OWNER_DIR });
  await secretFile(redisPasswordFile(dataDir), REDIS_PASSWORD_BYTES);
  return readRedisPassword(dataDir);
}

/**
 * That of a run that is there.
 * @param {string} dataDir
 */
export function readRedisPassword(dataDir) {
  return readFileSync(redisPasswordFile(dataDir), 'utf8').trim();
}

/** @param {string} dataDir */
export function redisPasswordFile(dataDir) {
  return join(dataDir, 'secrets', 'redis-password');
}

/**
 * The file with its secret, made if there is none. Written whole under another name first: half a secret would be
 * taken for one on the next run.
 * @param {string} path
 * @param {number} bytes
 */
async function secretFile(path, bytes) {
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present.trim() !== '') return path;
  await writeFile(`${path}.new`, `${randomBytes(bytes).toString('base64url')}\n`, { mode: ONLY_OWNER });
  await rename(`${path}.new`, path);
  return path;
}
