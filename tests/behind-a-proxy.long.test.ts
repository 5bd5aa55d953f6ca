import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventSource, startStack, usePrivateRedis, waitUntil, type Stack } from '@stockade/testing';
import { z } from 'zod';
import { logInAsAdmin } from './client.js';
import { startPrefixProxy, type PrefixProxy } from './prefix-proxy.js';

const redis = usePrivateRedis();
const SHUTDOWN_DELAY_MS = 1_500;
let stack: Stack;
let proxy: PrefixProxy;
let productId: string;
let headers: Record<string, string>;

beforeAll(async () => {
  const env = {
    TRUST_PROXY: '1',
    RATE_LIMIT_ENABLED: 'true',
    RATE_LIMIT_LOGINS_PER_MINUTE: '5',
    SHUTDOWN_DELAY_MS: String(SHUTDOWN_DELAY_MS),
    KEEP_ALIVE_S: '620',
  };
  stack = await startStack({ redisUrl: redis.url, env });
  const { store, warehouse, refund } = stack.urls;
  proxy = await startPrefixProxy({ '/api/store': store, '/api/warehouse': warehouse, '/api/refund': refund });
  const admin = await logInAsAdmin(stack);
  ({ id: productId } = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100 }));
  const login = await post('/api/store/users/login', stack.admin);
  const { access_token } = z.object({ access_token: z.string() }).parse(await login.json());
  headers = { authorization: `Bearer ${access_token}` };
});
afterAll(async () => {
  await proxy?.close();
  await stack?.stop();
});

function post(path: string, body: unknown): Promise<Response> {
  const all = { 'content-type': 'application/json', ...headers };
  return fetch(proxy.origin + path, { method: 'POST', headers: all, body: JSON.stringify(body) });
}

const orderSchema = z.object({ order_id: z.string() });

describe('behind a proxy that takes a prefix off', () => {
  test.each(['/orders', '/orders/', '/orders/create', '/api/orders'])(
    'the location of an order that was placed at %s leads to it',
    async (path) => {
      const placed = await post(`/api/store${path}`, { product_id: productId, quantity: 1 });
      expect(placed.status).toBe(201);
      const { order_id } = orderSchema.parse(await placed.json());
      const location = new URL(placed.headers.get('location') ?? '', placed.url);
      expect(location.href).toBe(`${proxy.origin}/api/store/orders/${order_id}`);
      const found = await fetch(location, { headers });
      expect(orderSchema.parse(await found.json())).toEqual({ order_id });
    },
  );

  test('the location of a product leads to it', async () => {
    const created = await post('/api/warehouse/product', { name: 'Rope', price: 5, stock_quantity: 1 });
    const location = new URL(created.headers.get('location') ?? '', created.url);
    expect(location.href).toMatch(/\/api\/warehouse\/products\/[^/]+$/);
    expect((await fetch(location)).status).toBe(200);
  });

  test('an order can be followed live', async () => {
    const placed = await post('/api/store/orders', { product_id: productId, quantity: 1 });
    const { order_id } = orderSchema.parse(await placed.json());
    const live = await openEventSource(`${proxy.origin}/api/store/orders/${order_id}/events`, headers);
    await waitUntil(() => live.events.length === 2, { what: 'two moves of the order' });
    live.close();
    expect(live.events.map(({ id }) => id)).toEqual(['pending', 'completed']);
  });

  test('the description names the address under which it was found as that of the service', async () => {
    const described = await fetch(`${proxy.origin}/api/refund/openapi.json`);
    const { servers } = z.object({ servers: z.array(z.object({ url: z.string() })) }).parse(await described.json());
    expect(servers.map(({ url }) => new URL(url, described.url).href)).toEqual([`${proxy.origin}/api/refund/`]);
  });

  test.each(['/docs', '/docs/', '/redoc', '/redoc/', '/docs/events', '/docs/events/'])(
    'whatever %s links to is there',
    async (path) => {
      const page = await fetch(`${proxy.origin}/api/warehouse${path}`);
      const html = await page.text();
      const references = [...html.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, reference = '']) => reference);
      const addresses = references.map((reference) => new URL(reference, page.url)).filter(isHttp);
      expect(addresses.length).toBeGreaterThan(1);
      for (const address of addresses)
        expect({ address: address.href, status: (await fetch(address)).status }).toEqual({
          address: address.href,
          status: 200,
        });
    },
  );

  test('the viewers ask for the description beside them', async () => {
    for (const viewer of ['swagger-ui', 'redoc']) {
      const script = await fetch(`${proxy.origin}/api/store/docs/assets/start-${viewer}.js`);
      const [, reference = ''] = /new URL\('([^']+)', document\.currentScript\.src\)/.exec(await script.text()) ?? [];
      expect(new URL(reference, script.url).href).toBe(`${proxy.origin}/api/store/openapi.json`);
    }
  });

  test('a client is known by the address that the proxy saw, whatever it sends itself', async () => {
    const logIn = (own: Record<string, string>) =>
      fetch(`${proxy.origin}/api/store/users/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...own },
        body: JSON.stringify({ email: 'nobody@stockade.test', password: 'not a password' }),
      });
    const seen = new Set<number>();
    for (let i = 1; i <= 10; i++) seen.add((await logIn({ 'x-forwarded-for': `203.0.113.${i}` })).status);
    expect(seen).toContain(429);
    // So many fields that the proxy's own would be one too many.
    const filler = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`x-${i}`, '1']));
    expect((await logIn({ ...filler, 'x-forwarded-for': '203.0.113.99' })).status).toBe(429);
    const more = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`x-${i}`, '1']));
    expect((await logIn({ ...more, 'x-forwarded-for': '203.0.113.98' })).status).toBe(431);
  });
});

const isHttp = ({ protocol }: URL) => protocol === 'http:';

describe('a service that is told to stop behind a balancer', () => {
  test('says that it is not ready, and goes on answering until the balancer has noticed', async () => {
    const agent = new Agent({ keepAlive: true });
    const products: Outcome[] = [];
    const noticed = new AbortController();
    const balancer = async () => {
      while (!noticed.signal.aborted) products.push(await ask(agent, `${stack.urls.warehouse}/products`));
    };
    const balancing = Promise.all([balancer(), balancer()]);
    await waitUntil(() => products.length > 20, { what: 'answers' });
    stack.process('warehouse').signal('SIGTERM');
    const readiness = await waitUntil(
      async () => {
        const { answer } = await ask(agent, `${stack.urls.warehouse}/health/ready`);
        return answer !== '200' && answer;
      },
      { what: 'the balancer to notice' },
    );
    noticed.abort();
    await balancing;
    const late = await ask(agent, `${stack.urls.warehouse}/products`);
    agent.destroy();
    expect(readiness).toBe('503');
    expect(new Set(products.map(({ answer }) => answer))).toEqual(new Set(['200']));
    expect(products[0]?.keepAlive).toBe('timeout=620');
    expect(late).toEqual({ answer: '200', keepAlive: undefined });
    expect(await stack.process('warehouse').exited).toEqual({ code: 0, signal: null });
  });
});

interface Outcome {
  /** A status, or the code of an error. */
  answer: string;
  keepAlive: string | undefined;
}

function ask(agent: Agent, url: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const asked = request(url, { agent }, (response) => {
      const { 'keep-alive': keepAlive } = response.headers;
      const answer = String(response.statusCode);
      response.resume().once('end', () => resolve({ answer, keepAlive: keepAlive?.toString() }));
    });
    asked.once('error', (error) => {
      resolve({ answer: 'code' in error ? String(error.code) : error.message, keepAlive: undefined });
    });
    asked.end();
  });
}
