import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { makeNearCache, type Source } from '../src/index.js';
import { useCacheRig } from './cache-rig.js';

const rig = useCacheRig();
const { redis } = rig;

describe('a cached reading', () => {
  test('a value is read from Redis once, and then from memory', async () => {
    await redis.client.set('a', 'apple');
    const { read } = await rig.makeCache();
    await rig.resetStatistics();
    expect(await read('a')).toEqual({ value: 'apple', source: 'MISS' });
    for (let i = 0; i < 10; i++) expect(await read('a')).toEqual({ value: 'apple', source: 'HIT' });
    expect(await rig.calls('get')).toBe(1);
  });

  test('simultaneous reads of a value share one load', async () => {
    const { read } = await rig.makeCache();
    await rig.resetStatistics();
    const all = await Promise.all(Array.from({ length: 50 }, () => read('a')));
    expect(all).toEqual(Array.from({ length: 50 }, () => ({ value: null, source: 'MISS' })));
    expect(await rig.calls('get')).toBe(1);
  });

  test('the absence of a value is cached until there is one', async () => {
    const { read } = await rig.makeCache();
    expect(await read('a')).toEqual({ value: null, source: 'MISS' });
    expect(await read('a')).toEqual({ value: null, source: 'HIT' });
    await rig.change(() => redis.client.set('a', 'apple'));
    expect(await read('a')).toEqual({ value: 'apple', source: 'MISS' });
  });

  test('a reading of several keys is outdated by a change of any of them', async () => {
    await redis.client.mSet({ a: '1', b: '1' });
    const { tracked } = await rig.makeCache();
    const cache = makeNearCache<(string | null)[]>({ tracked });
    const read = () => cache.read({ name: 'both', keys: ['a', 'b'], load: () => tracked.redis.mGet(['a', 'b']) });
    await read();
    expect(await read()).toEqual({ value: ['1', '1'], source: 'HIT' });
    await rig.change(() => redis.client.set('b', '2'));
    expect(await read()).toEqual({ value: ['1', '2'], source: 'MISS' });
    await rig.change(() => redis.client.set('a', '2'));
    expect(await read()).toEqual({ value: ['2', '2'], source: 'MISS' });
    expect(await read()).toEqual({ value: ['2', '2'], source: 'HIT' });
  });

  test('a reading that is found by what its keys are of is outdated by a change of any of them, and by no other', async () => {
    const names = ['a:1', 'a:2', 'a:3'];
    const { tracked } = await rig.makeCache();
    const cache = makeNearCache<(string | null)[]>({ tracked, ownerOf: (key) => key.split(':')[0] ?? '' });
    const readOf = (owner: string) =>
      cache.read({
        name: owner,
        keys: [1, 2, 3].map((number) => `${owner}:${number}`),
        load: () => tracked.redis.mGet([1, 2, 3].map((number) => `${owner}:${number}`)),
      });
    await Promise.all([readOf('a'), readOf('b')]);
    for (const name of names) {
      await rig.change(() => redis.client.set(name, 'new'));
      expect([(await readOf('a')).source, (await readOf('b')).source]).toEqual(['MISS', 'HIT']);
    }
    expect(await readOf('a')).toEqual({ value: ['new', 'new', 'new'], source: 'HIT' });
  });

  test('a reading rejects as its load does, and is loaded again next time', async () => {
    await redis.client.hSet('a', 'no', 'text');
    const { read } = await rig.makeCache();
    await expect(read('a')).rejects.toThrow(/WRONGTYPE/);
    await rig.change(() => redis.client.del('a'));
    expect(await read('a')).toEqual({ value: null, source: 'MISS' });
    await rig.change(() => redis.client.hSet('a', 'no', 'text'));
    await expect(read('a')).rejects.toThrow(/WRONGTYPE/);
  });
});

describe('readings that find nothing', () => {
  test('readings that find nothing evict none that found something', async () => {
    await redis.client.set('a', 'apple');
    const { read } = await rig.makeCache({ entriesMax: 20 });
    await read('a');
    for (let i = 0; i < 100; i++) expect(await read(`nothing-${i}`)).toEqual({ value: null, source: 'MISS' });
    expect(await read('a')).toEqual({ value: 'apple', source: 'HIT' });
    await redis.server.signal('SIGSTOP');
    for (let i = 100; i < 130; i++) void read(`nothing-${i}`).catch(() => 'Redis is away');
    expect((await read('a')).value).toBe('apple');
  });

  test('a reading that no longer finds anything moves to the room of the empty ones', async () => {
    const { read } = await rig.makeCache({ entriesMax: 2 });
    await redis.client.mSet({ a: '1', b: '2' });
    await read('a');
    await rig.change(() => redis.client.del('a'));
    expect(await read('a')).toEqual({ value: null, source: 'MISS' });
    await redis.client.set('c', '3');
    await read('b');
    await read('c');
    expect([(await read('b')).source, (await read('c')).source]).toEqual(['HIT', 'HIT']);
    await rig.change(() => redis.client.set('a', '4'));
    expect(await read('a')).toEqual({ value: '4', source: 'MISS' });
  });
});

describe('a change is seen at once', () => {
  const SCRIPT = "return redis.call('SET', KEYS[1], 'new')";
  test.each<[how: string, change: () => Promise<unknown>, seen: string | null]>([
    ['by a command', () => redis.client.set('a', 'new'), 'new'],
    ['by a script', () => redis.client.eval(SCRIPT, { keys: ['a'] }), 'new'],
    ['by a transaction', () => redis.client.multi().set('a', 'newer').set('a', 'new').exec(), 'new'],
    ['by deletion', () => redis.client.del('a'), null],
    ['by a key that takes its place', () => redis.client.multi().set('b', 'new').rename('b', 'a').exec(), 'new'],
    ['when everything is deleted', () => redis.client.flushAll(), null],
  ])('a change is seen at once: %s', async (_, change, seen) => {
    const { read } = await rig.makeCache();
    for (let round = 0; round < 20; round++) {
      await rig.change(() => redis.client.set('a', 'old'));
      await read('a');
      expect(await read('a')).toEqual({ value: 'old', source: 'HIT' });
      await rig.change(change);
      expect(await read('a')).toEqual({ value: seen, source: 'MISS' });
    }
  });

  test('an expiry is seen when Redis removes the key', async () => {
    const { read } = await rig.makeCache();
    const isHeld = async () => {
      await rig.change(() => redis.client.set('a', 'old', { expiration: { type: 'PX', value: 200 } }));
      await read('a');
      const { value, source } = await read('a');
      return value === 'old' && source === 'HIT';
    };
    await waitUntil(isHeld, { what: 'the cache to hold the key before it expires' });
    await waitUntil(async () => (await redis.client.dbSize()) === 0, { what: 'Redis to remove the key' });
    await rig.change(() => redis.client.ping());
    expect(await read('a')).toEqual({ value: null, source: 'MISS' });
  });

  test('a change over the tracked connection itself is seen', async () => {
    const { read, tracked } = await rig.makeCache();
    await read('a');
    await rig.change(() => tracked.redis.set('a', 'new'));
    expect(await read('a')).toEqual({ value: 'new', source: 'MISS' });
  });

  test('a change is seen in every cache, on the same connection and on others', async () => {
    const first = await rig.makeCache();
    const caches = [first, await rig.makeCache({ tracked: first.tracked }), await rig.makeCache()];
    const sources = async () => (await Promise.all(caches.map(({ read }) => read('a')))).map(({ source }) => source);
    await sources();
    expect(await sources()).toEqual(['HIT', 'HIT', 'HIT']);
    await rig.change(() => redis.client.set('a', 'new'));
    expect(await sources()).toEqual(['MISS', 'MISS', 'MISS']);
  });
});

describe('its bounds', () => {
  test('a copy counts as current for its time and no longer', async () => {
    const { read } = await rig.makeCache({ ttlMs: 50 });
    await read('a');
    await rig.resetStatistics();
    await waitUntil(async () => (await read('a')).source === 'MISS', { what: 'the time to be over' });
    expect(await rig.calls('get')).toBe(1);
  });

  test('the least recently read copy is evicted first', async () => {
    await redis.client.mSet({ a: '1', b: '1', c: '1', d: '1' });
    const { read } = await rig.makeCache({ entriesMax: 3 });
    const sourceOf = async (key: string): Promise<Source> => (await read(key)).source;
    for (const key of ['a', 'b', 'c', 'a', 'd']) await read(key);
    expect([await sourceOf('a'), await sourceOf('c'), await sourceOf('d')]).toEqual(['HIT', 'HIT', 'HIT']);
    expect(await sourceOf('b')).toBe('MISS');
    await rig.change(() => redis.client.mSet({ a: '2', b: '2', c: '2', d: '2' }));
    for (const key of ['d', 'b', 'c']) expect(await read(key)).toEqual({ value: '2', source: 'MISS' });
  });
});
