import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  newId,
  type OrderView,
  type Page,
  type Problem,
  type ProductView,
  type TokenView,
  type UserView,
} from '@stockade/contracts';
import { startStack, usePrivateRedis, type Stack } from '@stockade/testing';
import { logIn, logInAsAdmin, makeClient, newCustomer, type Client } from './client.js';

const redis = usePrivateRedis();
let stack: Stack;
let nobody: Client;
let admin: Client;
let customer: Client & { email: string; userId: string };
let product: ProductView;

beforeAll(async () => {
  stack = await startStack({ redisUrl: redis.url, env: { PAYMENT_DELAY_MS: '0' } });
  nobody = makeClient(stack);
  admin = await logInAsAdmin(stack);
  customer = await newCustomer(stack);
  product = await admin.createProduct({ name: 'Lantern', description: 'Brass', price: '29.99', quantity: 100 });
});
afterAll(() => stack?.stop());

const store = (path: string) => stack.urls.store + path;
const warehouse = (path: string) => stack.urls.warehouse + path;
const refund = (path: string) => stack.urls.refund + path;

describe('without a login', () => {
  const id = newId();
  test.each([
    ['POST', () => store('/orders')],
    ['GET', () => store('/orders')],
    ['GET', () => store(`/orders/${id}`)],
    ['POST', () => store(`/orders/${id}/cancel`)],
    ['GET', () => store('/users/me')],
    ['POST', () => store('/users/logout')],
    ['POST', () => warehouse('/products')],
    ['PUT', () => warehouse(`/products/${id}`)],
    ['PATCH', () => warehouse(`/products/${id}`)],
    ['DELETE', () => warehouse(`/products/${id}`)],
    ['PUT', () => warehouse(`/products/${id}/stock`)],
    ['POST', () => warehouse('/products/setstock')],
    ['GET', () => warehouse(`/reservations/${id}`)],
    ['GET', () => refund('/refunds')],
    ['GET', () => refund(`/refunds/${id}`)],
  ])('%s of a private route is 401 with a problem document', async (method, url) => {
    const answer = await nobody.request<Problem>(
      method,
      url(),
      method === 'GET' || method === 'DELETE' ? undefined : {},
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(answer.body).toMatchObject({
      title: 'Unauthorized',
      status: 401,
      request_id: answer.headers.get('x-request-id'),
    });
  });

  test('products can be read', async () => {
    expect((await nobody.request('GET', warehouse('/products'))).status).toBe(200);
    expect((await nobody.request('GET', warehouse(`/products/${product.id}`))).status).toBe(200);
  });
});

describe('a customer', () => {
  test('may not change the catalogue', async () => {
    for (const [method, path] of [
      ['POST', '/products'],
      ['PATCH', `/products/${product.id}`],
      ['DELETE', `/products/${product.id}`],
    ] as const) {
      expect(
        (await customer.request(method, warehouse(path), method === 'DELETE' ? undefined : { price: 1 })).status,
      ).toBe(403);
    }
  });

  test("does not see another customer's order, reservation or refund, and cannot cancel it", async () => {
    const { order_id } = await customer.placeOrder({ product_id: product.id, quantity: 1 });
    await customer.orderBecomes(order_id, 'completed');
    const stranger = await newCustomer(stack);
    expect((await stranger.request('GET', store(`/orders/${order_id}`))).status).toBe(404);
    expect((await stranger.cancelOrder(order_id)).status).toBe(404);
    expect((await stranger.request('GET', warehouse(`/reservations/${order_id}`))).status).toBe(404);
    expect((await stranger.request('GET', refund(`/refunds/${order_id}`))).status).toBe(404);
    expect((await stranger.request<Page<OrderView>>('GET', store('/orders'))).body.items).toEqual([]);
    expect((await admin.order(order_id)).customer_id).toBe(customer.userId);
  });

  test('lists own orders newest first, page by page, and by status', async () => {
    const shopper = await newCustomer(stack);
    const placed: string[] = [];
    for (let i = 0; i < 5; i++) {
      const payment_method = i === 2 ? 'pm_card_declined' : 'pm_card_visa';
      placed.unshift((await shopper.placeOrder({ product_id: product.id, quantity: 1, payment_method })).order_id);
    }
    await shopper.orderBecomes(placed[2] ?? '', 'failed');
    const first = await shopper.request<Page<OrderView>>('GET', store('/orders?limit=2'));
    expect(first.body.items.map(({ order_id }) => order_id)).toEqual(placed.slice(0, 2));
    expect((await shopper.all<OrderView>(store('/orders'))).map(({ order_id }) => order_id)).toEqual(placed);
    const rest = await shopper.request<Page<OrderView>>(
      'GET',
      store(`/orders?limit=10&cursor=${first.body.next_cursor}`),
    );
    expect(rest.body).toMatchObject({ next_cursor: null, items: placed.slice(2).map((order_id) => ({ order_id })) });
    const failed = await shopper.request<Page<OrderView>>('GET', store('/orders?status=failed'));
    expect(failed.body.items.map(({ order_id }) => order_id)).toEqual([placed[2]]);
  });
});

describe('a login', () => {
  test('tells who somebody is, without regard to the case of the email', async () => {
    const again = await logIn(stack, customer.email.toUpperCase(), 'correct horse battery');
    const me = await again.request<UserView>('GET', store('/users/me'));
    expect(me.body).toEqual({ user_id: customer.userId, email: customer.email, name: null, role: 'customer' });
  });

  test('is refused alike for a wrong password and for an unknown email', async () => {
    const wrong = await nobody.request<Problem>('POST', store('/users/login'), {
      email: customer.email,
      password: 'not this one',
    });
    const unknown = await nobody.request<Problem>('POST', store('/auth/login'), {
      email: 'no@body.example',
      password: 'not this one',
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body.detail).toBe(unknown.body.detail);
  });

  test('ends with the logout, at once and in every service', async () => {
    const guest = await newCustomer(stack);
    expect((await guest.request('POST', store('/users/logout'))).status).toBe(204);
    expect((await guest.request('GET', store('/users/me'))).status).toBe(401);
    expect((await guest.request('GET', warehouse(`/reservations/${newId()}`))).status).toBe(401);
    expect((await guest.request('GET', refund('/refunds'))).status).toBe(401);
  });

  test('gives a refresh token that is good once and is no access token', async () => {
    const credentials = { email: customer.email, password: 'correct horse battery' };
    const login = await nobody.request<TokenView>('POST', store('/users/login'), credentials);
    const refresh = (refresh_token: string) =>
      nobody.request<TokenView>('POST', store('/users/refresh'), { refresh_token });
    const me = (token: string) => makeClient(stack, token).request('GET', store('/users/me'));

    expect((await me(login.body.refresh_token)).status).toBe(401);
    expect((await refresh(login.body.access_token)).status).toBe(401);
    const refreshed = await refresh(login.body.refresh_token);
    expect((await me(refreshed.body.access_token)).status).toBe(200);
    expect((await refresh(login.body.refresh_token)).status).toBe(401);
    // The used token came back: the whole session is over, for whoever holds the newer ones too.
    expect((await me(refreshed.body.access_token)).status).toBe(401);
    expect((await refresh(refreshed.body.refresh_token)).status).toBe(401);
  });

  test('is not there for an email that is taken, also when two register at the same instant', async () => {
    const email = `${newId()}@example.org`;
    const register = () =>
      nobody.request('POST', store('/users/register'), { email, password: 'correct horse battery' });
    const answers = await Promise.all([register(), register(), register()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test.each(['', 'Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic YTpi', `Bearer ${'A'.repeat(5_000)}.e30.x`])(
    'with the header %j is none',
    async (authorization) => {
      const response = await fetch(store('/users/me'), { headers: { authorization } });
      expect(response.status).toBe(401);
    },
  );
});

describe('bad input', () => {
  test('of an unknown product names the field and is not a server error', async () => {
    const items = [
      { product_id: product.id, quantity: 1 },
      { product_id: newId(), quantity: 1 },
    ];
    const answer = await customer.request<Problem>('POST', store('/orders'), { items });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ detail: 'Validation error', errors: [{ field: 'items.1.product_id' }] });
  });

  test('that is no JSON, too large, or at no route is told so', async () => {
    const send = (body: string) =>
      fetch(store('/users/login'), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    for (const [body, status] of [
      ['{"email":', 400],
      ['x'.repeat(200_000), 413],
      ['"text"', 400],
      ['[]', 400],
    ] as const) {
      const response = await send(body);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    expect((await nobody.request<Problem>('GET', store('/nowhere'))).body).toMatchObject({
      status: 404,
      title: 'Not Found',
    });
    expect((await customer.request('GET', store('/orders/not-an-id'))).status).toBe(404);
    expect(
      (await customer.request<Problem>('GET', store('/orders?limit=0&cursor=x'))).body.errors?.map(
        ({ field }) => field,
      ),
    ).toEqual(['limit', 'cursor']);
  });

  test('of a product names each field', async () => {
    const answer = await admin.request<Problem>('POST', warehouse('/products'), {
      name: '',
      price: 1.999,
      stock_quantity: -1,
    });
    expect(answer.body.errors?.map(({ field }) => field).sort()).toEqual(['name', 'price', 'stock_quantity']);
  });
});

describe('a product', () => {
  test('is changed field by field, and two changes at once are both kept', async () => {
    const { id } = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7 });
    for (let i = 0; i < 20; i++) {
      await Promise.all([
        admin.request('PATCH', warehouse(`/products/${id}`), { name: `Rope ${i}` }),
        admin.request('PUT', warehouse(`/products/${id}`), { price: i }),
        admin.request('PATCH', warehouse(`/product/${id}`), { description: `No. ${i}` }),
      ]);
      expect(await admin.product(id)).toMatchObject({
        name: `Rope ${i}`,
        price: i,
        description: `No. ${i}`,
        stock_quantity: 7,
      });
    }
  });

  test('that is deleted stays deleted, whoever changes it at the same time', async () => {
    const { id } = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7 });
    const changes = Array.from({ length: 10 }, (_, i) =>
      admin.request('PATCH', warehouse(`/products/${id}`), { price: i }),
    );
    await Promise.all([...changes, admin.request('DELETE', warehouse(`/products/${id}`))]);
    expect((await admin.request('GET', warehouse(`/products/${id}`))).status).toBe(404);
    expect((await admin.all<ProductView>(warehouse('/products'))).some((one) => one.id === id)).toBe(false);
    expect(await redis.client.keys(`*${id}*`)).toEqual([]);
    expect((await admin.request('DELETE', warehouse(`/products/${id}`))).status).toBe(404);
  });

  test('gets its stock set by either route', async () => {
    const { id } = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7 });
    expect((await admin.setStock(id, 3)).stock_quantity).toBe(3);
    const byBody = await admin.request<ProductView>('POST', warehouse('/products/setstock'), {
      product_id: id,
      stock_quantity: 9,
    });
    expect(byBody.body.stock_quantity).toBe(9);
  });
});

test('the paths of earlier systems lead to the same places', async () => {
  const body = { product_id: product.id, quantity: 1 };
  for (const path of ['/orders/create', '/orders/place-order', '/api/orders']) {
    expect((await customer.request('POST', store(path), body)).status).toBe(201);
  }
  for (const path of ['/orders/my-orders', '/api/orders'])
    expect((await customer.request('GET', store(path))).status).toBe(200);
  expect((await nobody.request('GET', warehouse(`/product/${product.id}`))).status).toBe(200);
});

test('every service says that it is ready, and by whom it was asked', async () => {
  for (const url of [store, warehouse, refund]) {
    expect((await nobody.request('GET', url('/health/live'))).status).toBe(200);
    expect((await nobody.request('GET', url('/system-health'))).body).toMatchObject({
      status: 'ready',
      checks: { redis: 'ok', consumer: 'ok' },
    });
    const response = await fetch(url('/health/live'), { headers: { 'x-request-id': 'asked-by-me' } });
    expect(response.headers.get('x-request-id')).toBe('asked-by-me');
    const unsafe = await fetch(url('/health/live'), { headers: { 'x-request-id': 'no spaces, please' } });
    expect(unsafe.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});
