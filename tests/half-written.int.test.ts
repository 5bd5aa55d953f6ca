import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { makeKeys, newId, rateSchema } from '@stockade/contracts';
import { DECLINED_METHOD, makeSimulatedGateway } from '@stockade/payment';
import type { Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeOnRefundInitiated } from '../services/refund/src/on-refund-initiated.js';
import { makePriceReader } from '../services/store/src/catalogue.js';
import { makeOnOrderPlaced } from '../services/store/src/on-order-placed.js';
import { makeOrders } from '../services/store/src/orders.js';
import { makePlaceOrder } from '../services/store/src/place-order.js';
import { makeOnOrderCompleted } from '../services/warehouse/src/on-order-completed.js';
import { makeProducts } from '../services/warehouse/src/products.js';
import { logInTo } from './log-in-to.js';
import { deliverCompleted, deliverPlaced, deliverRefund, ORDER_TOTAL_MINOR } from './emit.js';

/**
 * A script is isolated, not rolled back: when a command in it fails, what it wrote before stays. So each script must
 * meet every possible failure before its first write. Here each of its keys in turn holds something of another type,
 * which makes the commands on that key fail.
 */

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const { signal } = new AbortController();
const product = { name: 'Lamp', description: '', price: 1_000, stock_quantity: 5 };

/** Prepares what a script needs and answers the call that is to fail. */
type Prepare = (client: Redis, spied: Redis) => Promise<() => Promise<unknown>>;

async function pendingOrder(client: Redis): Promise<string> {
  const orderId = newId();
  await client.hSet(keys.order(orderId), { status: 'pending', total: String(ORDER_TOTAL_MINOR) });
  return orderId;
}

const pay =
  (paymentMethod: string): Prepare =>
  async (client, spied) => {
    const delivery = await deliverPlaced(client, await pendingOrder(client), paymentMethod);
    const gateway = makeSimulatedGateway({ redis: client, keys });
    return async () => makeOnOrderPlaced({ redis: spied, keys, gateway }).handle(delivery, signal);
  };

const reserve =
  (quantity: number): Prepare =>
  async (client, spied) => {
    const created = await makeProducts(client, keys, 'USD').create(product);
    const delivery = await deliverCompleted(client, newId(), created?.id ?? '', quantity);
    return async () => makeOnOrderCompleted(spied, keys).handle([delivery], signal);
  };

/** By service and script, and after a comma what the script is to do. */
const SCRIPTS: Record<string, Prepare> = {
  'store/place-order': async (client, spied) => {
    const created = await makeProducts(client, keys, 'USD').create(product);
    const feeRate = rateSchema.parse(0.2);
    const placeOrder = makePlaceOrder({
      redis: spied,
      keys,
      findProduct: makePriceReader(client, keys),
      orders: makeOrders(client, keys),
      feeRate,
      currency: 'USD',
    });
    const items = [{ product_id: created?.id ?? '', quantity: 1 }];
    const request = { items, shipping_address: null, payment_method: 'pm' };
    const principal = await logInTo(client, keys, CUSTOMER);
    return () => placeOrder(principal, request, 'key');
  },
  'store/complete-order': pay('pm_card_visa'),
  'store/fail-order': pay(DECLINED_METHOD),
  'store/cancel-order': async (client, spied) => {
    const orderId = await pendingOrder(client);
    return () => makeOrders(spied, keys).cancel(orderId);
  },
  'warehouse/reserve-stock, in stock': reserve(1),
  'warehouse/reserve-stock, short': reserve(9),
  'refund/settle-refund': async (client, spied) => {
    const orderId = newId();
    await client.hSet(keys.order(orderId), { status: 'completed' });
    const gateway = makeSimulatedGateway({ redis: client, keys });
    await gateway.charge({ orderId, amount: ORDER_TOTAL_MINOR, currency: 'USD', paymentMethod: 'pm' }, signal);
    const delivery = await deliverRefund(client, orderId);
    return async () => makeOnRefundInitiated({ redis: spied, keys, gateway }).handle([delivery], signal);
  },
  'warehouse/create-product': async (_, spied) => () => makeProducts(spied, keys, 'USD').create(product),
  'warehouse/update-product': async (client, spied) => {
    const created = await makeProducts(client, keys, 'USD').create(product);
    return () => makeProducts(spied, keys, 'USD').update(created?.id ?? '', { name: 'New', stock_quantity: 7 });
  },
  'warehouse/delete-product': async (client, spied) => {
    const created = await makeProducts(client, keys, 'USD').create(product);
    return () => makeProducts(spied, keys, 'USD').remove(created?.id ?? '');
  },
};
const CUSTOMER = newId();

describe.each(Object.entries(SCRIPTS))('%s', (name, prepare) => {
  test('writes nothing when any one of its keys cannot be used', async () => {
    const digest = digestOf(name);
    let keysSeen = 1;
    let failures = 0;
    for (let broken = 0; broken < keysSeen; broken++) {
      await redis.flush();
      const spy = breakKey(redis.client, digest, broken);
      const call = await prepare(redis.client, spy.client);
      const failed = await call().then(
        () => false,
        () => true,
      );
      keysSeen = spy.keysSeen();
      failures += Number(failed);
      if (failed) expect(await snapshot(redis.client)).toEqual(spy.before());
    }
    expect(keysSeen).toBeGreaterThan(0);
    // What a script merely deletes may hold anything.
    expect(failures).toBeGreaterThanOrEqual(1);
  });
});

test('of several orders that are paid at once, one that cannot be completed takes no other along', async () => {
  const gateway = makeSimulatedGateway({ redis: redis.client, keys });
  const { handle } = makeOnOrderPlaced({ redis: redis.client, keys, gateway });
  const good = await pendingOrder(redis.client);
  const broken = await pendingOrder(redis.client);
  const deliveries = [await deliverPlaced(redis.client, broken), await deliverPlaced(redis.client, good)];
  await redis.client.set(keys.order(broken), 'not an order');

  const outcomes = await Promise.allSettled(deliveries.map((delivery) => handle(delivery, signal)));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(await redis.client.hGet(keys.order(good), 'status')).toBe('completed');
  expect(await redis.client.xLen(keys.orderCompleted)).toBe(1);
  expect((await redis.client.xPending(keys.orderPlaced, 'store')).pending).toBe(1);
});

/** What Redis calls the script. */
function digestOf(name: string): string {
  const [service, script] = name.split(',')[0]?.split('/') ?? [];
  const file = new URL(`../services/${service}/src/lua/${script}.lua`, import.meta.url);
  return createHash('sha1').update(readFileSync(file)).digest('hex');
}

/** A client that, just before that script runs, puts a value of another type under one of its keys. */
function breakKey(client: Redis, script: string, broken: number) {
  let scriptKeys: readonly string[] = [];
  let before: unknown;
  const evalSha: Redis['evalSha'] = async (digest, options) => {
    if (digest !== script) return client.evalSha(digest, options);
    scriptKeys = options?.keys?.map(String) ?? [];
    const key = scriptKeys[broken] ?? '';
    const type = await client.type(key);
    await client.del(key);
    if (type === 'string') await client.hSet(key, 'not', 'this');
    else await client.set(key, 'not this');
    before = await snapshot(client);
    return client.evalSha(digest, options);
  };
  const evaluate: Redis['eval'] = (source, options) => client.eval(source, options);
  const spied = Object.create(client, { evalSha: { value: evalSha }, eval: { value: evaluate } });
  return { client: spied, keysSeen: () => scriptKeys.length, before: () => before };
}

async function snapshot(client: Redis): Promise<Record<string, string>> {
  const names = await client.keys('*');
  const dumps = await Promise.all(
    names.map(async (name) => [
      name,
      await client.sendCommand(['OBJECT', 'ENCODING', name]),
      await describeKey(client, name),
    ]),
  );
  return Object.fromEntries(
    dumps.map(([name, encoding, value]) => [name, `${String(encoding)} ${JSON.stringify(value)}`]),
  );
}

async function describeKey(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'hash':
      return client.hGetAll(key);
    case 'zset':
      return client.zRangeWithScores(key, 0, -1);
    case 'stream': {
      const groups = await client.xInfoGroups(key);
      return {
        entries: await client.xRange(key, '-', '+'),
        pending: groups.map(({ name, pending }) => [name, pending]),
      };
    }
    default:
      return client.get(key);
  }
}
