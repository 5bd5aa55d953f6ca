import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { connectTracked, type Tracked } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeSearchIndex, type SearchIndexOptions } from '../../services/warehouse/src/search-index.js';

const MANY = 5_000;
/** Others get a turn after so many. */
const READ_TOGETHER = 100;

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const opened: Tracked[] = [];
const errors: unknown[] = [];

beforeEach(() => redis.flush());
afterEach(async () => {
  for (const tracked of opened.splice(0)) tracked.close();
  errors.length = 0;
});

async function open(options: Partial<SearchIndexOptions> = {}) {
  const tracked = connectTracked({ url: redis.url, name: 'index', onError: () => {} });
  opened.push(tracked);
  await waitUntil(() => tracked.redis.isReady, { what: 'the connection' });
  const onError = (error: unknown) => errors.push(error);
  const index = makeSearchIndex({ tracked, keys, currency: 'USD', onError, ...options });
  return {
    tracked,
    read: index.read,
    async look() {
      const { value, source } = await index.read();
      return { source, ids: value.after('newest', undefined, 1_000_000).map(({ id }) => id) };
    },
  };
}

/** Past the services, as a script writes it. */
async function add(...ids: string[]): Promise<void> {
  const transaction = redis.client.multi();
  for (const id of ids) {
    transaction.hSet(keys.product(id), { id, name: `Rope ${id}`, price: '100', created_at: '1', updated_at: '1' });
    transaction.zAdd(keys.products, { score: 0, value: id });
  }
  await transaction.exec();
}

async function remove(...ids: string[]): Promise<void> {
  const transaction = redis.client.multi().del(ids.map(keys.product));
  await transaction.zRem(keys.products, ids).exec();
}

const newIds = (count: number) => Array.from({ length: count }, newId);

describe('the index of a search', () => {
  test('has every product, and from then on reads what changes and no more', async () => {
    const ids = newIds(250);
    await add(...ids);
    const { look } = await open();
    expect(await look()).toEqual({ source: 'MISS', ids: ids.toReversed() });
    expect((await look()).source).toBe('HIT');
    await redis.client.configResetStat();
    await redis.client.hSet(keys.product(ids[7] ?? ''), 'name', 'Lamp');
    expect((await look()).source).toBe('MISS');
    const statistics = await redis.client.info('commandstats');
    expect(statistics).toMatch(/cmdstat_hmget:calls=1,/);
    expect(statistics).not.toContain('cmdstat_zrange:');
  });

  test('has what was added and lacks what was removed, one by one or many at once', async () => {
    const ids = newIds(300);
    await add(...ids.slice(0, 100));
    const { look } = await open();
    await look();
    await add(...ids.slice(100, 101));
    expect((await look()).ids).toEqual(ids.slice(0, 101).toReversed());
    await add(...ids.slice(101));
    await remove(...ids.slice(0, 50));
    expect((await look()).ids).toEqual(ids.slice(50).toReversed());
    // As many as were removed, so that their number alone tells nothing.
    const older = ids.slice(0, 50);
    await Promise.all([remove(...ids.slice(250)), add(...older)]);
    expect((await look()).ids).toEqual(ids.slice(0, 250).toReversed());
  });

  test('has the newest up to its bound', async () => {
    const ids = newIds(20);
    await add(...ids.slice(0, 12));
    const { look } = await open({ productsMax: 10 });
    expect((await look()).ids).toEqual(ids.slice(2, 12).toReversed());
    await add(...ids.slice(12));
    expect((await look()).ids).toEqual(ids.slice(10).toReversed());
    await remove(ids[19] ?? '', ids[18] ?? '');
    expect((await look()).ids).toEqual(ids.slice(8, 18).toReversed());
  });

  test('misses no change that comes while it is read', async () => {
    const ids = newIds(500);
    await add(...ids);
    const { look, read } = await open();
    for (let round = 0; round < 20; round++) {
      const looking = Promise.all([look(), look()]);
      await redis.client.hSet(keys.product(ids[round] ?? ''), 'name', `Changed ${round}`);
      await remove(ids[499 - round] ?? '');
      await redis.client.ping();
      await looking;
      const { value } = await read();
      const texts = value.after('newest', undefined, 1_000).map(({ text }) => text);
      expect(texts).toHaveLength(499 - round);
      expect(texts.filter((text) => text.startsWith('CHANGED'))).toHaveLength(round + 1);
    }
  });

  test('is stale while Redis is away, and is read anew when it is back', async () => {
    const ids = newIds(3);
    await add(...ids);
    const { look, tracked } = await open();
    await look();
    await redis.server.kill('SIGKILL');
    await waitUntil(() => !tracked.redis.isReady, { what: 'the connection to be lost' });
    expect(await look()).toEqual({ source: 'STALE', ids: ids.toReversed() });
    await redis.server.restart();
    await waitUntil(() => tracked.redis.isReady && redis.client.isReady, { what: 'Redis to be back' });
    await add(...newIds(1));
    await waitUntil(async () => (await look()).source === 'HIT', { what: 'the index to be current' });
    expect((await look()).ids).toHaveLength(4);
  });

  test('cannot be read for the first time while Redis is away', async () => {
    const { read, tracked } = await open();
    await redis.server.kill('SIGKILL');
    await waitUntil(() => !tracked.redis.isReady, { what: 'the connection to be lost' });
    await expect(read()).rejects.toThrow();
    await redis.server.restart();
    await waitUntil(() => tracked.redis.isReady && redis.client.isReady, { what: 'Redis to be back' });
    expect((await read()).value.size()).toBe(0);
  });

  test('lacks a product that cannot be read, and says so', async () => {
    const [good = '', bad = ''] = newIds(2);
    await add(good, bad);
    await redis.client.hSet(keys.product(bad), 'price', 'much');
    const { look } = await open();
    expect((await look()).ids).toEqual([good]);
    expect(errors).toHaveLength(1);
  });

  test('of many products is read without holding up the process', async () => {
    for (let from = 0; from < MANY; from += 500) await add(...newIds(500));
    const { look } = await open();
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    count();
    expect((await look()).ids).toHaveLength(MANY);
    isDone = true;
    expect(turns).toBeGreaterThan(MANY / READ_TOGETHER);
  });
});
