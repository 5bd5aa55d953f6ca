import { describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { statuses, statusOf, useHttpRigs } from './http-rig.js';

const server = usePrivateRedis();
const { start, startAlone, untilCounted } = useHttpRigs(server);
/** Far above what an answer takes that waits for nobody. */
const PROMPT_MS = 3_000;

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
    const rig = await startAlone({ perMinute: 2 });
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
