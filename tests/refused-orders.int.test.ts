import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId, newTraceparent, rateSchema, type PlaceOrderRequest } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { usePrivateRedis } from '@stockade/testing';
import { makeOrders } from '../services/store/src/order-queries.js';
import type { FindProduct } from '../services/store/src/catalogue.js';
import { makePlaceOrder } from '../services/store/src/place-order.js';
import { makePriceOrder } from '../services/store/src/price-order.js';
import { logInTo } from './log-in-to.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const PRODUCT = newId();
const request = (quantity = 1) => ({
  items: [{ product_id: PRODUCT, quantity }],
  shipping_address: null,
  payment_method: 'pm',
});
const lamp = { name: 'Lamp', price: 1_000 };
const KEY = 'basket-1';

/** A store that finds this. */
const store = (findProduct: FindProduct) => (customer: Principal, asked: PlaceOrderRequest, key?: string) =>
  makePlaceOrder({
    redis: redis.client,
    keys,
    priceOrder: makePriceOrder({ findProduct, feeRate: rateSchema.parse(0.2), currency: 'USD' }),
    orders: makeOrders(redis.client, keys),
  })(customer, asked, newTraceparent(), key);
const found = store(async () => lamp);
const dearer = store(async () => ({ ...lamp, price: 1_500 }));
/** The lamp and a fee of a fifth. */
const expecting = (expected_total = 1_200) => ({ ...request(), expected_total });
const changed = { outcome: 'refused', refusal: { subtotal: 15, fee: 3, total: 18, currency: 'USD' } };
const gone = store(async () => null);
const logIn = () => logInTo(redis.client, keys, newId());

beforeEach(() => redis.flush());

describe('an order that is refused under an idempotency key', () => {
  test('is not placed by its first try, which found the product at another replica and comes to Redis last', async () => {
    const customer = await logIn();
    let price: ((product: typeof lamp) => void) | undefined;
    const priced = new Promise<typeof lamp>((resolve) => (price = resolve));
    const first = store(() => priced)(customer, request(), KEY);
    const second = await gone(customer, request(), KEY);
    price?.(lamp);
    expect(second).toMatchObject({ outcome: 'refused' });
    expect(await first).toEqual(second);
    expect(await redis.client.exists([keys.orders, keys.orderPlaced])).toBe(0);
  });

  test('is refused again in the same words when its product is there, and taken under a new key', async () => {
    const customer = await logIn();
    const refused = await gone(customer, request(), KEY);
    expect(await found(customer, request(), KEY)).toEqual(refused);
    expect(await found(customer, request(2), KEY)).toEqual({ outcome: 'conflict' });
    expect(await gone(customer, request(2), KEY)).toEqual({ outcome: 'conflict' });
    expect(await found(customer, request(), 'basket-2')).toMatchObject({ outcome: 'placed' });
    expect(await redis.client.ttl(keys.idempotency(customer.userId, KEY))).toBeGreaterThan(86_000);
  });

  test('gets the order that was placed before', async () => {
    const customer = await logIn();
    const placed = await found(customer, request(), KEY);
    expect(await gone(customer, request(), KEY)).toEqual({ ...placed, outcome: 'replayed' });
    expect(await gone(customer, request(2), KEY)).toEqual({ outcome: 'conflict' });
  });

  test('leaves nothing when the customer has logged out', async () => {
    const customer = await logIn();
    await redis.client.del(keys.session(customer.sessionId));
    expect(await gone(customer, request(), KEY)).toEqual({ outcome: 'session-ended' });
    expect(await redis.client.exists(keys.idempotency(customer.userId, KEY))).toBe(0);
  });
});

test('an order that is refused without a key leaves nothing', async () => {
  expect(await gone(await logIn(), request())).toMatchObject({
    outcome: 'refused',
    refusal: [{ field: expect.any(String) }],
  });
  expect(await redis.client.exists(keys.orders)).toBe(0);
});

describe('an order that is to cost what is expected', () => {
  test('is placed when it does, and otherwise refused with the prices of now', async () => {
    const customer = await logIn();
    expect(await dearer(customer, expecting())).toMatchObject(changed);
    expect(await found(customer, expecting(1_199))).toMatchObject({ outcome: 'refused', refusal: { total: 12 } });
    expect(await redis.client.exists([keys.orders, keys.orderPlaced])).toBe(0);
    expect(await found(customer, expecting())).toMatchObject({ outcome: 'placed', order: { total: 1_200 } });
  });

  test('is not placed under its key by a replica that still has the old price and comes to Redis last', async () => {
    const customer = await logIn();
    let price: ((product: typeof lamp) => void) | undefined;
    const priced = new Promise<typeof lamp>((resolve) => (price = resolve));
    const first = store(() => priced)(customer, expecting(), KEY);
    const second = await dearer(customer, expecting(), KEY);
    price?.(lamp);
    expect(second).toMatchObject(changed);
    expect(await first).toEqual(second);
    expect(await redis.client.exists([keys.orders, keys.orderPlaced])).toBe(0);
  });

  test('is refused under its key in the same words when the price is back, and placed under a new one', async () => {
    const customer = await logIn();
    const refused = await dearer(customer, expecting(), KEY);
    expect(await found(customer, expecting(), KEY)).toEqual(refused);
    expect(await dearer(customer, expecting(1_800), KEY)).toEqual({ outcome: 'conflict' });
    expect(await dearer(customer, expecting(1_800), 'basket-2')).toMatchObject({ outcome: 'placed' });
  });

  test('gets the order that was placed under its key before, whatever the prices are now', async () => {
    const customer = await logIn();
    const placed = await found(customer, expecting(), KEY);
    expect(await dearer(customer, expecting(), KEY)).toEqual({ ...placed, outcome: 'replayed' });
    expect(await gone(customer, expecting(), KEY)).toEqual({ ...placed, outcome: 'replayed' });
  });

  test('is another request than one that expects nothing, which has the digest that it always had', async () => {
    const customer = await logIn();
    await found(customer, request(), KEY);
    const known = JSON.stringify([[{ product_id: PRODUCT, quantity: 1 }], null, 'pm']);
    const digest = createHash('sha256').update(known).digest('base64');
    expect(await redis.client.hGet(keys.idempotency(customer.userId, KEY), 'digest')).toBe(digest);
    expect(await found(customer, expecting(), KEY)).toEqual({ outcome: 'conflict' });
  });
});
