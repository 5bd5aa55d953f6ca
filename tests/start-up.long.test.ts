import { createServer } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { freePort, startProcess, usePrivateRedis, waitUntil } from '@stockade/testing';
import { SAMPLES } from '../services/warehouse/src/samples.js';

const redis = usePrivateRedis();
const mainOf = (service: string) => fileURLToPath(new URL(`../services/${service}/dist/main.js`, import.meta.url));

/** Long, because a busy machine starts a process slowly. */
const LIVE_DEADLINE_MS = 30_000;

const SETTINGS = {
  REDIS_URL: 'redis://127.0.0.1:1',
  JWT_SECRET: 'a secret of more than thirty-two bytes',
  CONSUMER_NAME: 'start-up',
  SEED_PRODUCTS: 'true',
};

const start = (service: string, env: Record<string, string | undefined>) =>
  startProcess({
    name: service,
    command: process.execPath,
    args: [mainOf(service)],
    env: { PATH: process.env['PATH'], ...SETTINGS, ...env },
  });

describe('a service that cannot start with its settings says why in one message and exits with 78', () => {
  test.each([
    ['no Redis is named', { REDIS_URL: undefined }, /REDIS_URL: is not set; must be redis:\/\/host/],
    ['the Redis URL is none', { REDIS_URL: 'localhost:6379' }, /REDIS_URL: must be redis:/],
    ['there is no secret', { JWT_SECRET: undefined }, /JWT_SECRET: is not set; .*JWT_SECRET_FILE/],
    ['the secret is short', { JWT_SECRET: 'too short' }, /JWT_SECRET: must have at least 32 bytes/],
    [
      'a secret file is missing',
      { JWT_SECRET: undefined, JWT_SECRET_FILE: '/nowhere/secret' },
      /JWT_SECRET_FILE: ENOENT/,
    ],
    ['a port is none', { STORE_PORT: '80800' }, /STORE_PORT: .*65535 \(it is "80800"\)/],
    ['the fee rate is none', { FEE_RATE: '20%' }, /FEE_RATE: must be a decimal between 0 and 1/],
    [
      'the admin has no password',
      { ADMIN_EMAIL: 'boss@example.org' },
      /ADMIN_PASSWORD: is not set, and ADMIN_EMAIL is/,
    ],
    ['the admin has no email', { ADMIN_PASSWORD: 'correct horse' }, /ADMIN_EMAIL: is not set, and ADMIN_PASSWORD is/],
    ['everybody is a trusted proxy', { TRUST_PROXY: 'true' }, /TRUST_PROXY: must be the number of proxies in front/],
    ['a rate limit is none', { RATE_LIMIT_ORDERS_PER_MINUTE: '0' }, /RATE_LIMIT_ORDERS_PER_MINUTE: .*\(it is "0"\)/],
    ['the currency is none', { CURRENCY: 'dollar' }, /CURRENCY: must be an ISO 4217 code/],
    ['the fee rate has white space around it', { FEE_RATE: ' 0.2' }, /FEE_RATE: must be a decimal/],
    ['a secret is given twice', { JWT_SECRET_FILE: '/dev/null' }, /JWT_SECRET and JWT_SECRET_FILE are both set/],
  ])('when %s', async (_, env, message) => {
    const store = await start('store', env);
    expect(await store.exited).toMatchObject({ code: 78 });
    expect(store.output()).toMatch(message);
    expect(store.output()).not.toContain('    at ');
    expect(store.output()).not.toContain('too short');
  });
});

describe('a service that cannot have its place says why and ends', () => {
  test.each(['192.0.2.1', 'nowhere.invalid'])(
    'when LISTEN_HOST is %s, which this machine is not, with 78',
    async (host) => {
      const port = String(await freePort());
      const warehouse = await start('warehouse', { LISTEN_HOST: host, WAREHOUSE_PORT: port });
      expect(await warehouse.exited).toMatchObject({ code: 78 });
      expect(warehouse.output()).toContain(`LISTEN_HOST ${host} is no address of this machine: set it to one`);
    },
  );

  test('when its port is taken, with 1', async () => {
    const squatter = createServer().listen(0);
    await once(squatter, 'listening');
    const address = squatter.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const warehouse = await start('warehouse', { WAREHOUSE_PORT: String(port) });
    expect(await warehouse.exited).toMatchObject({ code: 1 });
    expect(warehouse.output()).toContain(`Port ${port} is taken: stop what listens there, or set WAREHOUSE_PORT`);
    squatter.close();
    await once(squatter, 'close');
  });
});

describe('a service listens', () => {
  const addressesOf = (port: string) =>
    ['127.0.0.1', '127.0.0.2'].map(async (address) => [
      address,
      await fetch(`http://${address}:${port}/health/live`).then(
        (response) => response.ok,
        () => false,
      ),
    ]);

  test.each([
    ['everywhere', {}, true],
    ['at LISTEN_HOST alone', { LISTEN_HOST: '127.0.0.1' }, false],
  ])('%s', async (_, env, elsewhere) => {
    const port = String(await freePort());
    const warehouse = await start('warehouse', { ...env, WAREHOUSE_PORT: port });
    await waitUntil(async () => (await fetch(`http://127.0.0.1:${port}/health/live`)).ok, {
      what: 'it to be live',
      deadlineMs: LIVE_DEADLINE_MS,
    });
    expect(await Promise.all(addressesOf(port))).toEqual([
      ['127.0.0.1', true],
      ['127.0.0.2', elsewhere],
    ]);
    expect(await warehouse.stop()).toMatchObject({ code: 0 });
  });
});

describe('a service that starts before its Redis', () => {
  test('says that it is not ready, answers 503 at once, and gets ready by itself', async () => {
    await redis.server.kill();
    const port = String(await freePort());
    const warehouse = await start('warehouse', { REDIS_URL: redis.url, WAREHOUSE_PORT: port, LOG_LEVEL: 'silent' });
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    await waitUntil(async () => (await get('/health/live')).ok, { what: 'the warehouse to be live' });

    const ready = await get('/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      status: 'unavailable',
      checks: { redis: expect.stringMatching(/^not connected: nothing listens.*ECONNREFUSED/) },
    });
    const products = await get('/products');
    expect(products.status).toBe(503);
    expect(products.headers.get('retry-after')).toBe('1');
    expect(products.headers.get('content-type')).toContain('application/problem+json');

    await redis.server.restart();
    await waitUntil(async () => (await get('/health/ready')).ok, { what: 'the warehouse to be ready' });
    const catalogue = await get('/products');
    expect(await catalogue.json()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ name: SAMPLES.at(-1)?.name })]),
    });
    expect(await warehouse.stop()).toMatchObject({ code: 0 });
  });
});

describe('the log of the store says what has become of the admin', () => {
  const CUSTOMER = { email: 'ann@example.org', password: 'correct horse' };
  const ADMIN = { email: 'boss@example.org', password: 'battery staple' };

  /** Starts a store, does something there, and answers what it has logged. */
  async function logOf(admin: { email: string; password: string } | null, task?: (url: string) => Promise<void>) {
    const port = String(await freePort());
    const settings = admin ? { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password } : {};
    const store = await start('store', { REDIS_URL: redis.url, STORE_PORT: port, LOG_LEVEL: 'info', ...settings });
    const url = `http://127.0.0.1:${port}`;
    await waitUntil(async () => (await fetch(`${url}/health/ready`)).ok, { what: 'the store to be ready' });
    await task?.(url);
    await store.stop();
    return store.output();
  }
  const post = async (url: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };

  test('when there is none, when there is, and when the settings name a customer', async () => {
    await redis.flush();
    const none = await logOf(null, async (url) => {
      expect(await post(`${url}/users/register`, CUSTOMER)).toBe(201);
    });
    expect(none).toMatch(/"level":40.*there is no admin: set ADMIN_EMAIL and ADMIN_PASSWORD/);
    expect(await logOf(ADMIN)).toContain('made the admin boss@example.org');
    expect(await logOf(null)).not.toContain('admin');
    const changed = await logOf({ ...ADMIN, password: 'another one' }, async (url) => {
      expect(await post(`${url}/users/login`, ADMIN)).toBe(401);
      expect(await post(`${url}/users/login`, { ...ADMIN, password: 'another one' })).toBe(200);
    });
    expect(changed).toMatch(/"level":40.*ADMIN_PASSWORD was changed/);
    const customer = await logOf({ ...CUSTOMER, password: 'battery staple' });
    expect(customer).toMatch(/"level":50.*there is no admin ann@example.org/);
  });

  test('and nobody registers the address of the admin, before he is there either', async () => {
    await logOf(ADMIN, async (url) => {
      await redis.flush();
      expect(await post(`${url}/users/register`, ADMIN)).toBe(409);
      expect(await redis.client.exists(`user-email:${ADMIN.email}`)).toBe(0);
    });
  });
});

test('a stop finishes what is asked, and a second signal does not hurry it', async () => {
  const port = String(await freePort());
  const store = await start('store', { REDIS_URL: redis.url, STORE_PORT: port, LOG_LEVEL: 'info' });
  await waitUntil(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, {
    what: 'the store to be ready',
  });
  store.signal('SIGINT');
  store.signal('SIGTERM');
  store.signal('SIGINT');
  expect(await store.exited).toEqual({ code: 0, signal: null });
  expect(store.output()).toContain('stopped');
});
