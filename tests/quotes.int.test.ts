import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  newId,
  PRICE_CHANGED_PROBLEM,
  type OrderView,
  type Problem,
  type ProductView,
  type Quote,
} from '@stockade/contracts';
import { useServices } from './shop.js';

const { nobody, admin, customer, store, warehouse } = useServices({ env: { PAYMENT_DELAY_MS: '0', FEE_RATE: '0.15' } });
let lamp: ProductView;
let rope: ProductView;

beforeAll(async () => {
  lamp = await admin.createProduct({ name: 'Lamp', price: '29.99', stock_quantity: 1_000 });
  rope = await admin.createProduct({ name: 'Rope', price: '1.05', stock_quantity: 1_000 });
});

const quote = (body: unknown, path = '/orders/quote') => nobody.request<Quote>('POST', store(path), body);
const ordersOf = async () => (await customer.all<OrderView>(store('/orders'))).map(({ order_id }) => order_id);
const basket = () => ({
  items: [
    { product_id: lamp.id, quantity: 2 },
    { product_id: rope.id, quantity: 1 },
    { product_id: lamp.id, quantity: 1 },
  ],
});

describe('a quote', () => {
  test('is given to anybody, and has the prices that an order has', async () => {
    const { status, body } = await quote(basket());
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        { product_id: lamp.id, name: 'Lamp', price: 29.99, quantity: 3, line_total: 89.97 },
        { product_id: rope.id, name: 'Rope', price: 1.05, quantity: 1, line_total: 1.05 },
      ],
      subtotal: 91.02,
      fee: 13.65,
      total: 104.67,
      currency: 'USD',
    });
    expect(await customer.placeOrder(basket())).toMatchObject(body);
  });

  test('is given for a single line, and places nothing', async () => {
    const before = await ordersOf();
    const { body } = await quote({ product_id: rope.id, quantity: 2 });
    expect(body).toMatchObject({ items: [{ product_id: rope.id, quantity: 2 }], total: 2.42 });
    expect(await ordersOf()).toEqual(before);
  });

  test('has the price of now', async () => {
    const { id } = await admin.createProduct({ name: 'Seal', price: 5, stock_quantity: 1 });
    expect((await quote({ product_id: id, quantity: 1 })).body.subtotal).toBe(5);
    await admin.request('PATCH', warehouse(`/products/${id}`), { price: 6 });
    expect((await quote({ product_id: id, quantity: 1 })).body.subtotal).toBe(6);
  });

  test('is refused for what an order is refused for, with the same errors', async () => {
    const tooMany = Array.from({ length: 101 }, () => ({ product_id: newId(), quantity: 1 }));
    for (const body of [
      { product_id: newId(), quantity: 1 },
      {
        items: [
          { product_id: lamp.id, quantity: 1 },
          { product_id: newId(), quantity: 1 },
        ],
      },
      { product_id: lamp.id, quantity: 0 },
      { product_id: 'no-id', quantity: 1 },
      { items: [] },
      { items: tooMany },
      { items: [1, 2].map(() => ({ product_id: lamp.id, quantity: 6_000 })) },
      {},
    ]) {
      const [quoted, ordered] = await Promise.all([
        nobody.request<Problem>('POST', store('/orders/quote'), body),
        customer.request<Problem>('POST', store('/orders'), body),
      ]);
      expect([quoted.status, quoted.body.errors?.length ?? 0]).toEqual([400, expect.any(Number)]);
      expect(quoted.body.errors).toEqual(ordered.body.errors);
    }
  });
});

describe('an order with an expected total', () => {
  const place = <Body = OrderView>(body: unknown, key = newId()) =>
    customer.request<Body>('POST', store('/orders'), body, { 'idempotency-key': key });
  const one = (expected_total: unknown) => ({ product_id: rope.id, quantity: 2, expected_total });

  test('is placed when it costs that, written as a number or as text, and when null is expected', async () => {
    for (const expected of [2.42, '2.42', null]) expect((await place(one(expected))).status).toBe(201);
  });

  test('is a problem of its own type with a new quote when it does not, until it comes under a new key', async () => {
    const key = newId();
    const before = await ordersOf();
    const answers = [await place<Problem>(one('2.41'), key), await place<Problem>(one(2.41), key)];
    for (const { status, headers, body } of answers) {
      expect([status, headers.get('content-type')]).toEqual([409, expect.stringContaining('application/problem+json')]);
      expect(body).toEqual({
        type: PRICE_CHANGED_PROBLEM,
        title: 'Conflict',
        status: 409,
        detail: 'The order costs 2.42 USD now, not 2.41 as expected; it was not placed',
        request_id: expect.any(String),
        quote: (await quote({ product_id: rope.id, quantity: 2 })).body,
      });
    }
    expect(await ordersOf()).toEqual(before);
    expect((await place<Problem>(one(2.42), key)).status).toBe(422);
    expect((await place(one(2.42))).status).toBe(201);
  });

  test('of more places than the currency has, or of no number, is refused', async () => {
    for (const expected of [2.425, -1, 'x', '1e3', true, {}]) {
      const { status, body } = await place<Problem>(one(expected));
      expect([expected, status, body.errors?.map(({ field }) => field)]).toEqual([expected, 400, ['expected_total']]);
    }
  });

  test('of somebody who is logged out is not priced', async () => {
    expect((await nobody.request('POST', store('/orders'), one(1))).status).toBe(401);
  });
});
