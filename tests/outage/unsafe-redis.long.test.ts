import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readinessSchema } from '@stockade/contracts';
import {
  freePort,
  SERVICE_NAMES,
  startHoldingProxy,
  startProcess,
  usePrivateRedis,
  waitUntil,
  type RunningProcess,
} from '@stockade/testing';

const redis = usePrivateRedis();
const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** A Redis is looked at again this often, and a busy machine is late. */
const NOTICED_DEADLINE_MS = 30_000;

const CLOSED_PORT = 1;

/** Long, because a busy machine starts many processes slowly. */
const READY_DEADLINE_MS = 40_000;

let running: RunningProcess | undefined;
let url = '';
afterEach(async () => {
  if (running?.exit() === undefined) await running?.stop();
  await redis.client.configSet({ 'maxmemory-policy': 'noeviction', appendonly: 'yes' });
});

async function start(path: string, env: Record<string, string> = {}): Promise<RunningProcess> {
  const [store, warehouse, refund, operations, storefront] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  url = `http://127.0.0.1:${store}`;
  const ports = {
    STORE_PORT: String(store),
    WAREHOUSE_PORT: String(warehouse),
    REFUND_PORT: String(refund),
    OPERATIONS_PORT: String(operations),
    STOREFRONT_PORT: String(storefront),
  };
  const settings = { JWT_SECRET: 'a secret of more than thirty-two bytes', REDIS_URL: redis.url, LOG_LEVEL: 'info' };
  running = await startProcess({
    name: path,
    command: process.execPath,
    args: [pathOf(path)],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings, ...ports, ...env },
  });
  return running;
}

async function readiness(): Promise<{ status: number; redis: string }> {
  const answer = await fetch(`${url}/health/ready`);
  const { checks } = readinessSchema.parse(await answer.json());
  return { status: answer.status, redis: checks['redis'] ?? '' };
}

const untilReady = () =>
  waitUntil(async () => (await readiness()).status === 200, {
    what: 'the store to be ready',
    deadlineMs: READY_DEADLINE_MS,
  });

const EVICTION = /maxmemory-policy is allkeys-lru: .* Set maxmemory-policy noeviction\./;
const NO_LOG = /no append-only file: .* Set appendonly yes\./;

describe('a Redis that loses orders is refused', () => {
  test.each(SERVICE_NAMES)('by %s when it starts, in one message that says what to set', async (service) => {
    await redis.client.configSet({ 'maxmemory-policy': 'allkeys-lru', appendonly: 'no' });
    const refusing = await start(`services/${service}/dist/main.js`);
    expect(await refusing.exited).toMatchObject({ code: 1 });
    expect(refusing.output()).toMatch(EVICTION);
    expect(refusing.output()).toMatch(NO_LOG);
    expect(refusing.output()).toContain('Or set ALLOW_UNSAFE_REDIS=true');
    expect(refusing.output().match(/this Redis loses orders/g)).toHaveLength(1);
    // It has not written anything before it knew.
    expect(await redis.client.keys('*')).toEqual([]);
  });

  test('by a service that was started before it, as soon as it is there', async () => {
    const name = await startHoldingProxy(CLOSED_PORT);
    const refusing = await start('services/store/dist/main.js', { REDIS_URL: `redis://127.0.0.1:${name.port}` });
    await waitUntil(async () => (await readiness()).redis?.startsWith('not connected'), {
      what: 'the store to wait for Redis',
    });
    await redis.client.configSet('maxmemory-policy', 'allkeys-lru');
    name.leadTo(redis.server.port);
    expect(await refusing.exited).toMatchObject({ code: 1 });
    expect(refusing.output()).toMatch(EVICTION);
    await name.close();
  });

  test('by npm start, once, before it starts a service', async () => {
    await redis.client.configSet('maxmemory-policy', 'allkeys-lru');
    const refusing = await start('scripts/start.mjs', { DATA_DIR: join(redis.server.dir, 'data') });
    expect(await refusing.exited).toMatchObject({ code: 1 });
    expect(refusing.output()).toMatch(/REDIS_URL: this Redis loses orders\./);
    expect(refusing.output()).toMatch(EVICTION);
    expect(refusing.output()).not.toContain('"name":"store"');
  });
});

test('a Redis that loses orders is used with ALLOW_UNSAFE_REDIS=true, and warned of', async () => {
  await redis.client.configSet({ 'maxmemory-policy': 'allkeys-lru', appendonly: 'no' });
  const store = await start('services/store/dist/main.js', { ALLOW_UNSAFE_REDIS: 'true' });
  await untilReady();
  const warnings = store
    .output()
    .split('\n')
    .filter((line) => line.includes('the setup of Redis'));
  expect(warnings).toEqual([expect.stringMatching(EVICTION)]);
  expect(warnings).toEqual([expect.stringMatching(NO_LOG)]);
  expect(warnings).toEqual([expect.stringContaining('"level":40')]);
});

test('a Redis that only may lose orders is warned of', async () => {
  await redis.client.configSet('appendfsync', 'everysec');
  const store = await start('services/store/dist/main.js');
  await untilReady();
  expect(store.output()).toMatch(/"level":40.*Its appendfsync is everysec: .* Set appendfsync always\./);
  await redis.client.configSet('appendfsync', 'always');
});

describe('a Redis that begins to lose orders while a service runs', () => {
  const untilUnsafe = () =>
    waitUntil(async () => EVICTION.test((await readiness()).redis), {
      what: 'readiness to say that it evicts',
      deadlineMs: NOTICED_DEADLINE_MS,
    });

  test('is told of by readiness, and the service goes on and is ready when it is set up right', async () => {
    const store = await start('services/store/dist/main.js');
    await untilReady();
    await redis.client.configSet('maxmemory-policy', 'allkeys-lru');
    await untilUnsafe();
    expect((await readiness()).status).toBe(503);
    expect(store.exit()).toBeUndefined();
    await redis.client.configSet('maxmemory-policy', 'noeviction');
    await untilReady();
  });

  test('is told of in the log as soon as there is a new connection, with nobody asking', async () => {
    const store = await start('services/store/dist/main.js');
    await untilReady();
    await redis.client.configSet('maxmemory-policy', 'allkeys-lru');
    await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'NORMAL', 'SKIPME', 'YES']);
    await store.waitForOutput(/"level":50.*this Redis loses orders/);
  });
});
