import { readFileSync } from 'node:fs';
import { keepTraceparent, makeKeys, newId, rateSchema } from '@stockade/contracts';
import { makeSimulatedGateway, TEST_CARDS } from '@stockade/payment';
import { NO_CONFIRMATION, type Redis } from '@stockade/redis';
import { makeOrders } from '../services/store/src/order-queries.js';
import { makeProducts } from '../services/warehouse/src/product-changes.js';
import { makeOnRefundInitiated } from '../services/refund/src/on-refund-initiated.js';
import { makePriceReader } from '../services/store/src/catalogue.js';
import { makeOnOrderPlaced } from '../services/store/src/on-order-placed.js';
import { makePlaceOrder } from '../services/store/src/place-order.js';
import { makePriceOrder } from '../services/store/src/price-order.js';
import { makeOnOrderCompleted } from '../services/warehouse/src/on-order-completed.js';
import { deliverCompleted, deliverPlaced, deliverRefund, ORDER_TOTAL_MINOR } from './emit.js';
import { logInTo } from './log-in-to.js';
import { REPEATABLE_SCRIPTS, type Prepare } from './repeatable-scripts.js';

export type { Prepare };

/** Each script that changes the state of the shop, called as its service calls it. */

const keys = makeKeys();
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const { signal } = new AbortController();
const once = { userId: newId(), key: 'key' };
const product = { name: 'Lamp', description: '', category: 'Light', price: 1_000, stock_quantity: 5 };

export async function pendingOrder(client: Redis): Promise<string> {
  const orderId = newId();
  const trace = `${keepTraceparent(TRACEPARENT)}${Date.now()}-0`;
  await client.hSet(keys.order(orderId), { status: 'pending', created_at: Date.now(), trace });
  return orderId;
}

const newIds = (count: number) => Array.from({ length: count }, newId);

async function inTurn<Item, Value>(items: readonly Item[], make: (item: Item) => Promise<Value>): Promise<Value[]> {
  const made: Value[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}

const pay =
  (paymentMethod: string): Prepare =>
  async (client, spied) => {
    const delivery = await deliverPlaced(client, await pendingOrder(client), paymentMethod);
    const gateway = makeSimulatedGateway({ redis: client, keys });
    return async () =>
      makeOnOrderPlaced({ redis: spied, keys, partition: keys, confirmation: NO_CONFIRMATION, gateway }).handle(
        delivery,
        signal,
      );
  };

async function addProduct(client: Redis): Promise<string> {
  const created = await makeProducts(client, keys, 'USD').create(product);
  if (created.outcome === 'conflict') throw new Error('no key was given');
  return created.product.id;
}

const reserve =
  (...quantities: number[]): Prepare =>
  async (client, spied) => {
    const deliverOne = async (quantity: number) =>
      deliverCompleted(client, newId(), await addProduct(client), quantity);
    const deliveries = await inTurn(quantities, deliverOne);
    return async () => makeOnOrderCompleted(spied, keys, keys, null).handle(deliveries, signal);
  };

/** Orders of so many customers, each under an idempotency key. */
const place =
  (count: number): Prepare =>
  async (client, spied) => {
    const productId = await addProduct(client);
    const feeRate = rateSchema.parse(0.2);
    const placeOrder = makePlaceOrder({
      redis: spied,
      keys,
      priceOrder: makePriceOrder({ findProduct: async () => found, feeRate, currency: 'USD' }),
      orders: makeOrders(client, keys),
    });
    const found = await makePriceReader(client, keys)(productId);
    const items = [{ product_id: productId, quantity: 1 }];
    const request = { items, shipping_address: null, payment_method: 'pm' };
    const customers = await inTurn(newIds(count), (userId) => logInTo(client, keys, userId));
    return () => Promise.all(customers.map((customer) => placeOrder(customer, request, TRACEPARENT, 'key')));
  };

const complete =
  (count: number): Prepare =>
  async (client, spied) => {
    const deliverOne = async () => deliverPlaced(client, await pendingOrder(client));
    const deliveries = await inTurn(newIds(count), deliverOne);
    // Answers at once, so that all are completed by one call.
    const gateway = { charge: async () => 'approved' as const, refund: async () => 0 };
    const dependencies = { redis: spied, keys, partition: keys, confirmation: NO_CONFIRMATION, gateway };
    const { handle } = makeOnOrderPlaced(dependencies);
    return () => Promise.all(deliveries.map((delivery) => handle(delivery, signal)));
  };

const settle =
  (count: number): Prepare =>
  async (client, spied) => {
    const gateway = makeSimulatedGateway({ redis: client, keys });
    const deliveries = await inTurn(newIds(count), async (orderId) => {
      const trace = `${keepTraceparent(TRACEPARENT)}${Date.now()}-0c1-0`;
      await client.hSet(keys.order(orderId), { status: 'completed', completed_at: Date.now(), trace });
      await gateway.charge({ orderId, amount: ORDER_TOTAL_MINOR, currency: 'USD', paymentMethod: 'pm' }, signal);
      return deliverRefund(client, orderId);
    });
    const dependencies = { redis: spied, keys, partition: keys, confirmation: NO_CONFIRMATION, gateway };
    return async () => makeOnRefundInitiated(dependencies).handle(deliveries, signal);
  };

/** By service, or package, and script, and after a comma what the script is to do. */
export const SCRIPTS: Record<string, Prepare> = {
  'store/place-order': place(1),
  'store/place-order, two at once': place(2),
  'store/complete-order': pay('pm_card_visa'),
  'store/complete-order, two at once': complete(2),
  'store/fail-order': pay(TEST_CARDS.declined.payment_method),
  'store/cancel-order': async (client, spied) => {
    const orderId = await pendingOrder(client);
    return () => makeOrders(spied, keys).cancel(orderId);
  },
  'warehouse/reserve-stock, in stock': reserve(1),
  'warehouse/reserve-stock, short': reserve(9),
  'warehouse/reserve-stock, two at once': reserve(1, 9),
  'refund/settle-refund': settle(1),
  'refund/settle-refund, two at once': settle(2),
  'warehouse/create-product': async (_, spied) => () => makeProducts(spied, keys, 'USD').create(product, once),
  'warehouse/update-product': async (client, spied) => {
    const productId = await addProduct(client);
    return () => makeProducts(spied, keys, 'USD').update(productId, { name: 'New', stock_quantity: 7 }, once);
  },
  'warehouse/update-product, a field taken away': async (client, spied) => {
    const productId = await addProduct(client);
    return () => makeProducts(spied, keys, 'USD').update(productId, { category: '', image_url: '/lamp.svg' }, once);
  },
  'warehouse/delete-product': async (client, spied) => {
    const productId = await addProduct(client);
    return () => makeProducts(spied, keys, 'USD').remove(productId);
  },
  ...REPEATABLE_SCRIPTS,
};

export function sourceOf(name: string): string {
  const [owner, script] = name.split(',')[0]?.split('/') ?? [];
  const folder = owner === 'redis' ? 'packages' : 'services';
  return readFileSync(new URL(`../${folder}/${owner}/src/lua/${script}.lua`, import.meta.url), 'utf8');
}

/** The commands that stand in the script, in lower case. */
export function commandsOf(name: string): string[] {
  const calls = sourceOf(name).matchAll(/redis\.call\('([A-Z]+)'/g);
  return [...new Set([...calls].map(([, command = '']) => command.toLowerCase()))];
}
