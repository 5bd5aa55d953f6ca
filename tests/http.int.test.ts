import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type OrderView, type Page, type Problem, type ProductView } from '@stockade/contracts';
import { newCustomer } from './client.js';
import { useServices } from './shop.js';

const { stack, nobody, admin, customer, store, warehouse, refund } = useServices({ env: { PAYMENT_DELAY_MS: '0' } });
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', description: 'Brass', price: '29.99', quantity: 100 });
});

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
    expect(answer.body.errors?.map(({ field }) => field).toSorted()).toEqual(['name', 'price', 'stock_quantity']);
  });
});

test.each([
  ['GET', '/users/login', 'POST', store],
  ['GET', '/orders/quote', 'POST', store],
  ['GET', '/products/setstock', 'POST', warehouse],
  ['DELETE', '/products/events', 'GET, HEAD', warehouse],
])(
  '%s %s is a 405 that names the method, and no id of that name is looked for',
  async (method, path, allowed, service) => {
    const { status, headers } = await nobody.request(method, service(path));
    expect([status, headers.get('allow')]).toEqual([405, allowed]);
  },
);

test('the compatibility paths lead to the same places', async () => {
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
