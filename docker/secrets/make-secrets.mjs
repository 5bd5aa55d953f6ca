// @ts-check
// `node make-secrets.mjs <folder>`: makes the secrets that are not there yet, in one subfolder for each reader, which is a
// volume that nobody else is given. Runs at every start: what is there stays, and the ACL file is written anew, so that
// it follows its template.
import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderAcl } from './render-acl.mjs';

const SECRET_BYTES = 32;
const ADMIN_PASSWORD_BYTES = 15;
/** The group is there for Redis: its image has a user of its own, which docker-compose.yml puts into the group of ours. */
const MODE = 0o440;
const SERVICES = ['store', 'warehouse', 'refund', 'operations'];
/** Where the sentinels are, in docker-compose.ha.yml; nowhere otherwise. */
const SENTINELS = process.env['REDIS_SENTINELS'] ?? '';
/** Where the nodes of the cluster are, in docker-compose.cluster.yml; nowhere otherwise. */
const CLUSTER_NODES = process.env['REDIS_CLUSTER_NODES'] ?? '';
/** Into how many the shop is divided; the services say what is wrong with a value that is no number. */
const PARTITIONS = Number(process.env['PARTITIONS'] ?? '1');
/** As the sentinels call it. */
const PRIMARY_NAME = 'stockade';

const [folder = '/secrets'] = process.argv.slice(2);
const random = (bytes = SECRET_BYTES) => randomBytes(bytes).toString('base64url');

const jwtSecret = await keep('store/jwt-secret', () => random());
// One that is set is written down too, so that whoever asks for the password where the README says finds it.
const adminPassword = process.env['ADMIN_PASSWORD'] ?? '';
if (adminPassword.trim() !== '') await put('store/admin-password', adminPassword);
else await keep('store/admin-password', () => random(ADMIN_PASSWORD_BYTES));
await keep('grafana/admin-password', () => random(ADMIN_PASSWORD_BYTES));
await keep('grafana/secret-key', () => random());
/** @type {Record<string, string>} */
const digests = {
  operator: sha256(await keep('redis/operator-password', () => random())),
  health: sha256(await keep('redis/health-password', () => random())),
};
for (const service of SERVICES) {
  await put(`${service}/jwt-secret`, jwtSecret);
  // Its password stays, wherever Redis is from now on.
  const [, password = random()] = /^[^:]+:\/\/\w+:([^@]+)@/.exec(await read(`${service}/redis-url`)) ?? [];
  await put(`${service}/redis-url`, redisUrl(service, password));
  digests[service] = sha256(password);
}
const templates = ['redis-users.acl'];
if (SENTINELS !== '' || CLUSTER_NODES !== '') {
  templates.push('redis-replica.acl');
  digests['replica'] = sha256(await keep('redis/replica-password', () => random()));
}
if (SENTINELS !== '') {
  templates.push('redis-sentinel.acl');
  digests['sentinel'] = sha256(await keep('sentinel/password', () => random()));
}

const texts = await Promise.all(templates.map((name) => readFile(new URL(name, import.meta.url), 'utf8')));
await put('redis/users.acl', renderAcl(texts.join('\n'), digests, PARTITIONS));
process.stdout.write('The password of the first admin: docker compose exec store cat /run/stockade/admin-password\n');

/** @param {string} user @param {string} password */
function redisUrl(user, password) {
  if (CLUSTER_NODES !== '') return `redis+cluster://${user}:${password}@${CLUSTER_NODES}`;
  if (SENTINELS !== '') return `redis+sentinel://${user}:${password}@${SENTINELS}/${PRIMARY_NAME}`;
  return `redis://${user}:${password}@redis:6379`;
}

/**
 * What the file holds, or what is made and written now if there is none.
 * @param {string} path
 * @param {() => string} make
 */
async function keep(path, make) {
  const present = await read(path);
  if (present !== '') return present;
  const made = make();
  await put(path, made);
  return made;
}

/**
 * Writes the file when it holds something else. Whole under another name first: half a secret would be taken for one.
 * @param {string} path
 * @param {string} text
 */
async function put(path, text) {
  if ((await read(path)) === text) return;
  const file = join(folder, path);
  // Of a start that was broken off: it could not be written over.
  await rm(`${file}.new`, { force: true });
  await writeFile(`${file}.new`, `${text}\n`, { mode: MODE });
  await rename(`${file}.new`, file);
}

/** @param {string} path */
async function read(path) {
  try {
    return (await readFile(join(folder, path), 'utf8')).trimEnd();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Redis knows a password by its digest; the secrets here are too long to be guessed from that. @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
