import { describe, expect, test } from '@jest/globals';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { statuses, statusOf, useHttpRigs } from './http-rig.js';

const server = usePrivateRedis();
const { start } = useHttpRigs(server);

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

  test.each([
    ['metrics', 'GET', '/metrics', 200],
    ['a page for developers', 'GET', '/page', 200],
    ['a path that does not exist', 'GET', '/nothing', 404],
    ['a path that cannot be read', 'GET', '/nothing/%zz', 404],
    ['a method that a path does not have', 'DELETE', '/products', 405],
    ['a body that cannot be read', 'POST', '/notes', 415],
  ])('counts %s like any other request, once', async (_, method, path, status) => {
    const rig = await start({ perMinute: 2 });
    expect(await statuses(3, () => statusOf(rig, method, path))).toEqual([status, status, 429]);
    expect(await statusOf(rig, 'GET', '/products')).toBe(429);
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

  test.each([
    ['192.0.2.1', '192.0.2.1:50123', '192.0.2.1:50124'],
    ['2001:db8::1', '[2001:db8::1]:50123', '[2001:db8::1]'],
  ])('is known by its address %s, not by a port that a proxy writes behind it', async (bare, one, other) => {
    const rig = await start({ perMinute: 2, trustProxy: 1 });
    const read = (address: string) => statusOf(rig, 'GET', '/products', from(address));
    expect([await read(one), await read(other), await read(bare)]).toEqual([200, 200, 429]);
    expect(await read('192.0.2.99:50123')).toBe(200);
  });

  test('is what the last proxy has appended, in the same field or in one of its own', async () => {
    const rig = await start({ perMinute: 1, trustProxy: 1 });
    const read = (...addresses: string[]) => statusOf(rig, 'GET', '/products', { 'x-forwarded-for': addresses });
    expect(await read('203.0.113.1', '192.0.2.1')).toBe(200);
    expect(await read('203.0.113.2', '192.0.2.1')).toBe(429);
    expect(await read('203.0.113.3, 192.0.2.1')).toBe(429);
  });

  test('whose proxy gives no address is the proxy', async () => {
    const rig = await start({ perMinute: 1, trustProxy: 1 });
    const read = (address: string) => statusOf(rig, 'GET', '/products', from(address));
    expect(await read('unknown')).toBe(200);
    expect(await read('x'.repeat(5_000))).toBe(429);
  });
});
