import { beforeAll, describe, expect, test } from '@jest/globals';
import { orderViewSchema, type OrderView, type ProductView } from '@stockade/contracts';
import { openEventSource, waitUntil } from '@stockade/testing';
import { z } from 'zod';
import { useShop } from '../shop.js';

const shop = useShop({ storefront: {}, replicas: { store: 2 }, env: { RATE_LIMIT_ENABLED: 'true' } });
const JSON_TYPE = { 'content-type': 'application/json' };
const OURS = { ...JSON_TYPE, 'sec-fetch-site': 'same-origin' };
const ANN = { email: 'ann@example.org', password: 'correct horse' };

const accessSchema = z.object({ access_token: z.string(), expires_in: z.int() }).strict();

let product: ProductView;
const gateway = () => {
  const { storefront } = shop.stack;
  if (storefront === undefined) throw new Error('the stack was started without it');
  return storefront;
};
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(gateway().url + path, {
    method,
    headers: { ...OURS, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const open = async () => {
  const login = await send('POST', '/session', ANN);
  const { access_token } = accessSchema.parse(await login.json());
  return { cookie: cookieOf(login), bearer: { authorization: `Bearer ${access_token}` } };
};
const place = async (bearer: Record<string, string>): Promise<OrderView> => {
  const placed = await send('POST', '/api/store/orders', { product_id: product.id, quantity: 1 }, bearer);
  return orderViewSchema.parse(await placed.json());
};

beforeAll(async () => {
  product = await shop.admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100 });
  expect((await send('POST', '/api/store/users/register', ANN)).status).toBe(201);
});

describe('a browser at the gateway', () => {
  test('logs in, orders, and its order is found where the answer says', async () => {
    const { bearer } = await open();
    const placed = await send('POST', '/api/store/orders', { product_id: product.id, quantity: 1 }, bearer);
    expect(placed.status).toBe(201);
    const order = orderViewSchema.parse(await placed.json());
    const location = new URL(placed.headers.get('location') ?? '', placed.url);
    expect(location.href).toBe(`${gateway().url}/api/store/orders/${order.order_id}`);
    const isCompleted = async () => {
      const found = await fetch(location, { headers: bearer });
      return orderViewSchema.parse(await found.json()).status === 'completed';
    };
    await waitUntil(isCompleted, { what: 'the order to be completed' });
  });

  test('follows an order live', async () => {
    const { bearer } = await open();
    const { order_id } = await place(bearer);
    const live = await openEventSource(`${gateway().url}/api/store/orders/${order_id}/events`, bearer);
    await waitUntil(() => live.events.at(-1)?.id === 'completed', { what: 'the order to be completed' });
    expect(live.events.map(({ id }) => id)).toEqual(['pending', 'completed']);
    live.close();
  });

  test('is kept logged in by the cookie, also when an answer with its successor was lost', async () => {
    const { cookie } = await open();
    const lost = await send('POST', '/session/refresh', undefined, { cookie });
    const again = await send('POST', '/session/refresh', undefined, { cookie });
    expect([lost.status, again.status]).toEqual([200, 200]);
    const jti = (answer: Response) =>
      JSON.parse(Buffer.from(cookieOf(answer).split('.')[1] ?? '', 'base64url').toString()).jti;
    expect(jti(again)).toBe(jti(lost));
    expect(cookieOf(again)).not.toBe(cookie);
    const { access_token } = accessSchema.parse(await again.json());
    const me = await fetch(`${gateway().url}/api/store/users/me`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(await me.json()).toMatchObject({ email: ANN.email });
  });

  test('is logged out everywhere, and has no session afterwards', async () => {
    const { cookie, bearer } = await open();
    const left = await send('DELETE', '/session', undefined, { cookie });
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await fetch(`${gateway().url}/api/store/users/me`, { headers: bearer })).status).toBe(401);
    const refreshed = await send('POST', '/session/refresh', undefined, { cookie });
    expect([refreshed.status, cookieOf(refreshed)]).toEqual([204, '__Host-stockade=']);
  });

  test('that gives a wrong password hears what the store says', async () => {
    const refused = await send('POST', '/session', { ...ANN, password: 'wrong horse' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  test('is known to the services by its own address', async () => {
    // A login from an address of ours is counted there, so the limit shows whose it was.
    await send('POST', '/session', ANN, { 'x-forwarded-for': '203.0.113.7' });
    const keys = await shop.redis.client.keys('rate-limit:store:logins:*');
    expect(keys.filter((key) => key.includes('127.0.0.1')).length).toBeGreaterThan(0);
    expect(keys.filter((key) => key.includes('203.0.113.7'))).toEqual([]);
  });

  test('sends too much and hears it from the service', async () => {
    const { bearer } = await open();
    const refused = await send('POST', '/api/store/orders', { shipping_address: 'x'.repeat(200_000) }, bearer);
    expect(refused.status).toBe(413);
  });
});

describe('when a service is killed', () => {
  test('a live stream through the gateway ends at once', async () => {
    const { bearer } = await open();
    const { order_id } = await place(bearer);
    const streams = await Promise.all(
      Array.from({ length: 4 }, () => openEventSource(`${gateway().url}/api/store/orders/${order_id}/events`, bearer)),
    );
    // They are spread over both stores, and each loses its own.
    await shop.stack.killNow('store', 0);
    await waitUntil(() => streams.some((live) => live.end() !== undefined), { what: 'an end', deadlineMs: 2_000 });
    for (const live of streams) live.close();
    await shop.stack.start('store', 0);
  });

  test('the other one takes over: orders that nobody has begun with do not fail', async () => {
    const { bearer } = await open();
    await shop.stack.killNow('store', 1);
    for (let i = 0; i < 20; i++) expect((await place(bearer)).status).toBe('pending');
    await shop.stack.start('store', 1);
  });

  test('in the middle of an order it is a problem document or an answer, and never a silence', async () => {
    const { bearer } = await open();
    const outcomes: number[] = [];
    const killed = new AbortController();
    const shopper = async () => {
      while (!killed.signal.aborted) {
        const order = { product_id: product.id, quantity: 1 };
        const answer = await send('POST', '/api/store/orders', order, bearer);
        await answer.text();
        outcomes.push(answer.status);
      }
    };
    const shoppers = Promise.all(Array.from({ length: 8 }, shopper));
    await waitUntil(() => outcomes.length > 20, { what: 'orders' });
    await shop.stack.killNow('store', 0);
    const before = outcomes.length;
    await waitUntil(() => outcomes.length > before + 20, { what: 'orders at the other store' });
    killed.abort();
    await shoppers;
    expect(outcomes.filter((status) => ![201, 409, 502].includes(status))).toEqual([]);
    await shop.stack.start('store', 0);
  });
});
