import { readFileSync } from 'node:fs';
import { makeKeys, newId, rateSchema } from '@stockade/contracts';
import { DECLINED_METHOD, makeSimulatedGateway } from '@stockade/payment';
import type { Redis } from '@stockade/redis';
import { makeOnRefundInitiated } from '../services/refund/src/on-refund-initiated.js';
import { makePriceReader } from '../services/store/src/catalogue.js';
import { makeOnOrderPlaced } from '../services/store/src/on-order-placed.js';
import { makeOrders } from '../services/store/src/orders.js';
import { makePlaceOrder } from '../services/store/src/place-order.js';
import { makeOnOrderCompleted } from '../services/warehouse/src/on-order-completed.js';
import { makeProducts } from '../services/warehouse/src/products.js';
import { deliverCompleted, deliverPlaced, deliverRefund, ORDER_TOTAL_MINOR } from './emit.js';
import { logInTo } from './log-in-to.js';

/** Each script that changes the state of the shop, called as its service calls it; and what Redis holds then. */

const keys = makeKeys();
const { signal } = new AbortController();
const product = { name: 'Lamp', description: '', price: 1_000, stock_quantity: 5 };

/** Prepares what a script needs and answers the call that is to fail. */
export type Prepare = (client: Redis, spied: Redis) => Promise<() => Promise<unknown>>;

export async function pendingOrder(client: Redis): Promise<string> {
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
    const created = await makeProducts(client, keys).create(product);
    const delivery = await deliverCompleted(client, newId(), created?.id ?? '', quantity);
    return async () => makeOnOrderCompleted(spied, keys).handle([delivery], signal);
  };

/** By service and script, and after a comma what the script is to do. */
export const SCRIPTS: Record<string, Prepare> = {
  'store/place-order': async (client, spied) => {
    const created = await makeProducts(client, keys).create(product);
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
  'warehouse/create-product': async (_, spied) => () => makeProducts(spied, keys).create(product),
  'warehouse/update-product': async (client, spied) => {
    const created = await makeProducts(client, keys).create(product);
    return () => makeProducts(spied, keys).update(created?.id ?? '', { name: 'New', stock_quantity: 7 });
  },
  'warehouse/delete-product': async (client, spied) => {
    const created = await makeProducts(client, keys).create(product);
    return () => makeProducts(spied, keys).remove(created?.id ?? '');
  },
};
const CUSTOMER = newId();

export function sourceOf(name: string): string {
  const [service, script] = name.split(',')[0]?.split('/') ?? [];
  return readFileSync(new URL(`../services/${service}/src/lua/${script}.lua`, import.meta.url), 'utf8');
}

export async function snapshot(client: Redis): Promise<Record<string, string>> {
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
      return Object.entries(await client.hGetAll(key)).toSorted();
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
