import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  keepTraceparent,
  makeKeys,
  newId,
  orderStorySchema,
  productStockSchema,
  type OrderStory,
} from '@stockade/contracts';
import { makeShopLetters, makeTellOrder, readProductStock } from '@stockade/operations';
import { makePaymentGateway } from '@stockade/payment';
import { usePrivateRedis } from '@stockade/testing';
import { readPlaced } from '../placed.js';
import { makeWorld, type World } from './audit-world.js';
import { keys as partitioned, one, openPartitionedShop, two } from './partitioned-shop.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
/** What is told of an event whose entry was trimmed. */
const TRIMMED = { in_stream: false, event_id: null, source: null, fields: [], deliveries: [] };
let world: World;

async function tell(orderId: string, exportsTraces = false): Promise<OrderStory> {
  const gateway = makePaymentGateway({ redis: redis.client, keys });
  const tellOrder = makeTellOrder({
    redis: redis.client,
    keys,
    letters: makeShopLetters(redis.client, keys),
    findPayment: (id) => gateway.find(id, AbortSignal.timeout(1_000)),
    exportsTraces,
  });
  return orderStorySchema.parse(await tellOrder(orderId));
}

describe('the story of an order', () => {
  beforeEach(async () => {
    await redis.flush();
    world = await makeWorld(redis.client);
  });

  test('tells of a refunded order what came in and went out, and that it is right', async () => {
    const story = await tell(world.refunded);
    expect(story).toMatchObject({
      order: { status: 'refunded' },
      reservation: { outcome: 'rejected' },
      findings: [],
      dead_letters: [],
      complete: true,
      gaps: [],
    });
    const total = story.order?.total ?? NaN;
    expect(story.refund?.amount).toBe(total);
    expect(story.money).toMatchObject({ charged: total, given_back: total, kept: 0, should_keep: 0, is_right: true });
    expect(story.order?.timeline.map(({ status }) => status)).toEqual(['pending', 'completed', 'refunded']);
  });

  test('says whether a customer was charged twice', async () => {
    const right = await tell(world.reserved);
    expect(right.money).toMatchObject({ kept: right.order?.total, is_right: true });
    await redis.client.hIncrBy(keys.gateway(world.reserved), 'charged', 480);
    const story = await tell(world.reserved);
    expect(story.money).toMatchObject({ should_keep: right.order?.total, is_right: false });
    expect(story.money?.says).toContain('wrong');
    expect(story.findings.map(({ rule }) => rule)).toEqual(['gateway-net']);
  });

  test('names the orders of the same customer and items, since each was charged', async () => {
    const twin = newId();
    const { customer_id: customer } = await readPlaced(redis.client, keys.order(world.reserved));
    await redis.client.copy(keys.order(world.reserved), keys.order(twin));
    await redis.client.zAdd(keys.ordersOfCustomer(customer), { score: 0, value: twin });
    expect((await tell(world.reserved)).similar_orders.map(({ order_id }) => order_id)).toEqual([twin]);
    await redis.client.hIncrBy(keys.order(twin), 'created_at', 3_600_001);
    expect((await tell(world.reserved)).similar_orders).toEqual([]);
  });

  test('finds its event while it waits, while it is pending, and when it is a dead letter', async () => {
    const waiting = await tell(world.pending);
    expect(waiting.events).toMatchObject([
      { stream: 'order-placed', type: 'order-placed', deliveries: [{ group: 'store', state: 'waiting' }] },
    ]);
    expect(waiting.money?.is_right).toBeNull();
    await redis.client.xReadGroup('store', 'asleep', { key: keys.orderPlaced, id: '>' });
    expect((await tell(world.pending)).events).toMatchObject([
      { deliveries: [{ state: 'pending', consumer: 'asleep', deliveries: 1 }] },
    ]);
    const [entry] = (await redis.client.xRevRange(keys.orderPlaced, '+', '-', { COUNT: 1 })) ?? [];
    const fields = JSON.stringify(Object.entries(entry?.message ?? {}).flat());
    const id = await redis.client.xAdd(`${keys.orderPlaced}:dead`, '*', { fields, reason: 'why' });
    expect((await tell(world.pending)).dead_letters).toMatchObject([{ id: `order-placed.${id}`, reason: 'why' }]);
  });

  test('tells its events with what is in them and when, also those that were trimmed', async () => {
    const whole = await tell(world.refunded);
    expect(whole.events.map(({ stream, in_stream, deliveries }) => [stream, in_stream, deliveries[0]?.state])).toEqual([
      ['order-placed', true, 'settled'],
      ['order-completed', true, 'settled'],
      ['refund-initiated', true, 'settled'],
    ]);
    const [placed, , refund] = whole.events;
    expect(placed?.since_placed_ms).toBe(0);
    expect(refund?.since_placed_ms).toBe(Date.parse(refund?.at ?? '') - Date.parse(placed?.at ?? ''));
    expect(placed?.fields).toContainEqual(['subject', world.refunded]);
    const event: unknown = JSON.parse(new Map(refund?.fields).get('event') ?? '');
    expect(event).toMatchObject({ type: 'refund-initiated', data: { order_id: world.refunded } });
    await redis.client.xTrim(keys.orderPlaced, 'MAXLEN', 0);
    await redis.client.xTrim(keys.refundInitiated, 'MAXLEN', 0);
    const trimmed = await tell(world.refunded);
    expect(trimmed.events).toEqual([{ ...placed, ...TRIMMED }, whole.events[1], { ...refund, ...TRIMMED }]);
  });

  test('tells its trace, and whether anybody wanted it recorded', async () => {
    const { trace } = await tell(world.reserved);
    const [entry] = (await redis.client.xRange(keys.orderPlaced, '-', '+', { COUNT: 1 })) ?? [];
    const { traceparent } = JSON.parse(entry?.message['event'] ?? '');
    expect(trace).toEqual({
      trace_id: trace?.traceparent.slice(3, 35),
      traceparent,
      sampled: true,
      exported: false,
    });
    expect((await tell(world.reserved, true)).trace?.exported).toBe(true);
    const kept = keepTraceparent('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00');
    await redis.client.hSet(keys.order(world.reserved), 'trace', `${kept}5-1`);
    const told = await tell(world.reserved);
    expect(told.trace).toMatchObject({ trace_id: '0af7651916cd43dd8448eb211c80319c', sampled: false });
    await redis.client.hDel(keys.order(world.reserved), 'trace');
    expect((await tell(world.reserved)).trace).toBeNull();
  });

  test('finds its event in a long stream by the time of the order, and says that it did not read all', async () => {
    const other = { subject: newId(), id: newId(), type: 'order-placed', source: 'store' };
    const [entry] = (await redis.client.xRevRange(keys.orderPlaced, '+', '-', { COUNT: 1 })) ?? [];
    // What an order keeps of its events leads to them in any stream; this one keeps nothing.
    await redis.client.hDel(keys.order(world.pending), 'trace');
    const at = Number(entry?.id.split('-')[0]) + 5_000;
    for (let i = 0; i < 2_500; i += 500)
      await Promise.all(
        Array.from({ length: 500 }, (_, j) => redis.client.xAdd(keys.orderPlaced, `${at}-${i + j}`, other)),
      );
    const story = await tell(world.pending);
    expect(story.complete).toBe(false);
    expect(story.events.map(({ entry_id }) => entry_id)).toEqual([entry?.id]);
  });

  test('is told as far as it can be read, and without the provider', async () => {
    await redis.client.hSet(keys.order(world.reserved), 'placed', 'nothing');
    const story = await tell(world.reserved);
    expect(story).toMatchObject({ order: null, money: null, gaps: ['its order cannot be read'] });
    expect(story.findings.map(({ rule }) => rule)).toEqual(['order-readable']);
    const silent = makeTellOrder({
      redis: redis.client,
      keys,
      letters: makeShopLetters(redis.client, keys),
      findPayment: () => Promise.reject(new Error('away')),
      exportsTraces: false,
    });
    expect(await silent(world.refunded)).toMatchObject({
      order: { status: 'refunded' },
      money: null,
      payment: null,
      gaps: ['the payment provider does not answer'],
    });
    expect(await silent(newId())).toBeNull();
  });
});

describe('the stock of a product', () => {
  test('of one place', async () => {
    await redis.flush();
    world = await makeWorld(redis.client);
    expect(await readProductStock(redis.client, keys, world.product)).toEqual({
      product_id: world.product,
      available: 3,
      reserved: 2,
      received: 5,
      in_transit: 0,
      exact: true,
      places: [{ place: '0', available: 3, reserved: 2, received: 5 }],
      transfers: [],
    });
    expect(await readProductStock(redis.client, keys, newId())).toBeNull();
  });

  test('of several places, with what is on its way and not what has arrived', async () => {
    await redis.flush();
    const product = await openPartitionedShop(redis.client);
    const stock = productStockSchema.parse(await readProductStock(redis.client, partitioned, product));
    expect(stock.places.map(({ place }) => place)).toEqual(['0', '1', '2', 'depot']);
    expect(stock.transfers).toEqual([{ from: 'depot', to: '1', number: 7, pieces: 25 }]);
    expect([stock.in_transit, stock.exact]).toEqual([25, true]);
    expect(stock.received).toBe(stock.available + stock.reserved);
    await redis.client.hSet(one.stockTransfers(product), 'seen:depot', 7);
    await redis.client.hIncrBy(one.stock(product), 'available', 25);
    const arrived = await readProductStock(redis.client, partitioned, product);
    expect([arrived?.in_transit, arrived?.available]).toEqual([0, stock.available + 25]);
    expect(await redis.client.exists(two.stock(product))).toBe(1);
  });
});
