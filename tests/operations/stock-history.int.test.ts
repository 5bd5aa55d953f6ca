import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId, stockHistorySchema, type StockHistory as StockHistoryView } from '@stockade/contracts';
import { makeRedis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import {
  makeStockHistory,
  STOCK_LOOK_INTERVAL_MS,
  STOCK_POINTS_MAX,
  STOCK_PRODUCTS_MAX,
} from '../../services/operations/src/stock-history/stock-history.js';
import { makeRedisUsers, urlFor } from '../redis-users/rights.js';
import { openPartitionedShop, keys as partitioned, one } from './partitioned-shop.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
beforeEach(() => redis.flush());

const START_MS = Math.floor(Date.now() / 1_000) * 1_000 - 7 * STOCK_LOOK_INTERVAL_MS;
const minute = (number: number) => START_MS + number * STOCK_LOOK_INTERVAL_MS;
const timeOf = (number: number) => new Date(minute(number)).toISOString();

async function addProduct(available: number): Promise<string> {
  const id = newId();
  await redis.client.zAdd(keys.products, { score: 0, value: id });
  await setStock(id, available, 0);
  return id;
}

const setStock = (id: string, available: number, reserved: number) =>
  redis.client.hSet(keys.stock(id), { available, reserved, received: available + reserved });

async function read(id: string): Promise<StockHistoryView> {
  return stockHistorySchema.parse(await makeStockHistory(redis.client, keys).read(id));
}

const piecesOf = ({ points }: StockHistoryView) => points.map(({ available, reserved }) => [available, reserved]);

const keys = makeKeys();

describe('the stock of a product over time', () => {
  test('is kept at each look that found it changed, whichever process looks', async () => {
    const id = await addProduct(5);
    expect(await read(id)).toMatchObject({ followed: true, looked_at: null, points: [] });
    // Each time by another process.
    const look = (number: number) => makeStockHistory(redis.client, keys).look(minute(number));
    await look(0);
    await look(1);
    await setStock(id, 3, 2);
    await look(2);
    await look(3);
    await setStock(id, 13, 2);
    await look(5);
    expect(await read(id)).toEqual({
      product_id: id,
      followed: true,
      products_max: STOCK_PRODUCTS_MAX,
      points_max: STOCK_POINTS_MAX,
      looked_at: timeOf(5),
      points: [
        { at: timeOf(0), unchanged_until: null, available: 5, reserved: 0, received: 5 },
        { at: timeOf(2), unchanged_until: timeOf(1), available: 3, reserved: 2, received: 5 },
        // Nobody looked in the minute between.
        { at: timeOf(5), unchanged_until: timeOf(3), available: 13, reserved: 2, received: 15 },
      ],
    });
  });

  test('is looked at once a minute, however many processes there are', async () => {
    const id = await addProduct(5);
    const processes = Array.from({ length: 4 }, () => makeStockHistory(redis.client, keys));
    for (let number = 0; number < 3; number++) {
      await setStock(id, number, number);
      await Promise.all(processes.map((history, i) => history.look(minute(number) + i)));
    }
    expect(piecesOf(await read(id))).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });

  test('is not written by a process that stood still while another one looked', async () => {
    const id = await addProduct(5);
    const stuck = new Proxy(redis.client, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name, target);
        if (name !== 'evalSha' || typeof found !== 'function') return found;
        return async (...args: unknown[]) => {
          await setStock(id, 1, 4);
          await makeStockHistory(redis.client, keys).look(minute(2));
          return Reflect.apply(found, target, args);
        };
      },
    });
    await makeStockHistory(stuck, keys).look(minute(1));
    expect(piecesOf(await read(id))).toEqual([[1, 4]]);
  });

  test('has a bound: the oldest points go', async () => {
    const id = await addProduct(0);
    const history = makeStockHistory(redis.client, keys);
    await history.look(minute(0));
    const [point = ''] = await redis.client.lRange(keys.opsStockHistory(id), 0, -1);
    await redis.client.rPush(
      keys.opsStockHistory(id),
      Array.from({ length: STOCK_POINTS_MAX - 2 }, () => point),
    );
    for (let number = 1; number <= 3; number++) {
      await setStock(id, number, 0);
      await history.look(minute(number));
    }
    const { points } = await read(id);
    expect(points).toHaveLength(STOCK_POINTS_MAX);
    expect(points.slice(-4).map(({ available }) => available)).toEqual([0, 1, 2, 3]);
    expect(await redis.client.memoryUsage(keys.opsStockHistory(id))).toBeLessThan(64_000);
  });

  test('is that of the newest products; what is deleted or too old is forgotten', async () => {
    const [oldest, second] = [await addProduct(1), await addProduct(2)];
    const history = makeStockHistory(redis.client, keys);
    await history.look(minute(0));
    await Promise.all(Array.from({ length: STOCK_PRODUCTS_MAX - 1 }, () => addProduct(9)));
    await history.look(minute(1));
    expect(await read(oldest)).toMatchObject({ followed: false, points: [] });
    expect(piecesOf(await read(second))).toEqual([[2, 0]]);
    expect(await redis.client.hLen(keys.opsStockLast)).toBe(STOCK_PRODUCTS_MAX);
    await redis.client.zRem(keys.products, second);
    await history.look(minute(2));
    expect(await history.read(second)).toBeNull();
    expect(await redis.client.exists(keys.opsStockHistory(second))).toBe(0);
    // The oldest is among the newest again.
    expect(piecesOf(await read(oldest))).toEqual([[1, 0]]);
  });

  test('leaves out a product whose stock cannot be read, and no other', async () => {
    const [broken, whole] = [await addProduct(1), await addProduct(2)];
    await redis.client.hSet(keys.stock(broken), 'available', 'many');
    await makeStockHistory(redis.client, keys).look(minute(0));
    expect(piecesOf(await read(broken))).toEqual([]);
    expect(piecesOf(await read(whole))).toEqual([[2, 0]]);
  });
});

test('the Redis user of the service may do all that it takes', async () => {
  await makeRedisUsers(redis.client);
  const ofService = makeRedis({ url: urlFor('operations', redis.url), name: 'test', onError: () => {} });
  await ofService.connect();
  const history = makeStockHistory(ofService, keys);
  const [kept, deleted] = [await addProduct(5), await addProduct(6)];
  await history.look(minute(0));
  await setStock(kept, 3, 2);
  await redis.client.rPush(
    keys.opsStockHistory(kept),
    Array.from({ length: STOCK_POINTS_MAX }, () => ''),
  );
  await redis.client.zRem(keys.products, deleted);
  await history.look(minute(1));
  expect((await history.read(kept))?.points).toMatchObject([{ available: 3 }]);
  expect(await redis.client.exists(keys.opsStockHistory(deleted))).toBe(0);
  expect(await redis.client.aclLog()).toEqual([]);
  ofService.destroy();
});

test('in a shop of several partitions the pieces of all places count, also those on their way', async () => {
  const product = await openPartitionedShop(redis.client);
  const history = makeStockHistory(redis.client, partitioned);
  await history.look(minute(0));
  const [first] = (await history.read(product))?.points ?? [];
  // 25 of them are on their way to partition 1, where they arrive.
  await redis.client.hSet(one.stockTransfers(product), 'seen:depot', 7);
  for (const field of ['available', 'received']) await redis.client.hIncrBy(one.stock(product), field, 25);
  await history.look(minute(1));
  expect((await history.read(product))?.points).toHaveLength(1);
  await redis.client.hIncrBy(one.stock(product), 'available', -4);
  await redis.client.hIncrBy(one.stock(product), 'reserved', 4);
  await history.look(minute(2));
  const [, second] = (await history.read(product))?.points ?? [];
  expect(second).toMatchObject({
    available: (first?.available ?? 0) - 4,
    reserved: (first?.reserved ?? 0) + 4,
    received: first?.received,
  });
  const kept = await redis.client.keys('*ops-stock-history:*');
  expect(kept.every((key) => key.startsWith('{0}:'))).toBe(true);
});
