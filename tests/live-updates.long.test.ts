import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProductView } from '@stockade/contracts';
import { waitUntil, type EventSourceConnection } from '@stockade/testing';
import { newCustomer, type Client } from './client.js';
import { useShop } from './shop.js';

const CLIENTS = 200;
const REPLICAS = [0, 1] as const;

const { redis, stack, admin, customer } = useShop({
  replicas: { store: REPLICAS.length },
  env: { PAYMENT_DELAY_MS: '500', LIVE_UPDATES_PER_USER_MAX: String(CLIENTS) },
});
let lantern: ProductView;
const open: EventSourceConnection[] = [];

beforeAll(async () => {
  lantern = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100 });
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

const inStock = () => ({ product_id: lantern.id, quantity: 1 });
const beyondStock = () => ({ product_id: lantern.id, quantity: 200 });
const statusesOf = ({ events }: EventSourceConnection) => events.map(({ id }) => id);

async function follow(orderId: string, replica: number, lastEventId?: string, who: Client = customer) {
  const store = stack.url('store', replica);
  const client = await who.follow(orderId, { store, ...(lastEventId !== undefined && { lastEventId }) });
  open.push(client);
  return client;
}
const until = (client: EventSourceConnection, status: string) =>
  waitUntil(() => statusesOf(client).includes(status), { what: `${status} to be told`, deadlineMs: 20_000 });
const untilEnd = (client: EventSourceConnection) =>
  waitUntil(client.end, { what: 'the stream to end', deadlineMs: 20_000 });

describe('an order is followed live', () => {
  test('at every replica, each move once and in order, whoever makes it', async () => {
    const { order_id } = await customer.placeOrder(beyondStock());
    const clients = [
      ...(await Promise.all(REPLICAS.map((replica) => follow(order_id, replica)))),
      await follow(order_id, 1, undefined, admin),
    ];
    for (const client of clients) {
      expect(await untilEnd(client)).toBe('ended');
      expect(statusesOf(client)).toEqual(['pending', 'completed', 'refunded']);
    }
    const { timeline } = await customer.order(order_id);
    expect(clients[0]?.events.map(({ data }) => JSON.parse(data))).toEqual(
      timeline.map(({ status, at }) => ({ order_id, status, at })),
    );
  });

  test('from where the client stopped, at any replica', async () => {
    const { order_id } = await customer.placeOrder(beyondStock());
    const first = await follow(order_id, 0);
    await until(first, 'pending');
    first.close();
    await customer.orderBecomes(order_id, 'refunded');
    const second = await follow(order_id, 1, 'pending');
    await untilEnd(second);
    expect(statusesOf(second)).toEqual(['completed', 'refunded']);
    expect((await follow(order_id, 0, 'refunded')).status).toBe(204);
  });

  test('under the compatibility path too', async () => {
    const { order_id } = await customer.placeOrder(inStock());
    const client = await customer.follow(order_id, { store: `${stack.url('store')}/api` });
    open.push(client);
    await until(client, 'completed');
    expect(client.headers['content-type']).toBe('text/event-stream');
  });

  test('by many, over one connection per replica and with one reading per move', async () => {
    const { order_id } = await customer.placeOrder(beyondStock());
    await redis.client.configResetStat();
    const clients = await Promise.all(Array.from({ length: CLIENTS }, (_, i) => follow(order_id, i % REPLICAS.length)));
    const connections = (await redis.client.clientList()).filter(({ name }) => name === 'store-tracked');
    expect(connections).toHaveLength(REPLICAS.length);
    for (const client of clients) await untilEnd(client);
    expect(new Set(clients.map((client) => statusesOf(client).join()))).toEqual(
      new Set(['pending,completed,refunded']),
    );
    // For each client one, whether it may see the order; then at each replica a look or two for each move, where a reading
    // per client and move would be three times as many as there are clients.
    expect(await hashesRead()).toBeLessThan(CLIENTS * 1.5);
  });

  test('until the customer logs out', async () => {
    const guest = await newCustomer(stack);
    const { order_id } = await guest.placeOrder(inStock());
    const clients = await Promise.all(REPLICAS.map((replica) => follow(order_id, replica, undefined, guest)));
    for (const client of clients) await until(client, 'completed');
    expect((await guest.request('POST', `${stack.urls.store}/users/logout`)).status).toBe(204);
    for (const client of clients) expect(await untilEnd(client)).toBe('ended');
    expect((await follow(order_id, 0, 'completed', guest)).status).toBe(401);
  });
});

async function hashesRead(): Promise<number> {
  const stats = await redis.client.info('commandstats');
  const calls = [...stats.matchAll(/cmdstat_(?:hgetall|hmget):calls=(\d+)/g)].map(([, count]) => Number(count));
  return calls.reduce((sum, count) => sum + count, 0);
}

describe('a stream outlives', () => {
  test('a kill -9 of Redis, and catches up; meanwhile nobody is let in', async () => {
    const { order_id } = await customer.placeOrder(beyondStock());
    const clients = await Promise.all(REPLICAS.map((replica) => follow(order_id, replica)));
    for (const client of clients) await until(client, 'pending');
    await redis.server.kill('SIGKILL');
    await waitUntil(async () => (await follow(order_id, 0)).status === 503, { what: 'a refusal' });
    await redis.server.restart();
    for (const client of clients) {
      await untilEnd(client);
      expect(statusesOf(client)).toEqual(['pending', 'completed', 'refunded']);
    }
    await waitUntil(() => redis.client.isReady, { what: 'the test to be connected' });
  });

  test('a Redis that stands still, and catches up', async () => {
    const { order_id } = await customer.placeOrder(beyondStock());
    const clients = await Promise.all(REPLICAS.map((replica) => follow(order_id, replica)));
    for (const client of clients) await until(client, 'pending');
    await redis.server.signal('SIGSTOP');
    for (const replica of REPLICAS) {
      const isCutOff = async () => (await fetch(`${stack.url('store', replica)}/health/ready`)).status === 503;
      await waitUntil(isCutOff, { what: 'the store to notice' });
    }
    await redis.server.signal('SIGCONT');
    for (const client of clients) {
      await untilEnd(client);
      expect(statusesOf(client)).toEqual(['pending', 'completed', 'refunded']);
    }
  });
});

describe('the clients of a store', () => {
  test('that stops are let go at once, and go on at another', async () => {
    const { order_id } = await customer.placeOrder(inStock());
    const clients = await Promise.all(Array.from({ length: 20 }, () => follow(order_id, 1)));
    for (const client of clients) await until(client, 'completed');
    expect(await stack.process('store', 1).stop()).toEqual({ code: 0, signal: null });
    // Cut off at the deadline of the stop, they would be broken.
    expect(new Set(clients.map((client) => client.end()))).toEqual(new Set(['ended']));
    const again = await follow(order_id, 0, 'completed');
    expect([again.status, statusesOf(again)]).toEqual([200, []]);
    await stack.start('store', 1);
  });

  test('that is killed go on at another, and miss nothing', async () => {
    const { order_id } = await customer.placeOrder(beyondStock());
    const client = await follow(order_id, 1);
    await until(client, 'pending');
    await stack.killNow('store', 1);
    expect(await untilEnd(client)).toBe('broken');
    const again = await follow(order_id, 0, statusesOf(client).at(-1));
    await stack.start('store', 1);
    await untilEnd(again);
    expect([...statusesOf(client), ...statusesOf(again)]).toEqual(['pending', 'completed', 'refunded']);
  });
});
