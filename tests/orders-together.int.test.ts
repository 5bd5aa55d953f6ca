import { beforeEach, expect, test } from '@jest/globals';
import { makeKeys, newId, newTraceparent, rateSchema, type Keys } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import type { FindProduct } from '../services/store/src/catalogue.js';
import { makeOrders } from '../services/store/src/order-queries.js';
import { makePlaceOrder } from '../services/store/src/place-order.js';
import { makePriceOrder } from '../services/store/src/price-order.js';
import { logInTo } from './log-in-to.js';

/** Orders of one turn of the event loop share a call of the script, and nothing else. */

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const PARTITIONS = 3;
const findProduct: FindProduct = async () => ({ name: 'Lamp', price: 1_000, currency: 'USD' });
const priceOrder = makePriceOrder({ findProduct, feeRate: rateSchema.parse(0.2), currency: 'USD' });
const request = (quantity: number) => ({
  items: [{ product_id: newId(), quantity }],
  shipping_address: null,
  payment_method: 'pm',
});

beforeEach(() => redis.flush());

function placeIn(keys: Keys) {
  const orders = makeOrders(redis.client, keys);
  return makePlaceOrder({ redis: redis.client, keys, priceOrder, orders });
}

async function scriptsRunBy(work: () => Promise<unknown>): Promise<number> {
  await redis.client.configResetStat();
  await work();
  const stats = await redis.client.info('commandstats');
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

test('ten orders of one turn are ten orders, by one call; with partitions by one for each', async () => {
  for (const partitions of [1, PARTITIONS]) {
    await redis.flush();
    const keys = makeKeys(partitions);
    const placeOrder = placeIn(keys);
    const customers = await Promise.all(Array.from({ length: 10 }, () => logInTo(redis.client, keys, newId())));
    // The script is known to the server from here on.
    await Promise.all(customers.map((customer) => placeOrder(customer, request(1), newTraceparent())));
    const places = new Set(customers.map(({ userId }) => keys.of(userId).place));
    const calls = await scriptsRunBy(() =>
      Promise.all(customers.map((customer) => placeOrder(customer, request(2), newTraceparent()))),
    );
    expect([partitions, calls]).toEqual([partitions, places.size]);
    const counts = await Promise.all(
      keys.partitions.map(async ({ orders, orderPlaced }) => [
        await redis.client.zCard(orders),
        await redis.client.xLen(orderPlaced),
      ]),
    );
    const sum = (at: 0 | 1) => counts.reduce((all, count) => all + (count[at] ?? 0), 0);
    expect([sum(0), sum(1)]).toEqual([20, 20]);
  }
});

test('one that cannot be written takes no other along', async () => {
  const keys = makeKeys();
  const placeOrder = placeIn(keys);
  const [broken, out, good] = [
    await logInTo(redis.client, keys, newId()),
    await logInTo(redis.client, keys, newId()),
    await logInTo(redis.client, keys, newId()),
  ];
  await redis.client.set(keys.ordersOfCustomer(broken.userId), 'not an index');
  await redis.client.del(keys.session(out.sessionId));
  const results = await Promise.allSettled(
    [good, broken, out, good].map((customer) => placeOrder(customer, request(1), newTraceparent())),
  );
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value.outcome : 'rejected'))).toEqual([
    'placed',
    'rejected',
    'session-ended',
    'placed',
  ]);
  expect(await redis.client.zCard(keys.orders)).toBe(2);
  expect(await redis.client.xLen(keys.orderPlaced)).toBe(2);
});

test('the same key twice in one turn is one order, and for another request it is refused', async () => {
  const keys = makeKeys();
  const placeOrder = placeIn(keys);
  const customer = await logInTo(redis.client, keys, newId());
  const asked = request(1);
  const [first, again, other, free] = await Promise.all([
    placeOrder(customer, asked, newTraceparent(), 'key'),
    placeOrder(customer, asked, newTraceparent(), 'key'),
    placeOrder(customer, request(2), newTraceparent(), 'key'),
    placeOrder(customer, asked, newTraceparent()),
  ]);
  if (first.outcome !== 'placed' || again.outcome !== 'replayed') throw new Error(`${first.outcome}, ${again.outcome}`);
  expect(again.order).toEqual(first.order);
  expect([other.outcome, free.outcome]).toEqual(['conflict', 'placed']);
  expect(await redis.client.xLen(keys.orderPlaced)).toBe(2);
});
