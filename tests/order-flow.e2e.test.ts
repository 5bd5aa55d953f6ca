import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, type ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { useShop } from './shop.js';

/** Long enough to cancel an order while its payment is under way. */
const PAYMENT_DELAY_MS = '300';
/** Of an order of one line, its reservation and its payment: a quarter more than they take in Redis 7.0. */
const HASHES_BYTES_MAX = 1_300;

const keys = makeKeys();

const { redis, stack, admin, customer } = useShop({
  env: { PAYMENT_DELAY_MS, PAYMENT_TIMEOUT_MS: '300', CONSUMER_MIN_IDLE_MS: '2000' },
});
let product: ProductView;

beforeEach(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 3 });
});

const one = (quantity: number, extras = {}) => ({ product_id: product.id, quantity, ...extras });
const stockNow = async () => (await customer.product(product.id)).stock_quantity;

describe('an order', () => {
  test('that is in stock completes and is reserved', async () => {
    const placed = await customer.placeOrder(one(2));
    expect(placed).toMatchObject({ status: 'pending', subtotal: 59.98, fee: 12, total: 71.98, currency: 'USD' });
    expect(placed.items).toEqual([
      { product_id: product.id, name: 'Lantern', price: 29.99, quantity: 2, line_total: 59.98 },
    ]);

    const completed = await customer.orderBecomes(placed.order_id, 'completed');
    expect(completed.timeline.map(({ status }) => status)).toEqual(['pending', 'completed']);
    await waitUntil(async () => (await stockNow()) === 1, { what: 'the stock to be 1' });
    expect(await customer.reservation(placed.order_id)).toMatchObject({ outcome: 'reserved', lines: [one(2)] });
  });

  test('beyond the stock completes, takes nothing, and is refunded to the cent', async () => {
    const placed = await customer.placeOrder(one(4));
    const refunded = await customer.orderBecomes(placed.order_id, 'refunded');
    expect(refunded.timeline.map(({ status }) => status)).toEqual(['pending', 'completed', 'refunded']);
    expect(await customer.refund(placed.order_id)).toMatchObject({
      amount: placed.total,
      currency: 'USD',
      status: 'refunded',
    });
    expect(await customer.reservation(placed.order_id)).toMatchObject({ outcome: 'rejected' });
    expect(await stockNow()).toBe(3);
  });

  test('takes so much memory at most, in hashes without a table of their own', async () => {
    const { order_id: id } = await customer.placeOrder(
      one(1, { shipping_address: { street: 'Quay 1', city: 'Riga' } }),
    );
    await customer.orderBecomes(id, 'completed');
    await waitUntil(() => redis.client.exists(keys.reservation(id)), { what: 'the reservation' });
    const hashes = [keys.order(id), keys.reservation(id), keys.gateway(id)];
    const encodings = await Promise.all(hashes.map((key) => redis.client.objectEncoding(key)));
    expect(encodings).toEqual(['listpack', 'listpack', 'listpack']);
    const sizes = await Promise.all(hashes.map((key) => redis.client.memoryUsage(key)));
    expect(sizes.reduce((sum: number, size) => sum + Number(size), 0)).toBeLessThanOrEqual(HASHES_BYTES_MAX);
  });

  test('of the last piece is served', async () => {
    const placed = await customer.placeOrder(one(3));
    await customer.orderBecomes(placed.order_id, 'completed');
    await waitUntil(async () => (await stockNow()) === 0, { what: 'the last piece to be sold' });
    expect((await customer.reservation(placed.order_id)).outcome).toBe('reserved');
  });

  test('with a declined card fails and takes nothing', async () => {
    const placed = await customer.placeOrder(one(1, { payment_method: 'pm_card_declined' }));
    await customer.orderBecomes(placed.order_id, 'failed');
    expect(await stockNow()).toBe(3);
    expect((await customer.request('GET', `${stack.urls.warehouse}/reservations/${placed.order_id}`)).status).toBe(404);
  });

  test('whose payment gateway does not answer is charged once, when it does', async () => {
    const placed = await customer.placeOrder(one(1, { payment_method: 'pm_card_timeout' }));
    await customer.orderBecomes(placed.order_id, 'completed');
    const book = await redis.client.hGetAll(`gateway:${placed.order_id}`);
    expect(book).toMatchObject({ charged: String(Math.round(placed.total * 100)), refunded: '0' });
  });

  test('that is cancelled while its payment is under way stays cancelled and costs nothing', async () => {
    const placed = await customer.placeOrder(one(1));
    expect((await customer.cancelOrder(placed.order_id)).body.status).toBe('cancelled');
    // The handler comes back from the gateway, finds the order cancelled, voids the charge and only then acknowledges.
    await waitUntil(async () => (await redis.client.xPending('order-placed', 'store')).pending === 0, {
      what: 'the payment to be settled',
    });
    const book = await redis.client.hGetAll(`gateway:${placed.order_id}`);
    expect(book['charged']).toBe(book['refunded']);
    expect((await customer.order(placed.order_id)).status).toBe('cancelled');
    expect(await stockNow()).toBe(3);
  });

  test('of two lines of which one is short is not reserved at all and refunded whole', async () => {
    const other = await admin.createProduct({ name: 'Rope', price: 1.05, stock_quantity: 10 });
    const placed = await customer.placeOrder({ items: [{ product_id: other.id, quantity: 2 }, one(4)] });
    await customer.orderBecomes(placed.order_id, 'refunded');
    expect((await customer.refund(placed.order_id)).amount).toBe(placed.total);
    expect((await customer.product(other.id)).stock_quantity).toBe(10);
    expect(await stockNow()).toBe(3);
  });

  test('can only be cancelled while it is pending', async () => {
    const placed = await customer.placeOrder(one(1));
    await customer.orderBecomes(placed.order_id, 'completed');
    expect(await customer.cancelOrder(placed.order_id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('completed') },
    });
  });

  test('is priced once: a later price change does not touch it', async () => {
    const placed = await customer.placeOrder(one(1));
    await admin.request('PATCH', `${stack.urls.warehouse}/products/${product.id}`, { price: 99 });
    expect((await customer.orderBecomes(placed.order_id, 'completed')).total).toBe(placed.total);
    expect((await customer.placeOrder(one(1))).subtotal).toBe(99);
  });
});

describe('a kill -9', () => {
  test('of the store during the payment does not leave the order pending for ever', async () => {
    const placed = await customer.placeOrder(one(1));
    await stack.killNow('store');
    await stack.start('store');
    await customer.orderBecomes(placed.order_id, 'completed');
    const book = await redis.client.hGetAll(`gateway:${placed.order_id}`);
    expect(Number(book['charged'])).toBe(Math.round(placed.total * 100));
  });

  test('of Redis loses no accepted order, and the services go on without a restart', async () => {
    const placed = await Promise.all(Array.from({ length: 20 }, () => customer.placeOrder(one(1))));
    const pids = ['store', 'warehouse', 'refund'] as const;
    const before = pids.map((service) => stack.process(service).pid);
    await redis.server.kill('SIGKILL');
    await redis.server.restart();
    const ends = await Promise.all(
      placed.map(({ order_id }) =>
        waitUntil(
          async () => {
            const { status } = await customer.order(order_id);
            return status === 'refunded' ||
              (status === 'completed' && (await customer.reservation(order_id)).outcome === 'reserved')
              ? status
              : undefined;
          },
          { what: `order ${order_id} to come to its end`, deadlineMs: 20_000 },
        ),
      ),
    );
    expect(ends.filter((status) => status === 'completed')).toHaveLength(3);
    expect(pids.map((service) => stack.process(service).pid)).toEqual(before);
  });
});
