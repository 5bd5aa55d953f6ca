import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type Problem, type ProductView, type TokenView } from '@stockade/contracts';
import { newCustomer } from './client.js';
import { useServices } from './shop.js';

const { stack, admin, customer, store, warehouse } = useServices({ env: { PAYMENT_DELAY_MS: '0' } });
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: '29.99', quantity: 1_000_000 });
});

const order = (body: unknown) => customer.request<Problem>('POST', store('/orders'), body);
const lines = (count: number, quantity = 1) => Array.from({ length: count }, () => ({ product_id: newId(), quantity }));
const text = (length: number) => 'x'.repeat(length);
const fieldsOf = ({ body }: { body: Problem }) => body.errors?.map(({ field }) => field);

/** Just within its bound a value is taken, and one more is refused by its name. */
describe('of what a client sends there is at most', () => {
  const one = () => ({ product_id: product.id, quantity: 1 });
  const orders: [string, string, (size: number) => unknown, number][] = [
    ['pieces of a line', 'quantity', (size) => ({ ...one(), quantity: size }), 10_000],
    [
      'pieces of a product in all lines',
      'items',
      (size) => ({
        items: [
          { ...one(), quantity: 5_000 },
          { ...one(), quantity: size - 5_000 },
        ],
      }),
      10_000,
    ],
    ['text of an address', 'shipping_address', (size) => ({ ...one(), shipping_address: text(size) }), 500],
    [
      'text of a field of an address',
      'shipping_address.street',
      (size) => ({ ...one(), shipping_address: { street: text(size) } }),
      500,
    ],
    [
      'name of a field of an address',
      'shipping_address',
      (size) => ({ ...one(), shipping_address: { [text(size)]: 'x' } }),
      200,
    ],
    [
      'fields of an address',
      'shipping_address',
      (size) => ({
        ...one(),
        shipping_address: Object.fromEntries(Array.from({ length: size }, (_, i) => [`f${i}`, 'x'])),
      }),
      12,
    ],
    ['payment method', 'payment_method', (size) => ({ ...one(), payment_method: text(size) }), 64],
  ];
  test.each(orders)('%s', async (_, field, body, max) => {
    expect((await order(body(max))).status).toBe(201);
    const refused = await order(body(max + 1));
    expect([refused.status, fieldsOf(refused)]).toEqual([
      400,
      [expect.stringMatching(new RegExp(`^${field}(?:\\.x+…?)?$`))],
    ]);
  });

  test('lines in an order', async () => {
    const full = await order({ items: lines(100) });
    // These products are not there, so each line is named.
    expect(fieldsOf(full)?.[0]).toBe('items.0.product_id');
    expect(fieldsOf(await order({ items: lines(101) }))).toEqual(['items']);
  });

  const products: [string, (size: number) => unknown, number][] = [
    ['name', (size) => ({ name: text(size), price: 1, stock_quantity: 1 }), 200],
    ['description', (size) => ({ name: 'x', description: text(size), price: 1, stock_quantity: 1 }), 2_000],
    ['category', (size) => ({ name: 'x', category: text(size), price: 1, stock_quantity: 1 }), 60],
    ['image_url', (size) => ({ name: 'x', image_url: `/${text(size - 1)}`, price: 1, stock_quantity: 1 }), 500],
    ['price', (size) => ({ name: 'x', price: size, stock_quantity: 1 }), 1_000_000],
    ['stock_quantity', (size) => ({ name: 'x', price: 1, stock_quantity: size }), 1_000_000_000],
  ];
  test.each(products)('%s of a product', async (field, body, max) => {
    expect((await admin.request('POST', warehouse('/products'), body(max))).status).toBe(201);
    const refused = await admin.request<Problem>('POST', warehouse('/products'), body(max + 1));
    expect([refused.status, fieldsOf(refused)]).toEqual([400, [field]]);
  });

  const accounts: [string, (size: number) => unknown, number][] = [
    ['email', (size) => ({ email: emailOf(size), password: 'correct horse' }), 254],
    ['password', (size) => ({ email: `${newId()}@example.org`, password: text(size) }), 256],
    ['name', (size) => ({ email: `${newId()}@example.org`, password: 'correct horse', name: text(size) }), 200],
  ];
  test.each(accounts)('%s of an account', async (field, body, max) => {
    expect((await customer.request('POST', store('/users/register'), body(max))).status).toBe(201);
    const refused = await customer.request<Problem>('POST', store('/users/register'), body(max + 1));
    expect([refused.status, fieldsOf(refused)]).toEqual([400, [field]]);
  });

  test('email and password at a login, and refresh token', async () => {
    const login = await customer.request<Problem>('POST', store('/users/login'), {
      email: emailOf(255),
      password: text(257),
    });
    expect([login.status, fieldsOf(login)]).toEqual([400, ['email', 'password']]);
    const refresh = (size: number) =>
      customer.request<Problem>('POST', store('/users/refresh'), { refresh_token: text(size) });
    expect((await refresh(2_000)).status).toBe(401);
    expect((await refresh(2_001)).status).toBe(400);
  });

  test('idempotency key', async () => {
    const { email } = await newCustomer(stack);
    const credentials = { email, password: 'correct horse battery' };
    const login = await customer.request<TokenView>('POST', store('/users/login'), credentials);
    const orderUnder = (key: string) =>
      fetch(store('/orders'), {
        method: 'POST',
        headers: {
          'idempotency-key': key,
          'content-type': 'application/json',
          authorization: `Bearer ${login.body.access_token}`,
        },
        body: JSON.stringify(one()),
      });
    expect((await orderUnder(text(255))).status).toBe(201);
    const refused = await orderUnder(text(256));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'idempotency-key' }] });
  });

  test('page size', async () => {
    for (const url of [store('/orders'), warehouse('/products'), `${stack.urls.refund}/refunds`]) {
      expect((await customer.request('GET', `${url}?limit=100`)).status).toBe(200);
      const refused = await customer.request<Problem>('GET', `${url}?limit=101`);
      expect([refused.status, fieldsOf(refused)]).toEqual([400, ['limit']]);
    }
  });
});

describe('a body', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(store('/users/login'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  test('is at most 100 kB, also once it is unpacked', async () => {
    const padded = (bytes: number) => `{"email":"${text(bytes - 12)}"}`;
    expect((await send(padded(100_000))).status).toBe(400);
    expect((await send(padded(100_001))).status).toBe(413);
    const bomb = new Uint8Array(gzipSync(padded(50_000_000)));
    expect(bomb.length).toBeLessThan(60_000);
    expect((await send(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  test('may be as deep or as wide as fits, and costs no more than a refusal', async () => {
    const depth = 49_000;
    const wide = Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`k${i}`, 1]));
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    for (const body of [deep, `{"items":${deep}}`, JSON.stringify(wide), '{"__proto__":{"role":"admin"}}'])
      expect((await send(body)).status).toBe(400);
    const refused = await order({ product_id: product.id, quantity: 1, shipping_address: wide });
    expect(refused.status).toBe(400);
    const places = fieldsOf(refused)?.map((field) => field.split('.')[0]);
    expect(new Set(places)).toEqual(new Set(['shipping_address']));
    expect(fieldsOf(refused)?.length).toBeLessThanOrEqual(50);
  });

  test('with thousands of mistakes is not answered with thousands of lines', async () => {
    const refused = await order({ items: Array.from({ length: 30_000 }, () => ({})) });
    expect([refused.status, fieldsOf(refused)]).toEqual([400, ['items']]);
  });
});

test('header fields come to at most 16 kB', async () => {
  expect((await fetch(store('/health/live'), { headers: { 'x-much': text(20_000) } })).status).toBe(431);
});

test('a query has no more parameters than a route reads', async () => {
  const many = Array.from({ length: 500 }, (_, i) => `p${i}=1`).join('&');
  expect((await customer.request('GET', store(`/orders?${many}`))).status).toBe(200);
  expect((await customer.request('GET', store('/orders?limit=1&limit=2'))).status).toBe(400);
});

/** A valid address of so many characters; each is another one. */
function emailOf(length: number): string {
  const labels = `${newId()}.`.padEnd(length - 60 - '@.example.org'.length - 62 * 2, 'x');
  const domain = [text(60), text(61), text(61)].join('.');
  return `${labels}@${domain}.example.org`;
}
