import { describe, expect, test } from '@jest/globals';
import { makeKeys, newId, type OrderView, type ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { useServices } from '../shop.js';
import { expectTold, told, useFollowers } from './followers.js';

const BURST = 200;
const BETWEEN_EVENTS_MS = 100;

const { redis, admin, customer, warehouse } = useServices();
const { follow, following } = useFollowers(() => warehouse('/products/events'));
const keys = makeKeys();

const newProduct = (fields: object = {}) =>
  admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7, ...fields });
const changeOf = ({ id, stock_quantity, price, currency, updated_at }: ProductView) => ({
  event: 'product',
  id,
  stock_quantity,
  price,
  currency,
  updated_at,
});

describe('a client that follows products', () => {
  test('is told of a price and a stock that are set, and of a product that is removed', async () => {
    const product = await newProduct();
    const client = await following(product.id);
    const dearer = await admin.request<ProductView>('PATCH', warehouse(`/products/${product.id}`), { price: 2.5 });
    await expectTold(client, { price: 2.5 });
    const more = await admin.setStock(product.id, 9);
    await expectTold(client, { stock_quantity: 9 });
    await admin.request('DELETE', warehouse(`/products/${product.id}`));
    await expectTold(client, { event: 'removed' });
    expect(told(client)).toEqual([changeOf(dearer.body), changeOf(more), { event: 'removed', id: product.id }]);
    const [, first] = client.events;
    expect(first?.id).toMatch(new RegExp(`^${product.id}\\.\\d{13}$`));
  });

  test('is told of what an order takes, and of nothing when the order is short', async () => {
    const product = await newProduct();
    const client = await following(product.id);
    const order = async (quantity: number, status: OrderView['status']) => {
      const { order_id } = await customer.placeOrder({ product_id: product.id, quantity });
      await customer.orderBecomes(order_id, status);
    };
    await order(8, 'refunded');
    await order(3, 'completed');
    await expectTold(client, { stock_quantity: 4 });
    expect(told(client)).toEqual([changeOf({ ...product, stock_quantity: 4 })]);
  });

  test('is told of these alone, also of one that is not there yet', async () => {
    const [product, other] = [await newProduct(), await newProduct()];
    const later = newId();
    const client = await following(product.id, later);
    await admin.setStock(other.id, 1);
    await redis.client.hSet(keys.product(later), { id: later, price: '150', currency: 'USD', updated_at: '0' });
    await expectTold(client, { id: later, stock_quantity: 0, price: 1.5 });
    await admin.setStock(product.id, 2);
    await expectTold(client, { id: product.id, stock_quantity: 2 });
    expect(told(client).map(({ id }) => id)).toEqual([later, product.id]);
  });

  test('is told of all products without ids, of new ones too, however many come at once', async () => {
    const product = await newProduct();
    const client = await following();
    await admin.setStock(product.id, 2);
    await expectTold(client, { id: product.id, stock_quantity: 2 });
    const added = await Promise.all(Array.from({ length: 10 }, () => newProduct({ price: 3 })));
    for (const { id } of added) await expectTold(client, { id, price: 3, stock_quantity: 7 });
    const [one] = added;
    await admin.setStock(one?.id ?? '', 0);
    await expectTold(client, { id: one?.id, stock_quantity: 0 });
    await admin.request('DELETE', warehouse(`/products/${one?.id}`));
    await expectTold(client, { event: 'removed', id: one?.id });
  });

  test('is told the latest of a product that changes fast, at most once in 100 ms, and each change is read once for all', async () => {
    const { id } = await newProduct();
    const clients = [await following(id), await following(id), await following()];
    await redis.client.configResetStat();
    const began = performance.now();
    for (let left = BURST; left > 0; left--) await redis.client.hSet(keys.stock(id), 'available', String(left));
    for (const client of clients) await expectTold(client, { stock_quantity: 1 });
    const intervals = Math.ceil((performance.now() - began) / BETWEEN_EVENTS_MS);
    for (const client of clients) {
      const stocks = told(client).map(({ stock_quantity }) => stock_quantity);
      expect(stocks).toEqual(stocks.toSorted((a, b) => b - a));
      expect(stocks.length).toBeLessThanOrEqual(intervals + 1);
    }
    const [, reads] = /cmdstat_hget:calls=(\d+)/.exec(await redis.client.info('commandstats')) ?? [];
    expect(Number(reads)).toBeLessThanOrEqual(intervals + 1);
  });

  test('is told first that it follows, however much changes when it comes', async () => {
    const { id } = await newProduct();
    const first = await following(id);
    const over = new AbortController();
    async function sell(): Promise<void> {
      for (let left = 1_000_000; !over.signal.aborted; left--)
        await redis.client.hSet(keys.stock(id), 'available', String(left));
    }
    const selling = sell();
    try {
      for (let round = 0; round < 3; round++) {
        const seen = told(first).length;
        const client = await follow(id);
        await waitUntil(() => told(client).length > 0 && told(first).length > seen, { what: 'changes to be told' });
        expect(client.events[0]?.event).toBe('following');
        client.close();
      }
    } finally {
      over.abort();
      await selling;
    }
  });

  test('is told that Redis is away, that it follows again when it is back, and then of changes', async () => {
    const product = await newProduct();
    const clients = [await following(product.id), await following()];
    const connections = (await redis.client.clientList()).filter(({ name }) => name === 'warehouse-tracked');
    for (const { id } of connections) await redis.client.clientKill({ filter: 'ID', id });
    for (const client of clients) {
      const hasBegunAgain = () => client.events.filter(({ event }) => event === 'following').length === 2;
      await waitUntil(hasBegunAgain, { what: 'the client to follow again' });
      expect(client.events.map(({ event }) => event)).toEqual(['following', 'away', 'following']);
    }
    await admin.setStock(product.id, 5);
    for (const client of clients) await expectTold(client, { id: product.id, stock_quantity: 5 });
  });
});
