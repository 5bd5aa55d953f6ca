import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type OrderView, type Page, type Problem, type ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { newCustomer, type Client } from './client.js';
import { useShop } from './shop.js';

const ROUNDS_MAX = 20;

const { stack, admin, customer } = useShop({ env: { PAYMENT_DELAY_MS: '0' }, replicas: { store: 2 } });
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: '29.99', stock_quantity: 100_000 });
});

const place = <Body = OrderView>(client: Client, key: string, body: unknown, replica = 0, path = '/orders') =>
  client.request<Body>('POST', stack.url('store', replica) + path, body, { 'idempotency-key': key });
const one = () => ({ product_id: product.id, quantity: 1 });
const ordersOf = async (client: Client) =>
  (await client.request<Page<OrderView>>('GET', `${stack.urls.store}/orders?limit=100`)).body.items;

describe('a request that is repeated with its Idempotency-Key', () => {
  test('gets the first answer again, whatever has become of the order', async () => {
    const key = newId();
    const first = await place(customer, key, one());
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    await customer.orderBecomes(first.body.order_id, 'completed');
    const again = await place(customer, key, one());
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  test('is the same request at another replica, by another path and with its fields in another order', async () => {
    const key = newId();
    const { id } = product;
    const items = [{ product_id: id, quantity: 2 }];
    const first = await place(customer, key, { items, shipping_address: { city: 'Ulm', street: 'Am Tor 1' } });
    const sameAgain = { shipping_address: { street: 'Am Tor 1', city: 'Ulm' }, quantity: 2, product_id: id };
    const again = await place(customer, key, sameAgain, 1, '/api/orders');
    expect(again.body).toEqual(first.body);
  });

  test('gets the first answer again when its product is gone', async () => {
    const key = newId();
    const scarce = await admin.createProduct({ name: 'Seal', price: '5', stock_quantity: 1 });
    const body = { product_id: scarce.id, quantity: 1 };
    const first = await place(customer, key, body);
    expect((await admin.request('DELETE', `${stack.urls.warehouse}/products/${scarce.id}`)).status).toBe(204);
    expect((await place(customer, key, body)).body).toEqual(first.body);
    expect((await place(customer, newId(), body)).status).toBe(400);
    expect((await place(customer, key, { ...body, quantity: 2 })).status).toBe(422);
  });

  test('gets nothing any more when the customer has logged out, not even for a product that is gone', async () => {
    const guest = await newCustomer(stack);
    const key = newId();
    const scarce = await admin.createProduct({ name: 'Seal', price: '5', stock_quantity: 1 });
    const body = { product_id: scarce.id, quantity: 1 };
    expect((await place(guest, key, body)).status).toBe(201);
    expect((await admin.request('DELETE', `${stack.urls.warehouse}/products/${scarce.id}`)).status).toBe(204);
    expect((await guest.request('POST', `${stack.urls.store}/users/logout`)).status).toBe(204);
    for (const again of [body, { ...body, quantity: 2 }, one()])
      expect((await place(guest, key, again)).status).toBe(401);
  });

  test('is refused with another body', async () => {
    const key = newId();
    const first = await place(customer, key, one());
    for (const other of [
      { ...one(), quantity: 2 },
      { ...one(), shipping_address: 'Elsewhere 1' },
      { ...one(), payment_method: 'pm_other' },
    ]) {
      const answer = await place<Problem>(customer, key, other);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ title: 'Unprocessable Entity', detail: expect.stringContaining('Key') });
    }
    expect((await place(customer, key, one())).body).toEqual(first.body);
  });

  test('makes one order, however many come at the same instant to whichever replica', async () => {
    const shopper = await newCustomer(stack);
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => place(shopper, key, one(), i % 2)));
    expect(new Set(answers.map(({ body }) => body.order_id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await ordersOf(shopper)).toHaveLength(1);
  });

  test('is another request when somebody else sends it', async () => {
    const key = newId();
    const [ann, bob] = await Promise.all([newCustomer(stack), newCustomer(stack)]);
    const [hers, his] = await Promise.all([place(ann, key, one()), place(bob, key, one())]);
    expect(hers.body.order_id).not.toBe(his.body.order_id);
    expect(his.headers.get('idempotency-replayed')).toBeNull();
  });

  test('makes one order when the store is killed between the write and the answer', async () => {
    const shopper = await newCustomer(stack);
    const orderIds: string[] = [];
    const replayed: string[] = [];
    const persist = async (key: string) => {
      for (;;) {
        const answer = await place(shopper, key, one()).catch(() => null);
        if (answer?.status !== 201) continue;
        orderIds.push(answer.body.order_id);
        if (answer.headers.get('idempotency-replayed') === 'true') replayed.push(key);
        return;
      }
    };
    // Until a kill has come between the two at least once.
    for (let round = 0; round < ROUNDS_MAX && replayed.length === 0; round++) {
      const placing = Promise.all(Array.from({ length: 30 }, () => persist(newId())));
      const before = orderIds.length;
      await waitUntil(() => orderIds.length > before + round, { what: 'the first answers', intervalMs: 1 });
      await stack.killNow('store');
      await stack.start('store');
      await placing;
    }
    expect(replayed).not.toEqual([]);
    expect(
      (await shopper.all<OrderView>(`${stack.urls.store}/orders`)).map(({ order_id }) => order_id).toSorted(),
    ).toEqual(orderIds.toSorted());
  });
});

test.each(['', 'with space', 'x'.repeat(256)])('the key %j is refused', async (key) => {
  const answer = await place<Problem>(customer, key, one());
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toEqual([{ field: 'idempotency-key', message: expect.any(String) }]);
});
