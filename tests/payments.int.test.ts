import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys, newId, type PaymentView, type ProductView } from '@stockade/contracts';
import { makeSimulatedGateway } from '@stockade/payment';
import { pendingOrder } from '../services/store/test/live-rig.js';
import { toFields } from '../services/store/test/order-fields.js';
import { newCustomer } from './client.js';
import { useServices } from './shop.js';

const { redis, stack, nobody, admin, customer, store } = useServices({ env: { PAYMENT_DELAY_MS: '0' } });
const keys = makeKeys();
const { signal } = new AbortController();
const gateway = () => makeSimulatedGateway({ redis: redis.client, keys });
let lamp: ProductView;

beforeAll(async () => {
  lamp = await admin.createProduct({ name: 'Lamp', price: '29.99', stock_quantity: 100 });
});

const order = (quantity: number, payment_method = 'pm_card_visa') =>
  customer.placeOrder({ product_id: lamp.id, quantity, payment_method });
const ask = async (orderId: string, who = customer) =>
  (await who.request<PaymentView>('GET', store(`/payments/${orderId}`))).body;

/** An order that no service takes up. */
async function untouchedOrder(): Promise<string> {
  const untouched = pendingOrder(customer.userId);
  await redis.client.hSet(keys.order(untouched.order_id), toFields(untouched));
  return untouched.order_id;
}

const nothing = { charged: 0, given_back: 0, kept: 0, currency: 'USD', charged_at: null, given_back_at: null };
const aTime = expect.stringMatching(/^\d{4}-.*Z$/);

describe('the payment of an order is', () => {
  test('kept when the order is completed', async () => {
    const { order_id, total } = await order(1);
    await customer.orderBecomes(order_id, 'completed');
    const charged = { order_id, outcome: 'approved', charged: total, given_back: 0, kept: total };
    expect(await ask(order_id)).toEqual({ ...nothing, ...charged, charged_at: aTime });
  });

  test('given back when there is not enough in stock', async () => {
    const { order_id, total } = await order(101);
    await customer.orderBecomes(order_id, 'refunded');
    const givenBack = { order_id, outcome: 'approved', charged: total, given_back: total, kept: 0 };
    expect(await ask(order_id)).toEqual({ ...nothing, ...givenBack, charged_at: aTime, given_back_at: aTime });
  });

  test('declined, and takes nothing', async () => {
    const { order_id } = await order(1, 'pm_card_declined');
    await customer.orderBecomes(order_id, 'failed');
    expect(await ask(order_id)).toEqual({ ...nothing, order_id, outcome: 'declined', charged_at: aTime });
  });

  test('unknown while the provider has decided nothing, even when it was called', async () => {
    const order_id = await untouchedOrder();
    expect(await ask(order_id)).toEqual({ ...nothing, order_id, outcome: null });
    await redis.client.hIncrBy(keys.gateway(order_id), 'calls', 1);
    expect(await ask(order_id)).toEqual({ ...nothing, order_id, outcome: null });
  });

  test('voided when the order was cancelled before it was charged', async () => {
    const order_id = await untouchedOrder();
    await gateway().refund(order_id, signal);
    expect(await ask(order_id)).toEqual({ ...nothing, order_id, outcome: 'voided', given_back_at: aTime });
  });
});

test('a payment is shown to the owner of the order and to admins, and is not there for anybody else', async () => {
  const order_id = await untouchedOrder();
  const stranger = await newCustomer(stack);
  const statusFor = async (who: typeof nobody, id = order_id) =>
    (await who.request('GET', store(`/payments/${id}`))).status;
  expect(await Promise.all([customer, admin, stranger, nobody].map((who) => statusFor(who)))).toEqual([
    200, 200, 404, 401,
  ]);
  expect([await statusFor(admin, newId()), await statusFor(admin, 'no-id')]).toEqual([404, 404]);
});

test('asking for a payment changes nothing at the provider', async () => {
  const order_id = await untouchedOrder();
  await ask(order_id);
  expect(await redis.client.exists(keys.gateway(order_id))).toBe(0);
});
