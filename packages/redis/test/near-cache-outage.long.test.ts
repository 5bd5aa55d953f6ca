import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { isUnavailable } from '../src/index.js';
import { useCacheRig, type TextCache } from './cache-rig.js';

const rig = useCacheRig();
const { redis } = rig;
const CLOSED_PORT = 'redis://127.0.0.1:1';

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

/** A cache that has seen `a` and lost its Redis. */
async function makeCutOff(): Promise<TextCache> {
  await redis.client.set('a', 'apple');
  const cache = await rig.makeCache();
  await cache.read('a');
  await redis.server.kill();
  await waitUntil(() => !cache.tracked.redis.isReady, { what: 'the connection to be lost' });
  return cache;
}

describe('while Redis is away', () => {
  test('what was read is answered as stale, and what was not fails as unavailable', async () => {
    const { read } = await makeCutOff();
    expect(await read('a')).toEqual({ value: 'apple', source: 'STALE' });
    expect(isUnavailable(await failureOf(read('b')))).toBe(true);
    expect(await read('a')).toEqual({ value: 'apple', source: 'STALE' });
  });

  test('readCurrent fails while Redis is away', async () => {
    const { readCurrent } = await makeCutOff();
    expect(isUnavailable(await failureOf(readCurrent('a')))).toBe(true);
  });

  test('an outdated copy is still served as the last known one', async () => {
    await redis.client.set('a', 'apple');
    const { read, tracked } = await rig.makeCache();
    await read('a');
    await rig.change(() => redis.client.set('a', 'ash'));
    await redis.server.kill();
    await waitUntil(() => !tracked.redis.isReady, { what: 'the connection to be lost' });
    expect(await read('a')).toEqual({ value: 'apple', source: 'STALE' });
  });

  test('a value that was outdated before it arrived is served as the last known one', async () => {
    await redis.client.set('a', 'apple');
    const { readWith, read, tracked } = await rig.makeCache();
    await read('a');
    await rig.change(() => redis.client.set('a', 'ash'));
    const disturbed = readWith('a', async () => {
      const value = await tracked.redis.get('a');
      await rig.change(() => redis.client.set('a', 'alder'));
      return value;
    });
    expect(await disturbed).toEqual({ value: 'ash', source: 'MISS' });
    await redis.server.kill();
    await waitUntil(() => !tracked.redis.isReady, { what: 'the connection to be lost' });
    expect(await read('a')).toEqual({ value: 'ash', source: 'STALE' });
  });

  test('reads of unknown values evict no copy', async () => {
    await redis.client.mSet({ a: '1', b: '1', c: '1' });
    const { read } = await rig.makeCache({ entriesMax: 3 });
    for (const key of ['a', 'b', 'c']) await read(key);
    await redis.server.kill();
    for (let i = 0; i < 20; i++) await failureOf(read(`unknown-${i}`));
    const sources = await Promise.all(['a', 'b', 'c'].map(async (key) => (await read(key)).source));
    expect(sources).toEqual(['STALE', 'STALE', 'STALE']);
  });

  test('after an outage the cache reconnects by itself and no copy counts as current', async () => {
    const { read, tracked } = await makeCutOff();
    await redis.server.restart();
    await waitUntil(() => redis.client.isReady, { what: 'the test to be connected' });
    await redis.client.set('a', 'ash');
    await rig.untilReady(tracked);
    expect(await read('a')).toEqual({ value: 'ash', source: 'MISS' });
    expect(await read('a')).toEqual({ value: 'ash', source: 'HIT' });
    await rig.change(() => redis.client.set('a', 'alder'));
    expect(await read('a')).toEqual({ value: 'alder', source: 'MISS' });
  });

  test('a change whose invalidation was lost with the tracked connection is seen', async () => {
    await redis.client.set('a', 'apple');
    const { read, tracked } = await rig.makeCache();
    await read('a');
    // It may be back before anybody has looked.
    let lost = false;
    tracked.redis.on('reconnecting', () => (lost = true));
    const [connection] = await rig.connections();
    await redis.client.clientKill({ filter: 'ID', id: connection?.id ?? 0 });
    await redis.client.set('a', 'ash');
    await waitUntil(() => lost, { what: 'the connection to be lost' });
    await rig.untilReady(tracked);
    expect(await read('a')).toEqual({ value: 'ash', source: 'MISS' });
  });

  test('a cache that starts meanwhile works as soon as Redis is there', async () => {
    await redis.server.kill();
    const tracked = rig.track();
    const { read } = await rig.makeCache({ tracked });
    expect(isUnavailable(await failureOf(read('a')))).toBe(true);
    await redis.server.restart();
    await rig.untilReady(tracked);
    await waitUntil(() => redis.client.isReady, { what: 'the test to be connected' });
    expect(await read('a')).toEqual({ value: null, source: 'MISS' });
    expect(await read('a')).toEqual({ value: null, source: 'HIT' });
    await rig.change(() => redis.client.set('a', 'apple'));
    expect(await read('a')).toEqual({ value: 'apple', source: 'MISS' });
  });

  test('a cache whose Redis never comes fails at once', async () => {
    const { read } = await rig.makeCache({ tracked: rig.track({ url: CLOSED_PORT }) });
    expect(isUnavailable(await failureOf(read('a')))).toBe(true);
  });
});

describe('while Redis cannot serve', () => {
  test('copies are served as stale while Redis replies that it cannot serve', async () => {
    const { read } = await rig.makeCache({ ttlMs: 1 });
    await read('a');
    await redis.client.configSet('busy-reply-threshold', '50');
    const runaway = failureOf(redis.client.eval('while true do end'));
    await waitUntil(async () => (await read('a')).source === 'STALE', { what: 'a stale answer' });
    const killer = redis.client.duplicate({ name: 'test' });
    killer.on('error', () => {});
    await killer.connect();
    await killer.scriptKill();
    killer.destroy();
    await runaway;
    await waitUntil(async () => (await read('a')).source === 'MISS', { what: 'a fresh answer' });
  });

  test('copies are served as stale while Redis is silent, and a second reader does not wait again', async () => {
    const { read, tracked } = await rig.makeCache({ ttlMs: 1, staleAfterMs: 100 });
    await read('a');
    await redis.server.signal('SIGSTOP');
    await waitUntil(async () => (await read('a')).source === 'STALE', { what: 'a stale answer' });
    // What it asked is still on its way: whoever comes now has waited long enough.
    expect(tracked.redis.isReady).toBe(true);
    const overdue = performance.now();
    for (let i = 0; i < 100; i++) expect((await read('a')).source).toBe('STALE');
    expect(performance.now() - overdue).toBeLessThan(100 * 100);
    await redis.server.signal('SIGCONT');
    await waitUntil(async () => (await read('a')).source === 'MISS', { what: 'a fresh answer' });
  });

  test('a silent tracked connection is given up, and its reads fail as unavailable', async () => {
    const tracked = rig.track({ silentMaxMs: 200 });
    await rig.untilReady(tracked);
    const { read, readCurrent } = await rig.makeCache({ tracked });
    await read('a');
    await redis.server.signal('SIGSTOP');
    expect(isUnavailable(await failureOf(readCurrent('b')))).toBe(true);
    expect((await read('a')).source).toBe('STALE');
    await redis.server.signal('SIGCONT');
    await rig.untilReady(tracked);
    expect((await read('a')).source).toBe('MISS');
  });

  test('a copy whose invalidation a dead network dropped is current only until the dead connection is noticed', async () => {
    const network = await rig.slowNetwork();
    const tracked = rig.track({ url: network.url, silentMaxMs: 200 });
    await rig.untilReady(tracked);
    const { read } = await rig.makeCache({ tracked });
    await read('a');
    network.hold();
    await rig.change(() => redis.client.set('a', 'new'));
    expect(await read('a')).toEqual({ value: null, source: 'HIT' });
    await waitUntil(async () => (await read('a')).source === 'STALE', { what: 'the silence to be noticed' });
    network.release();
    await waitUntil(async () => (await read('a')).value === 'new', { what: 'the new value' });
  });
});
