import { afterEach, describe, expect, test } from '@jest/globals';
import { makeKeys, type Problem } from '@stockade/contracts';
import { startStack, usePrivateRedis, type Stack } from '@stockade/testing';
import { logIn, newCustomer, type Client } from './client.js';

const redis = usePrivateRedis();
const keys = makeKeys();
/** The same for every shop of this file: they follow one another on one Redis. */
const ADMIN = { ADMIN_EMAIL: 'boss@stockade.test', ADMIN_PASSWORD: 'correct horse battery' };

let stack: Stack | undefined;
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

async function openShop(currency: string): Promise<{ admin: Client; customer: Client; urls: Stack['urls'] }> {
  await stack?.stop();
  const env = { ...ADMIN, CURRENCY: currency, PAYMENT_DELAY_MS: '0' };
  stack = await startStack({ redisUrl: redis.url, env });
  const admin = await logIn(stack, ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD);
  return { admin, customer: await newCustomer(stack), urls: stack.urls };
}

describe('a shop counts in the minor units of its currency', () => {
  test.each([
    {
      currency: 'JPY',
      price: 999,
      placed: { subtotal: 1_998, fee: 400, total: 2_398 },
      charged: 2_398,
      tooFine: [999.5, '999.0'],
      says: 'must be a whole number of at least 0, such as 1200: JPY has no smaller unit',
    },
    {
      currency: 'KWD',
      price: 1.005,
      placed: { subtotal: 2.01, fee: 0.402, total: 2.412 },
      charged: 2_412,
      tooFine: [1.0005, '1.0050'],
      says: 'must be a decimal of at least 0 with at most three places, such as 9.995',
    },
  ])('$currency, from the price to the refund', async ({ currency, price, placed, charged, tooFine, says }) => {
    const { admin, customer, urls } = await openShop(currency);
    for (const fine of tooFine) {
      const answer = await admin.request<Problem>('POST', `${urls.warehouse}/products`, {
        name: 'Lantern',
        price: fine,
        stock_quantity: 1,
      });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'price', message: says }] } });
    }

    const product = await admin.createProduct({ name: 'Lantern', price: String(price), stock_quantity: 1 });
    expect(product).toMatchObject({ price, currency });
    const order = await customer.placeOrder({ product_id: product.id, quantity: 2 });
    expect(order).toMatchObject({ ...placed, currency });
    await customer.orderBecomes(order.order_id, 'refunded');
    expect(await customer.refund(order.order_id)).toMatchObject({ amount: placed.total, currency });
    const ledger = await redis.client.hGetAll(keys.gateway(order.order_id));
    expect(ledger).toMatchObject({ charged: String(charged), refunded: String(charged), currency });
  });
});

test('a price in another currency than the shop is shown as it is, and not sold until it has one in its own', async () => {
  const dollars = await openShop('USD');
  const product = await dollars.admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 5 });
  // As before products kept the currency of their price.
  const older = await dollars.admin.createProduct({ name: 'Plank', price: 12.9, stock_quantity: 5 });
  await redis.client.hDel(keys.product(older.id), 'currency');
  expect(await dollars.admin.product(older.id)).toMatchObject({ price: 12.9, currency: 'USD' });
  const bought = await dollars.customer.placeOrder({ product_id: older.id, quantity: 1 });
  await dollars.customer.orderBecomes(bought.order_id, 'completed');

  const { admin, customer, urls } = await openShop('JPY');
  expect(await admin.order(bought.order_id)).toMatchObject({ total: 15.48, currency: 'USD' });
  expect(await admin.product(product.id)).toMatchObject({ price: 29.99, currency: 'USD' });
  const order = { product_id: product.id, quantity: 1 };
  expect(await customer.request<Problem>('POST', `${urls.store}/orders`, order)).toMatchObject({
    status: 400,
    body: { errors: [{ message: `the price of ${product.id} is in USD, and this shop sells in JPY` }] },
  });

  const renamed = await admin.request('PATCH', `${urls.warehouse}/products/${product.id}`, { name: 'Lamp' });
  expect(renamed.body).toMatchObject({ price: 29.99, currency: 'USD' });
  const priced = await admin.request('PATCH', `${urls.warehouse}/products/${product.id}`, { price: 4_500 });
  expect(priced.body).toMatchObject({ price: 4_500, currency: 'JPY' });
  expect(await customer.placeOrder(order)).toMatchObject({ subtotal: 4_500, total: 5_400, currency: 'JPY' });
});
