import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  makeKeys,
  newId,
  type HistoryView,
  type OverviewView,
  type ProductView,
  type StreamView,
} from '@stockade/contracts';
import { viewStream } from '@stockade/operations';
import { openEventSource, waitUntil, type EventSourceConnection } from '@stockade/testing';
import { z } from 'zod';
import { CONSUMED } from '../consumed-flows.js';
import { makeClient } from '../client.js';
import { makeRedisUsers, urlFor } from '../redis-users/rights.js';
import { useServices } from '../shop.js';
import { shownEntry } from '../shown-entry.js';
import { tokenOf } from '../client.js';

/** As it runs under docker compose: with the rights of its own Redis user, and no other. */
const { redis, stack, admin, customer, operations } = useServices({
  env: { PAYMENT_DELAY_MS: '20', LOG_LEVEL: 'fatal' },
  operations: ({ url }) => ({ REDIS_URL: urlFor('operations', url) }),
  prepare: ({ client }) => makeRedisUsers(client),
});
const keys = makeKeys();
const STREAMS = Object.values(CONSUMED).map(({ stream }) => stream);
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100_000 });
});

const overview = async () => (await admin.request<OverviewView>('GET', operations('/ops/overview'))).body;
const history = (query: string) => admin.request<HistoryView>('GET', operations(`/ops/history?${query}`));
const order = () => customer.placeOrder({ product_id: product.id, quantity: 1 });

async function watch(): Promise<EventSourceConnection> {
  const { email, password } = stack.admin;
  const token = await tokenOf(stack, email, password);
  return openEventSource(operations('/ops/events'), { authorization: `Bearer ${token}` });
}

describe('the operations service', () => {
  test.each([
    'streams',
    'overview',
    'events',
    'history?series=order-placed.rate',
    'streams/order-placed/pending',
    'streams/order-placed/entries',
  ])('shows /ops/%s to admins alone', async (path) => {
    const url = operations(`/ops/${path}`);
    expect((await makeClient(stack).request('GET', url)).status).toBe(401);
    expect((await customer.request('GET', url)).status).toBe(403);
  });

  test('shows all streams as they are', async () => {
    await redis.client.xAdd(keys.orderPlaced, '*', { not: 'an event' });
    const seen = async () => {
      const { body } = await admin.request<{ items: StreamView[] }>('GET', operations('/ops/streams'));
      return body.items;
    };
    const items = await waitUntil(
      async () => (await seen()).find(({ dead_letters }) => dead_letters === 1) && (await seen()),
      { what: 'the dead letter' },
    );
    const known = await Promise.all(Object.values(CONSUMED).map((flow) => viewStream(redis.client, flow)));
    expect(items.map(({ stream, length, dead_letters }) => ({ stream, length, dead_letters }))).toEqual(
      known.map(({ stream, length, dead_letters }) => ({ stream, length, dead_letters })),
    );
  });

  test('sums up the shop as it is', async () => {
    // What was there before the first sample is in no rate.
    const isMeasured = async () => (await overview()).streams.every(({ rate_per_s }) => rate_per_s !== null);
    await waitUntil(isMeasured, { what: 'the first sample' });
    const { order_id } = await order();
    await customer.orderBecomes(order_id, 'completed');
    const seen = await waitUntil(
      async () => {
        const now = await overview();
        return now.placed_to_paid.orders > 0 && now;
      },
      { what: 'a sample with the paid order' },
    );
    expect(seen.streams.map(({ stream }) => stream)).toEqual(STREAMS);
    expect(seen.streams[0]).toMatchObject({ lag: 0, groups: [{ group: 'store', exists: true, declared: true }] });
    expect(seen.streams[0]?.groups[0]?.consumers).toHaveLength(1);
    expect(seen.placed_to_paid.p50_ms).toBeGreaterThanOrEqual(20);
    expect(seen.redis).toMatchObject({ primaries: 1, append_only: true, append_only_ok: true, replicas: 0 });
    expect(seen.redis.memory_bytes).toBeGreaterThan(500_000);
  });

  test('counts a group whose consumers are gone as one that falls behind', async () => {
    await redis.client.xGroupCreate(keys.refundInitiated, 'analytics', '0', { MKSTREAM: true });
    await redis.client.xAdd(keys.refundInitiated, '*', { not: 'an event' });
    const find = async () => {
      const { streams } = await overview();
      return streams[2]?.groups.find(({ group, lag }) => group === 'analytics' && lag === 1);
    };
    expect(await waitUntil(find, { what: 'the lag' })).toMatchObject({ declared: false, consumers: [] });
    await redis.client.xGroupDestroy(keys.refundInitiated, 'analytics');
  });

  test('shows what goes on to whoever watches: each entry stands for those that are not shown', async () => {
    const watching = await watch();
    expect(watching.status).toBe(200);
    await waitUntil(() => watching.events.length > 0, { what: 'the first sample' });
    const entries = () =>
      watching.events
        .filter(({ event }) => event === 'entry')
        .map(({ data }) => entrySchema.parse(JSON.parse(data)))
        .filter(({ type }) => type === 'test');
    await waitUntil(
      async () => {
        await redis.client.xAdd(keys.refundInitiated, '*', shownEntry('test'));
        return entries().length > 0;
      },
      { what: 'the tail to be read' },
    );
    const told = () => entries().reduce((sum, { stands_for }) => sum + stands_for, 0);
    const before = await redis.client.xInfoStream(keys.refundInitiated);
    await waitUntil(() => entries().some(({ entry_id }) => entry_id === before['last-generated-id']), {
      what: 'the last',
    });
    const start = told();
    await Promise.all(
      Array.from({ length: 500 }, () => redis.client.xAdd(keys.refundInitiated, '*', shownEntry('test'))),
    );
    await waitUntil(() => told() - start === 500, { what: 'all to be told' });
    expect(watching.events.filter(({ event }) => event === 'entry').length).toBeLessThan(100);
    const samples = watching.events.filter(({ event }) => event === 'overview');
    await waitUntil(() => watching.events.filter(({ event }) => event === 'overview').length > samples.length, {
      what: 'another sample',
    });
    watching.close();
  });

  test('ends what somebody watches when the session ends', async () => {
    const { email, password } = stack.admin;
    const token = await tokenOf(stack, email, password);
    const watching = await openEventSource(operations('/ops/events'), { authorization: `Bearer ${token}` });
    await makeClient(stack, token).request('POST', `${stack.urls.store}/users/logout`);
    await waitUntil(() => watching.end() === 'ended', { what: 'the end', deadlineMs: 10_000 });
  });

  test('keeps what it measured, with a gap where it measured nothing', async () => {
    const find = async () => {
      const { body } = await history('series=order-placed.rate,redis.memory_bytes');
      const [rates, memory] = body.series;
      return rates?.values.some((rate) => rate !== null && rate > 0) && memory;
    };
    const memory = await waitUntil(find, { what: 'the rate of an order' });
    expect(memory.values).toHaveLength(900);
    expect(memory.values[0]).toBeNull();
    expect(memory.values.filter((value) => value !== null).every((value) => value > 500_000)).toBe(true);
    const { body } = await history(
      `series=redis.latency_ms&step=60&from=${new Date(Date.now() - 600_000).toISOString()}`,
    );
    expect(body).toMatchObject({ step_s: 60, series: [{ name: 'redis.latency_ms' }] });
    expect(body.series[0]?.values).toHaveLength(10);
  });

  test.each(['', 'series=', 'series=nothing', 'series=order-placed.rate&step=5', 'series=order-placed.rate&from=now'])(
    'refuses to read the history of %j',
    async (query) => {
      expect((await history(query)).status).toBe(400);
    },
  );

  test('was refused nothing by Redis, and could not have written an order', async () => {
    expect(await redis.client.aclLog()).toEqual([]);
    const dryRun = (...command: string[]) => redis.client.aclDryRun('operations', command);
    expect(await dryRun('HSET', keys.order(newId()), 'status', 'completed')).not.toBe('OK');
    expect(await dryRun('HGETALL', keys.user(newId()))).not.toBe('OK');
    expect(await dryRun('XADD', keys.orderPlaced, '*', 'f', 'v')).toBe('OK');
  });
});

const entrySchema = z.object({
  type: z.string().nullable(),
  entry_id: z.string(),
  order_id: z.string().nullable(),
  stands_for: z.int().positive(),
});
