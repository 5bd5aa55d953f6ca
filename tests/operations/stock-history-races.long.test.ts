import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeKeys, newId, stockHistorySchema } from '@stockade/contracts';
import { makeRedis, type Redis } from '@stockade/redis';
import { makeLogger } from '@stockade/service';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeStockHistory, STOCK_LOOK_INTERVAL_MS } from '../../services/operations/src/stock-history/stock-history.js';
import { makeStockRecorder } from '../../services/operations/src/stock-history/stock-recorder.js';
import { makeRedisUsers, urlFor } from '../redis-users/rights.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
beforeEach(() => redis.flush());

const keys = makeKeys();
/** More than are written at once. */
const PRODUCTS = 150;
const HOUR_MS = 60 * 60 * 1_000;
const START_MS = Math.floor(Date.now() / 1_000) * 1_000 - 7 * STOCK_LOOK_INTERVAL_MS;
const minute = (number: number) => START_MS + number * STOCK_LOOK_INTERVAL_MS;
const timeOf = (number: number) => new Date(minute(number)).toISOString();

const setStock = (id: string, available: number) =>
  redis.client.hSet(keys.stock(id), { available, reserved: 0, received: available });

async function addProducts(): Promise<string[]> {
  const ids = Array.from({ length: PRODUCTS }, () => newId());
  await redis.client.zAdd(
    keys.products,
    ids.map((value) => ({ score: 0, value })),
  );
  await Promise.all(ids.map((id) => setStock(id, 0)));
  return ids;
}

const look = (number: number, client: Redis = redis.client) => makeStockHistory(client, keys).look(minute(number));
const read = async (id: string) => stockHistorySchema.parse(await makeStockHistory(redis.client, keys).read(id));

/** The points of each product, but for the first of each. */
async function changesOf(ids: readonly string[]) {
  const histories = await Promise.all(ids.map(read));
  return histories.map(({ points }) =>
    points.slice(1).map(({ at, unchanged_until, available }) => [at, unchanged_until, available]),
  );
}

/** The connection of a process to which something happens before it writes its first, second, … part. */
function before(part: number, happens: () => Promise<unknown>): Redis {
  let parts = 0;
  return new Proxy(redis.client, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target);
      if (name !== 'evalSha' || typeof found !== 'function') return found;
      return async (...args: unknown[]) => {
        if (++parts === part) await happens();
        return Reflect.apply(found, target, args);
      };
    },
  });
}
const dies = () => Promise.reject(new Error('killed'));

describe('the stock of many products over time', () => {
  test('tells of no look that was not written to its end: the next one says when each was looked at', async () => {
    const ids = await addProducts();
    await look(0);
    await Promise.all(ids.map((id) => setStock(id, 1)));
    await expect(look(1, before(2, dies))).rejects.toThrow('killed');
    const written = (await changesOf(ids)).flatMap((changes, i) => (changes.length === 1 ? [ids[i] ?? ''] : []));
    const rest = ids.filter((id) => !written.includes(id));
    expect([written.length, rest.length]).toEqual([100, 50]);
    expect((await read(ids[0] ?? '')).looked_at).toBe(timeOf(0));

    await Promise.all(ids.map((id) => setStock(id, 2)));
    await look(2);
    expect(new Set((await changesOf(rest)).map(String))).toEqual(new Set([`${timeOf(2)},${timeOf(0)},2`]));
    expect(new Set((await changesOf(written)).map(String))).toEqual(
      new Set([`${timeOf(1)},${timeOf(0)},1,${timeOf(2)},${timeOf(1)},2`]),
    );
    expect((await read(ids[0] ?? '')).looked_at).toBe(timeOf(2));
  });

  test('has each change once when two look at the same time, though one of them dies in between', async () => {
    const ids = await addProducts();
    await look(0);
    await Promise.all(ids.map((id) => setStock(id, 1)));
    const other = () => look(1, before(2, dies)).catch(() => 'killed');
    await look(1, before(1, other));
    await look(2);
    expect(new Set((await changesOf(ids)).map(({ length }) => length))).toEqual(new Set([1]));
  });

  test('was never unchanged until later than it was looked at, though the clock of Redis went back', async () => {
    const ids = await addProducts();
    await look(5);
    await Promise.all(ids.map((id) => setStock(id, 1)));
    await look(2);
    const { points } = await read(ids[0] ?? '');
    expect(points.map(({ at, unchanged_until }) => (unchanged_until ?? at) <= at)).toEqual([true, true]);
  });
});

test('processes look by the clock of Redis, as its user of the service, whatever their own clocks say', async () => {
  await makeRedisUsers(redis.client);
  const ofService = makeRedis({ url: urlFor('operations', redis.url), name: 'test', onError: () => {} });
  await ofService.connect();
  await addProducts();
  const history = makeStockHistory(ofService, keys);
  const recorder = makeStockRecorder({ redis: ofService, history, logger: makeLogger('test', 'silent') });
  const now = Date.now.bind(Date);
  try {
    jest.spyOn(Date, 'now').mockImplementation(() => now() - HOUR_MS);
    recorder.start();
    const isLooked = async () => redis.client.get(keys.opsStockLooked);
    const looked = await waitUntil(isLooked, { what: 'the first look' });
    const [seconds] = await redis.client.time();
    expect(Math.abs(Number(seconds) - Number(looked))).toBeLessThan(STOCK_LOOK_INTERVAL_MS / 1_000);
    expect(await redis.client.aclLog()).toEqual([]);
  } finally {
    jest.restoreAllMocks();
    await recorder.stop();
    ofService.destroy();
  }
});
