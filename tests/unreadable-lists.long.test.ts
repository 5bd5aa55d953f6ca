import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeKeys, type OrderView, type Page } from '@stockade/contracts';
import { startStack, usePrivateRedis, type Stack } from '@stockade/testing';
import { logIn, newCustomer } from './client.js';

const redis = usePrivateRedis();
const keys = makeKeys();
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ redisUrl: redis.url, env: { PAYMENT_DELAY_MS: '0', LOG_LEVEL: 'error' } });
});
afterAll(() => stack?.stop());

test('a running service lists all but a record that cannot be read, and its log names that one once', async () => {
  const admin = await logIn(stack, stack.admin.email, stack.admin.password);
  const { id } = await admin.createProduct({ name: 'Hinge', price: 5, stock_quantity: 3 });
  const customer = await newCustomer(stack);
  const { order_id: bad } = await customer.placeOrder({ product_id: id, quantity: 1 });
  const { order_id: good } = await customer.placeOrder({ product_id: id, quantity: 1 });
  for (const order of [bad, good]) await customer.orderBecomes(order, 'completed');
  await redis.client.hSet(keys.order(bad), 'placed', 'no JSON');

  for (let time = 0; time < 3; time += 1) {
    const { status, body } = await customer.request<Page<OrderView>>('GET', `${stack.urls.store}/orders`);
    expect([status, body.items.map(({ order_id }) => order_id)]).toEqual([200, [good]]);
  }
  expect(
    stack
      .process('store')
      .output()
      .split(`lists leave it out: the record ${keys.order(bad)}`),
  ).toHaveLength(2);
});
