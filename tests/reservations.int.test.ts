import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeOnOrderCompleted } from '../services/warehouse/src/on-order-completed.js';
import { makeReservations } from '../services/warehouse/src/reservations.js';
import { deliverCompleted } from './emit.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const admin = { userId: newId(), sessionId: newId(), role: 'admin' as const };
const find = async (orderId: string) => (await makeReservations(redis.client, keys).findSome(admin, [orderId]))[0];

/** The place of that index among the arguments of reserve-stock.lua, of orders of one line. */
const STOCK_OF_SECOND_ORDER = 31;

interface EvalOptions {
  keys?: string[];
  arguments?: string[];
}

beforeEach(() => redis.flush());

/** Has the warehouse decide orders of one product in one batch, and returns their ids. */
async function decide(productId: string, ...quantities: number[]): Promise<string[]> {
  return decideOn(redis.client, productId, ...quantities);
}

async function decideOn(warehouse: Redis, productId: string, ...quantities: number[]): Promise<string[]> {
  const deliveries = [];
  for (const quantity of quantities)
    deliveries.push(await deliverCompleted(redis.client, newId(), productId, quantity));
  await makeOnOrderCompleted(warehouse, keys, keys, null).handle(deliveries, new AbortController().signal);
  return deliveries.map(({ event }) => event.data.order_id);
}

describe('a reservation', () => {
  test('that was rejected keeps how many there were when it was decided', async () => {
    const product_id = newId();
    await redis.client.hSet(keys.stock(product_id), { available: '5', reserved: '0', received: '5' });
    // The first takes three of the five, in the same batch.
    const [reserved = '', rejected = ''] = await decide(product_id, 3, 4);
    expect(await find(reserved)).toMatchObject({ lines: [{ product_id, quantity: 3, available: null }] });
    await redis.client.hSet(keys.stock(product_id), { available: '100', received: '103' });
    expect(await find(rejected)).toMatchObject({ lines: [{ product_id, quantity: 4, available: 2 }] });
  });

  test('takes pieces once from a stock whose key is passed twice', async () => {
    const product_id = newId();
    await redis.client.hSet(keys.stock(product_id), { available: '5', reserved: '0', received: '5' });
    await decide(newId(), 1);
    const evalSha = (digest: string, { keys: passed = [], arguments: args = [] }: EvalOptions) =>
      redis.client.evalSha(digest, {
        keys: [...passed, keys.stock(product_id)],
        arguments: args.with(STOCK_OF_SECOND_ORDER, String(passed.length + 1)),
      });
    const [, second = ''] = await decideOn(
      Object.create(redis.client, { evalSha: { value: evalSha } }),
      product_id,
      3,
      3,
    );
    expect(await find(second)).toMatchObject({ outcome: 'rejected', lines: [{ available: 2 }] });
    expect(await redis.client.hGetAll(keys.stock(product_id))).toMatchObject({ available: '2', reserved: '3' });
  });

  test('of a product that is not there says that there were none', async () => {
    const [orderId = ''] = await decide(newId(), 1);
    expect(await find(orderId)).toMatchObject({ outcome: 'rejected', lines: [{ available: 0 }] });
  });

  test('that was reserved is kept in the same bytes as before', async () => {
    const product_id = newId();
    await redis.client.hSet(keys.stock(product_id), { available: '5', reserved: '0', received: '5' });
    const [orderId = ''] = await decide(product_id, 3);
    const { lines = '' } = await redis.client.hGetAll(keys.reservation(orderId));
    expect(JSON.parse(lines)).toEqual([{ product_id, quantity: 3 }]);
    expect(lines).toHaveLength(JSON.stringify([{ product_id, quantity: 3 }]).length);
  });

  test('that an older release rejected does not know how many there were', async () => {
    const [orderId = ''] = await decide(newId(), 1);
    const line = { product_id: newId(), quantity: 1 };
    await redis.client.hSet(keys.reservation(orderId), 'lines', JSON.stringify([line]));
    expect(await find(orderId)).toMatchObject({ lines: [{ ...line, available: null }] });
  });

  test('is found with others, in the sequence that was asked for; what is undecided or not yours is missing', async () => {
    const product_id = newId();
    await redis.client.hSet(keys.stock(product_id), { available: '5', reserved: '0', received: '5' });
    const [first = '', second = ''] = await decide(product_id, 1, 9);
    const findSome = makeReservations(redis.client, keys).findSome;
    expect(await findSome(admin, [second, newId(), first])).toMatchObject([
      { order_id: second, outcome: 'rejected' },
      { order_id: first, outcome: 'reserved' },
    ]);
    expect(await findSome({ ...admin, userId: newId(), role: 'customer' }, [first, second])).toEqual([]);
  });
});
