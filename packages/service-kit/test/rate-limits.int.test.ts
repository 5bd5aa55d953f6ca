import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { startHttpRig, type HttpRig } from './http-rig.js';

const server = usePrivateRedis();
const rigs: HttpRig[] = [];
/** Far above what an answer takes that waits for nobody. */
const PROMPT_MS = 3_000;

async function start(options: Omit<Parameters<typeof startHttpRig>[0], 'redisUrl'> = {}): Promise<HttpRig> {
  const rig = await startHttpRig({ redisUrl: server.url, ...options });
  rigs.push(rig);
  await untilCounted(rig);
  return rig;
}

/** Its client has connected; what was counted meanwhile is forgotten. */
async function untilCounted(rig: HttpRig): Promise<void> {
  await waitUntil(async () => (await statusOf(rig, 'POST', '/login')) !== 503, { what: 'requests to be counted' });
  await server.client.flushAll();
}

const statusOf = async (rig: HttpRig, method: string, path: string, headers?: Record<string, string>) =>
  (await rig.send(method, path, headers)).status;

async function statuses(times: number, request: () => Promise<number>): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < times; i++) seen.push(await request());
  return seen;
}

beforeEach(() => server.flush());
afterEach(async () => {
  for (const rig of rigs.splice(0)) rig.close();
  const open = async () => (await server.client.clientList()).filter(({ name }) => name === 'rig').length;
  await waitUntil(async () => (await open()) === 0, { what: 'the connections to be closed' });
});

describe('a limit', () => {
  test('has room for exactly so many requests, says what is left, and then when to come again', async () => {
    const rig = await start({ perMinute: 3 });
    for (const left of [2, 1, 0]) {
      const { status, headers } = await rig.send('GET', '/products');
      expect([status, headers['ratelimit']]).toEqual([200, expect.stringMatching(`^"default-per-ip"; r=${left}; t=`)]);
      expect(headers['ratelimit-policy']).toMatch(/^"default-per-ip"; q=3; w=60; pk=:/);
      expect(headers['retry-after']).toBeUndefined();
    }
    const refused = await rig.send('GET', '/products');
    expect(refused.status).toBe(429);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    const retryAfterS = Number(refused.headers['retry-after']);
    expect(retryAfterS).toBeGreaterThan(50);
    expect(retryAfterS).toBeLessThanOrEqual(60);
    expect(JSON.parse(refused.body)).toMatchObject({
      title: 'Too Many Requests',
      status: 429,
      detail: `Too many requests; try again in ${retryAfterS} s`,
      request_id: refused.headers['x-request-id'],
    });
  });

  test('counts requests of the same instant one by one', async () => {
    const rig = await start({ perMinute: 10 });
    const seen = await Promise.all(Array.from({ length: 25 }, () => statusOf(rig, 'GET', '/products')));
    expect(seen.filter((status) => status === 200)).toHaveLength(10);
  });

  test('begins anew when its window has passed, also for a client that does not stop asking', async () => {
    const rig = await start({ perMinute: 1, windowMs: 500 });
    await waitUntil(async () => (await statusOf(rig, 'GET', '/products')) === 429, { what: 'a refusal' });
    await waitUntil(async () => (await statusOf(rig, 'GET', '/products')) === 200, { what: 'the next window' });
  });

  test('is one of several: orders, logins and the rest do not take from one another', async () => {
    const rig = await start({ perMinute: 1 });
    const user = rig.user();
    for (const [method, path] of [
      ['POST', '/orders'],
      ['POST', '/login'],
      ['GET', '/products'],
    ] as const)
      expect(await statuses(2, () => statusOf(rig, method, path, path === '/orders' ? user : {}))).toEqual([200, 429]);
  });

  test('does not hold for the health of a service', async () => {
    const rig = await start({ perMinute: 1 });
    expect(await statuses(5, () => statusOf(rig, 'GET', '/health/live'))).toEqual([200, 200, 200, 200, 200]);
    expect((await rig.send('GET', '/health/ready')).headers['ratelimit']).toBeUndefined();
  });

  test('is not there when it is turned off', async () => {
    const rig = await start({ perMinute: 1, enabled: false });
    expect(await statuses(3, () => statusOf(rig, 'GET', '/products'))).toEqual([200, 200, 200]);
    expect(await server.client.dbSize()).toBe(0);
  });
});

describe('a client', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });

  test('is an address and a user, and each must have room', async () => {
    const rig = await start({ perMinute: 2, trustProxy: 1 });
    const [ann, bob] = [rig.user(), rig.user()];
    const order = (user: Record<string, string>, address: string) =>
      statusOf(rig, 'POST', '/orders', { ...user, ...from(address) });
    expect(await order(ann, '192.0.2.1')).toBe(200);
    expect(await order(ann, '192.0.2.2')).toBe(200);
    // Her own limit, from whatever address.
    expect(await order(ann, '192.0.2.3')).toBe(429);
    expect(await order(bob, '192.0.2.1')).toBe(200);
    // The limit of the address, whoever it is.
    expect(await order(rig.user(), '192.0.2.1')).toBe(429);
  });

  test('learns about both', async () => {
    const rig = await start({ perMinute: 3 });
    const { headers } = await rig.send('POST', '/orders', rig.user());
    expect(headers['ratelimit']).toMatch(/^"orders-per-ip"; r=2; t=\d+, "orders-per-user"; r=2; t=\d+$/);
  });

  test('that shows a token which is not ours is an address', async () => {
    const rig = await start({ perMinute: 2 });
    const forged = { authorization: 'Bearer a.b.c' };
    expect(await statuses(3, () => statusOf(rig, 'POST', '/orders', forged))).toEqual([401, 401, 429]);
  });

  test('cannot choose its address when no proxy is trusted, and the operator is told once', async () => {
    const rig = await start({ perMinute: 2 });
    let last = 0;
    expect(await statuses(3, () => statusOf(rig, 'GET', '/products', from(`192.0.2.${++last}`)))).toEqual([
      200, 200, 429,
    ]);
    expect(rig.log.filter((line) => line.includes('TRUST_PROXY'))).toHaveLength(1);
  });

  test.each([
    ['one proxy in front', 1],
    ['proxies at known addresses', ['loopback', '10.0.0.0/8']],
  ])('behind a proxy has a count of its own, whatever it puts before its address: %s', async (_, trustProxy) => {
    const rig = await start({ perMinute: 1, trustProxy });
    const read = (address: string) => statusOf(rig, 'GET', '/products', from(address));
    expect(await read('192.0.2.1')).toBe(200);
    expect(await read('192.0.2.2')).toBe(200);
    expect(await read('192.0.2.1')).toBe(429);
    // What the proxy has seen comes last; the rest is what the client wrote.
    expect(await read('198.51.100.7, 192.0.2.1')).toBe(429);
    expect(await read('192.0.2.2, 192.0.2.1')).toBe(429);
    expect(await read('192.0.2.1, 192.0.2.3')).toBe(200);
  });

  test('with IPv6 is its network, and an IPv4 address in the notation of IPv6 is the IPv4 address', async () => {
    const rig = await start({ perMinute: 1, trustProxy: 1 });
    const read = (address: string) => statusOf(rig, 'GET', '/products', from(address));
    expect(await read('2001:db8:0:aa00::1')).toBe(200);
    expect(await read('2001:db8:0:aaff:1234::2')).toBe(429);
    expect(await read('2001:db8:0:ab00::1')).toBe(200);
    expect(await read('192.0.2.1')).toBe(200);
    expect(await read('::ffff:192.0.2.1')).toBe(429);
  });

  test('whose proxy gives no address is the proxy', async () => {
    const rig = await start({ perMinute: 1, trustProxy: 1 });
    const read = (address: string) => statusOf(rig, 'GET', '/products', from(address));
    expect(await read('unknown')).toBe(200);
    expect(await read('x'.repeat(5_000))).toBe(429);
  });
});

describe('counting', () => {
  const counter = makeKeys().rateLimit('store', 'default:ip:127.0.0.1');
  const aofBytes = async () =>
    Number(/aof_current_size:(\d+)/.exec(await server.client.info('persistence'))?.[1] ?? Number.NaN);

  test('does not go through the append-only file: nobody waits for the disk', async () => {
    const rig = await start({ perMinute: 1_000 });
    const before = await aofBytes();
    await statuses(20, () => statusOf(rig, 'GET', '/products'));
    expect(await server.client.get(counter)).toBe('20');
    expect(await aofBytes()).toBe(before);
    await server.client.set('something', 'durable');
    expect(await aofBytes()).toBeGreaterThan(before);
  });

  test('leaves nothing behind that does not end', async () => {
    const rig = await start();
    await rig.send('POST', '/orders', rig.user());
    const keys = await server.client.keys('*');
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(await server.client.pTTL(key)).toBeGreaterThan(0);
  });

  test('goes on when Redis forgets the script', async () => {
    const rig = await start({ perMinute: 2 });
    expect(await statusOf(rig, 'GET', '/products')).toBe(200);
    await server.client.scriptFlush();
    expect(await statuses(2, () => statusOf(rig, 'GET', '/products'))).toEqual([200, 429]);
  });

  test('that Redis is away for lets reads pass, passwords not; it begins by itself when Redis is there', async () => {
    await server.server.kill();
    const rig = await startHttpRig({ redisUrl: server.url, perMinute: 2 });
    rigs.push(rig);
    expect(await statuses(5, () => statusOf(rig, 'GET', '/products'))).toEqual([200, 200, 200, 200, 200]);
    const login = await rig.send('POST', '/login');
    expect([login.status, login.headers['retry-after']]).toEqual([503, '1']);

    await server.server.restart();
    await waitUntil(async () => server.client.isReady, { what: 'the test to be connected' });
    await untilCounted(rig);
    expect(await statuses(3, () => statusOf(rig, 'GET', '/products'))).toEqual([200, 200, 429]);
    // One line each, however many requests there were.
    expect(rig.log.filter((line) => line === 'requests are not counted')).toHaveLength(1);
    expect(rig.log.filter((line) => line === 'requests are counted again')).toHaveLength(1);
  });

  test('that Redis stands still for holds nobody up', async () => {
    const rig = await start({ perMinute: 2 });
    await server.server.signal('SIGSTOP');
    try {
      const startedAt = performance.now();
      expect(await statuses(20, () => statusOf(rig, 'GET', '/products'))).not.toContain(503);
      expect(await statusOf(rig, 'POST', '/login')).toBe(503);
      expect(performance.now() - startedAt).toBeLessThan(PROMPT_MS);
    } finally {
      await server.server.signal('SIGCONT');
    }
    await untilCounted(rig);
    expect(await statuses(3, () => statusOf(rig, 'GET', '/products'))).toEqual([200, 200, 429]);
  });

  test('that Redis has no memory for lets no password be tried', async () => {
    const rig = await start({ perMinute: 2 });
    await server.client.configSet('maxmemory', '1');
    try {
      expect(await statusOf(rig, 'GET', '/products')).toBe(200);
      expect(await statusOf(rig, 'POST', '/login')).toBe(503);
    } finally {
      await server.client.configSet('maxmemory', '0');
    }
  });
});
