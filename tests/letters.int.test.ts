import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  newId,
  type OrderView,
  type Page,
  type Problem,
  type ProductView,
  type ReservationView,
  type TokenView,
  type UserView,
} from '@stockade/contracts';
import { logIn, type Client } from './client.js';
import { useServices } from './shop.js';

/** The admin as the settings name them: in capitals, decomposed, with a space that is not ASCII. */
const CONFIGURED = { ADMIN_EMAIL: 'CHE\u0301F@bu\u0308ro.example', ADMIN_PASSWORD: 'Ge\u0301heim\u00a0123' };
const TYPED = { email: 'chéf@xn--bro-hoa.example', password: 'Géheim 123' };

const { stack, nobody, customer, store, warehouse } = useServices({ env: { PAYMENT_DELAY_MS: '0', ...CONFIGURED } });
let admin: Client;
let product: ProductView;

beforeAll(async () => {
  admin = await logIn(stack, TYPED.email, TYPED.password);
  product = await admin.createProduct({ name: 'Lantern', price: '29.99', stock_quantity: 100 });
});

const fieldsOf = ({ body }: { body: Problem }) => (body.errors ?? []).map(({ field }) => field);

describe('an account', () => {
  const register = (email: string, password: string) =>
    nobody.request<UserView>('POST', store('/users/register'), { email, password });
  const login = async (email: string, password: string) =>
    (await nobody.request<TokenView>('POST', store('/users/login'), { email, password })).status;

  test('is the same in every form of its email and its password', async () => {
    const registered = await register(' Jose\u0301@Bu\u0308cher.example', 'contrasen\u0303a');
    expect([registered.status, registered.body.email]).toEqual([201, 'josé@xn--bcher-kva.example']);
    expect((await register('JOSÉ@xn--bcher-kva.example', 'another password')).status).toBe(409);
    expect(await login('josé@bücher.example', 'contraseña')).toBe(200);
    expect(await login('josé@bücher.example', 'contrasena')).toBe(401);
    expect(await login('josé@bücher.example', 'Contraseña')).toBe(401);
  });

  test('does not open to bytes that are no UTF-8', async () => {
    expect((await register('lost@example.org', 'geheim-é-wort')).status).toBe(201);
    const sent = (password: string) =>
      fetch(store('/users/login'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify({ email: 'lost@example.org', password }), 'latin1'),
      });
    expect((await sent('geheim-é-wort')).status).toBe(400);
    expect((await sent('geheim-è-wort')).status).toBe(400);
    expect(await login('lost@example.org', 'geheim-\ufffd-wort')).toBe(401);
    expect((await register('lost2@example.org', 'geheim-\ufffd-wort')).status).toBe(400);
  });
});

describe('an id in upper case', () => {
  const upper = (id: string) => id.toUpperCase();

  test('names the same order in every service, and is answered in lower case', async () => {
    const { order_id, items } = await customer.placeOrder({ product_id: upper(product.id), quantity: 1 });
    expect(items[0]?.product_id).toBe(product.id);
    await customer.orderBecomes(order_id, 'completed');
    expect((await customer.order(upper(order_id))).order_id).toBe(order_id);
    const follower = await customer.follow(upper(order_id));
    follower.close();
    expect((await customer.cancelOrder(upper(order_id))).status).toBe(409);
    const reserved = await customer.request<ReservationView>('GET', warehouse(`/reservations/${upper(order_id)}`));
    expect([200, 404]).toContain(reserved.status);
  });

  test('names the same product, for looking and for changing', async () => {
    expect(await nobody.request('GET', warehouse(`/products/${upper(product.id)}`))).toMatchObject({ status: 200 });
    const changed = { product_id: upper(product.id), stock_quantity: 90 };
    expect((await admin.request<ProductView>('POST', warehouse('/products/setstock'), changed)).body.id).toBe(
      product.id,
    );
  });

  test('goes on in a list where the same in lower case does', async () => {
    const more = [await admin.createProduct({ name: 'Nail', price: 1, stock_quantity: 1 })];
    const page = (cursor: string) =>
      nobody.request<Page<ProductView>>('GET', warehouse(`/products?limit=1&cursor=${cursor}`));
    const [last] = more;
    const [lower, other] = [await page(last?.id ?? ''), await page(upper(last?.id ?? ''))];
    expect(lower.body.items.length).toBe(1);
    expect(other.body).toEqual(lower.body);
  });

  test('makes no other request of one that is repeated, and no second line', async () => {
    const key = { 'idempotency-key': newId() };
    const place = (...ids: string[]) =>
      customer.request<OrderView>(
        'POST',
        store('/orders'),
        { items: ids.map((id) => ({ product_id: id, quantity: 1 })) },
        key,
      );
    const first = await place(product.id, upper(product.id));
    expect(first.body.items).toMatchObject([{ product_id: product.id, quantity: 2 }]);
    const second = await place(upper(product.id), product.id);
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(second.body.order_id).toBe(first.body.order_id);
  });
});

describe('a refusal names what was sent', () => {
  const place = (body: unknown) => customer.request<Problem>('POST', store('/orders'), body);
  const line = (product_id: string) => ({ product_id, quantity: 1 });

  test('when there is no such product: of a single line, and of a basket whose lines were added up', async () => {
    expect(fieldsOf(await place(line(newId())))).toEqual(['product_id']);
    const items = [line(product.id), line(product.id), line(newId())];
    expect(fieldsOf(await place({ items }))).toEqual(['items.2.product_id']);
  });

  test('when a product is changed under the older name of a field', async () => {
    const answer = await admin.request<Problem>('PUT', warehouse(`/products/${product.id}/stock`), { quantity: '5' });
    expect(fieldsOf(answer)).toEqual(['quantity']);
  });

  test('when a query or a header is wrong', async () => {
    expect(fieldsOf(await customer.request('GET', store('/orders?status=%ff')))).toEqual(['status']);
    const key = { 'idempotency-key': 'two words' };
    expect(fieldsOf(await customer.request('POST', store('/orders'), line(product.id), key))).toEqual([
      'idempotency-key',
    ]);
  });
});
