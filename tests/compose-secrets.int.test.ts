import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const MAKE_SECRETS = fileURLToPath(new URL('../docker/secrets/make-secrets.mjs', import.meta.url));
const run = promisify(execFile);
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockade-secrets-'));
  for (const reader of ['store', 'warehouse', 'refund', 'operations', 'redis', 'grafana'])
    await mkdir(join(folder, reader));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs it and reads all files that there are then, by their path. */
async function makeSecrets(settings: Record<string, string> = {}): Promise<Record<string, string>> {
  const env = { PATH: process.env['PATH'], ...settings };
  const { stdout } = await run(process.execPath, [MAKE_SECRETS, folder], { env });
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.includes('/')).toSorted();
  const texts = await Promise.all(files.map((path) => readFile(join(folder, path), 'utf8')));
  for (const text of texts) expect(stdout).not.toContain(text.trim());
  return Object.fromEntries(files.map((path, i) => [path, texts[i]?.trim() ?? '']));
}

test('makes what each reader needs, readable for it alone', async () => {
  const secrets = await makeSecrets();
  expect(Object.keys(secrets)).toEqual([
    'grafana/admin-password',
    'grafana/secret-key',
    'operations/jwt-secret',
    'operations/redis-url',
    'redis/health-password',
    'redis/operator-password',
    'redis/users.acl',
    'refund/jwt-secret',
    'refund/redis-url',
    'store/admin-password',
    'store/jwt-secret',
    'store/redis-url',
    'warehouse/jwt-secret',
    'warehouse/redis-url',
  ]);
  const modes = await Promise.all(
    Object.keys(secrets).map(async (path) => (await stat(join(folder, path))).mode & 0o777),
  );
  expect(new Set(modes)).toEqual(new Set([0o440]));
  // Four services share the key that signs tokens; nothing else is used twice.
  expect(new Set(Object.values(secrets)).size).toBe(Object.keys(secrets).length - 3);
  expect(secrets['warehouse/jwt-secret']).toBe(secrets['store/jwt-secret']);
});

test('leaves what is there alone', async () => {
  const made = await makeSecrets();
  expect(await makeSecrets()).toEqual(made);
});

test('writes down the password of the first admin that is set, and keeps it when it is set no more', async () => {
  const made = await makeSecrets({ ADMIN_PASSWORD: ' ' });
  const set = await makeSecrets({ ADMIN_PASSWORD: 'correct horse battery' });
  expect(set).toEqual({ ...made, 'store/admin-password': 'correct horse battery' });
  expect(await makeSecrets({ ADMIN_PASSWORD: '' })).toEqual(set);
});

test('makes again what was lost, and lets Redis know it', async () => {
  const made = await makeSecrets();
  await rm(join(folder, 'warehouse', 'redis-url'));
  const remade = await makeSecrets();
  const changed = Object.keys(made).filter((path) => made[path] !== remade[path]);
  expect(changed).toEqual(['redis/users.acl', 'warehouse/redis-url']);
});

test('tells the services where the nodes of a cluster are, and lets these copy from one another', async () => {
  const alone = await makeSecrets();
  expect(alone['redis/users.acl']).not.toContain('user replica');
  const clustered = await makeSecrets({ REDIS_CLUSTER_NODES: '10.0.0.1:6379,10.0.0.2:6379' });
  const password = (url = '') => /:([^:@]+)@/.exec(url)?.[1];
  expect(clustered['store/redis-url']).toBe(
    `redis+cluster://store:${password(alone['store/redis-url'])}@10.0.0.1:6379,10.0.0.2:6379`,
  );
  expect(clustered['redis/users.acl']).toMatch(/^user replica on #[\da-f]{64} \+psync \+replconf \+ping$/m);
  expect(clustered['redis/users.acl']).not.toContain('user sentinel');
});

test('lets the services use the keys of several partitions when the shop is divided', async () => {
  const patternsOf = ({ 'redis/users.acl': acl = '' }) => new Set(acl.match(/~\S*?order:\*/g));
  expect(patternsOf(await makeSecrets({ PARTITIONS: '1' }))).toEqual(new Set(['~order:*']));
  expect(patternsOf(await makeSecrets({ PARTITIONS: '64' }))).toEqual(
    new Set(['~{catalogue}:order:*', '~{[0-9]}:order:*', '~{[0-9][0-9]}:order:*', '~order:*']),
  );
  expect(patternsOf(await makeSecrets({ PARTITIONS: '' }))).toEqual(new Set(['~order:*']));
});
