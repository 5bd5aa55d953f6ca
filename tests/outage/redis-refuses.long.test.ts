import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  newId,
  readinessSchema,
  type DeadLetterView,
  type Page,
  type ProductView,
  type TokenView,
} from '@stockade/contracts';
import { SERVICE_NAMES, waitUntil, type ServiceName } from '@stockade/testing';
import { makeClient } from '../client.js';
import { useShop } from '../shop.js';

/** Some two hundred of the orders below. */
const SMALL = '6mb';
const ROOMY = '256mb';
const FULL_DEADLINE_MS = 45_000;
const ROOM_DEADLINE_MS = 45_000;
const FULL_TEST_TIMEOUT_MS = 150_000;
const STOCK = 1_000_000;
/** Placed at the same time. */
const BATCH = 10;
/** As large as an address may be, or nearly. */
const ADDRESS = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(i).padEnd(200, 'k'), 'v'.repeat(500)]));
/** An order with it stays pending: the provider is out of order. */
const NO_PROVIDER = 'pm_card_unavailable';

const { redis, stack, admin, customer } = useShop({
  redis: { args: ['--maxmemory', SMALL] },
  env: { PAYMENT_DELAY_MS: '0', LOG_LEVEL: 'fatal' },
});
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: STOCK });
});
afterEach(() => redis.client.configSet({ maxmemory: ROOMY, 'min-replicas-to-write': '0' }));

async function trouble(service: ServiceName): Promise<string> {
  const answer = await fetch(`${stack.urls[service]}/health/ready`);
  const { checks } = readinessSchema.parse(await answer.json());
  return `${answer.status} ${checks['redis']}`;
}
const troubles = () => Promise.all(SERVICE_NAMES.map(trouble));
const untilAllSay = (words: RegExp, deadlineMs: number, meanwhile: () => Promise<unknown> = async () => {}) =>
  waitUntil(
    async () => {
      await meanwhile();
      return (await troubles()).every((one) => words.test(one));
    },
    { what: `all services to say ${String(words)}`, deadlineMs },
  );
const everyService = (words: string) => SERVICE_NAMES.map(() => expect.stringContaining(words));

test(
  'a Redis whose memory is full lives and refuses, readiness says so, and with room again nothing is lost',
  async () => {
    const pid = redis.server.pid();
    const accepted: string[] = [];
    const statuses = new Set<number>();
    const place = async () => {
      const body = { product_id: product.id, quantity: 1, shipping_address: ADDRESS };
      const answer = await customer.request<{ order_id: string }>('POST', `${stack.urls.store}/orders`, body);
      statuses.add(answer.status);
      if (answer.status === 201) accepted.push(answer.body.order_id);
    };
    await untilAllSay(/^503 its memory is full.*raise maxmemory/, FULL_DEADLINE_MS, () =>
      Promise.all(Array.from({ length: BATCH }, place)),
    );
    expect([...statuses].toSorted()).toEqual([201, 503]);
    expect([redis.server.pid(), await redis.client.ping()]).toEqual([pid, 'PONG']);

    await redis.client.configSet('maxmemory', ROOMY);
    await untilAllSay(/^200 ok/, ROOM_DEADLINE_MS);
    await place();
    for (const orderId of accepted) await customer.orderBecomes(orderId, 'completed');
    // A refusal is one: nothing of it was kept.
    const listed = await customer.all<{ order_id: string }>(`${stack.urls.store}/orders`);
    expect(listed.map(({ order_id }) => order_id).toSorted()).toEqual(accepted.toSorted());
    await waitUntil(async () => (await admin.product(product.id)).stock_quantity === STOCK - accepted.length, {
      what: 'a piece reserved for each order',
    });
  },
  FULL_TEST_TIMEOUT_MS,
);

describe('while too few replicas are in reach', () => {
  const email = `${newId()}@example.org`;
  const password = 'correct horse battery';
  let tokens: TokenView;
  let pendingOrder: string;
  let deadLetter: string;

  beforeAll(async () => {
    const visitor = makeClient(stack);
    await visitor.request('POST', `${stack.urls.store}/users/register`, { email, password });
    tokens = (await visitor.request<TokenView>('POST', `${stack.urls.store}/users/login`, { email, password })).body;
    const order = { product_id: product.id, quantity: 1, payment_method: NO_PROVIDER };
    pendingOrder = (await customer.placeOrder(order)).order_id;
    await redis.client.xAdd('order-completed', '*', { nobody: 'can read this' });
    const letters = () => admin.request<Page<DeadLetterView>>('GET', `${stack.urls.warehouse}/ops/dead-letters`);
    deadLetter = await waitUntil(async () => (await letters()).body.items[0]?.id, { what: 'the dead letter' });
  });

  const store = (path: string) => `${stack.urls.store}${path}`;
  const warehouse = (path: string) => `${stack.urls.warehouse}${path}`;
  test.each<[what: string, write: () => Promise<{ status: number; headers: Headers }>]>([
    ['register', () => customer.request('POST', store('/users/register'), { email: `${newId()}@a.test`, password })],
    ['log in', () => customer.request('POST', store('/users/login'), { email, password })],
    ['refresh', () => customer.request('POST', store('/users/refresh'), { refresh_token: tokens.refresh_token })],
    ['log out', () => makeClient(stack, tokens.access_token).request('POST', store('/users/logout'))],
    ['order', () => customer.request('POST', store('/orders'), { product_id: product.id, quantity: 1 })],
    ['cancel', () => customer.request('POST', store(`/orders/${pendingOrder}/cancel`))],
    ['make a product', () => admin.request('POST', warehouse('/products'), { name: 'A', price: 1, stock_quantity: 1 })],
    ['change a product', () => admin.request('PATCH', warehouse(`/products/${product.id}`), { price: 2 })],
    ['set the stock', () => admin.request('PUT', warehouse(`/products/${product.id}/stock`), { stock_quantity: 1 })],
    ['delete a product', () => admin.request('DELETE', warehouse(`/products/${product.id}`))],
    ['replay', () => admin.request('POST', warehouse(`/ops/dead-letters/${deadLetter}/replay`))],
    ['purge', () => admin.request('DELETE', warehouse(`/ops/dead-letters/${deadLetter}`))],
  ])('%s answers 503 with Retry-After, and readiness says why', async (_, write) => {
    await redis.client.configSet('min-replicas-to-write', '1');
    const { status, headers } = await write();
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    await untilAllSay(/^503 too few of its replicas are in reach/, ROOM_DEADLINE_MS);
  });

  test('what only reads is answered, and all is well when they are back', async () => {
    await redis.client.configSet('min-replicas-to-write', '1');
    await untilAllSay(/^503 too few/, ROOM_DEADLINE_MS);
    expect((await customer.order(pendingOrder)).status).toBe('pending');
    expect((await customer.product(product.id)).price).toBe(1);
    await redis.client.configSet('min-replicas-to-write', '0');
    await untilAllSay(/^200 ok/, ROOM_DEADLINE_MS);
    expect((await customer.cancelOrder(pendingOrder)).body.status).toBe('cancelled');
    expect(await troubles()).toEqual(everyService('200 ok'));
  });
});
