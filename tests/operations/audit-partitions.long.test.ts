import { beforeEach, describe, expect, test } from '@jest/globals';
import { newIdBeside, newIdOfEmail } from '@stockade/contracts';
import { makeRepair, type Finding } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { changePlaced } from '../placed.js';
import { BREAKS } from './partition-breaks.js';
import { keys, one, openPartitionedShop, ORDERS, runAudit, two } from './partitioned-shop.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
let product = '';

beforeEach(async () => {
  await redis.flush();
  product = await openPartitionedShop(redis.client);
});

/** The id of an order of a partition. */
async function orderOf({ orders }: { orders: string }): Promise<string> {
  return (await redis.client.zRange(orders, 0, 0))[0] ?? '';
}

test('an audit over several partitions finds nothing wrong with what is right', async () => {
  const sizes = await Promise.all(keys.partitions.map(({ orders }) => redis.client.zCard(orders)));
  expect(Math.min(...sizes)).toBeGreaterThan(ORDERS / 10);
  const { findings, summary } = await runAudit(redis.client);
  expect(findings).toEqual([]);
  expect(summary).toMatchObject({
    orders: ORDERS,
    statuses: {
      completed: 0.7 * ORDERS,
      refunded: ORDERS / 10,
      failed: ORDERS / 10,
      cancelled: ORDERS / 10,
      pending: 0,
    },
    products: 10,
    stock_uncertain: 0,
    dead_letters: { 'order-placed': 0, 'order-completed': 0, 'refund-initiated': 0 },
  });
});

describe('an audit over several partitions finds, and finds nothing besides:', () => {
  test.each(BREAKS)('%s (%s)', async (_, rule, says, damage) => {
    await damage(redis.client, product);
    expect((await runAudit(redis.client)).findings).toEqual([{ rule, id: product, what: expect.stringMatching(says) }]);
  });

  test('records of an order that is not there, and an order that is not listed, in their partition', async () => {
    const unlisted = await orderOf(one);
    await redis.client.zRem(one.orders, unlisted);
    const orphan = newIdBeside(await orderOf(two));
    await redis.client.hSet(keys.gateway(orphan), { charged: 1 });
    const { findings } = await runAudit(redis.client);
    expect(findings.map(({ rule, id }) => [rule, id]).toSorted()).toEqual(
      expect.arrayContaining([
        ['index-orders', unlisted],
        ['orphan', orphan],
      ]),
    );
  });
});

describe('an audit over several partitions does not take for broken', () => {
  test('a transfer that is sent, taken and closed while it looks', async () => {
    const stopped = new AbortController();
    let sent = 2;
    const move = async () => {
      while (!stopped.signal.aborted) {
        sent += 1;
        const [from, to] = [one.stockTransfers(product), two.stockTransfers(product)];
        const member = `${product} 2`;
        await redis.client.multi().hSet(from, { 'sent:2': sent, 'open:2': 5 }).sAdd(one.openTransfers, member).exec();
        await redis.client.hSet(to, 'seen:1', sent);
        await redis.client.multi().hDel(from, 'open:2').sRem(one.openTransfers, member).exec();
      }
    };
    const moving = move();
    const audits = [];
    for (let i = 0; i < 5; i++) audits.push(await runAudit(redis.client));
    stopped.abort();
    await moving;
    expect(sent).toBeGreaterThan(50);
    expect(audits.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('what is right again by the second look', async () => {
    await redis.client.hSet(two.stockTransfers(product), { 'seen:1': 1 });
    let looks = 0;
    const hGetAll: Redis['hGetAll'] = async (key) => {
      const fields = await redis.client.hGetAll(key);
      if (key === two.stockTransfers(product) && ++looks === 1) await redis.client.hSet(key, { 'seen:1': 2 });
      return fields;
    };
    const spied: Redis = Object.create(redis.client, { hGetAll: { value: hGetAll } });
    expect((await runAudit(spied)).findings).toEqual([]);
    expect(looks).toBe(1);
  });

  test('the stock and the transfers of a product that is not in the catalogue any more', async () => {
    await redis.client.zRem(keys.products, product);
    await redis.client.hIncrBy(one.stock(product), 'available', 1);
    await redis.client.hSet(two.stockTransfers(product), { 'seen:1': 9 });
    await redis.client.sAdd(two.openTransfers, `${product} 0`);
    expect((await runAudit(redis.client)).findings).toEqual([]);
  });
});

test('an order whose event was lost is announced again in its own partition, but not while it waits or is a dead letter', async () => {
  const customer = newIdOfEmail('customer-1@example.org');
  const partition = keys.of(customer);
  const id = newIdBeside(customer);
  const done = (await redis.client.zRange(partition.orders, 0, 0))[0] ?? '';
  await redis.client.copy(keys.order(done), keys.order(id));
  await redis.client.hSet(keys.order(id), { status: 'pending' });
  await changePlaced(redis.client, keys.order(id), { customer_id: customer });
  for (const field of ['completed_at', 'failed_at', 'cancelled_at', 'refunded_at'])
    await redis.client.hDel(keys.order(id), field);
  for (const index of [partition.orders, keys.ordersOfCustomer(customer)])
    await redis.client.zAdd(index, { score: 0, value: id });
  const mend = makeRepair(redis.client, keys);
  const outcomes: string[] = [];
  const repair = async ({ id: found, remedy }: Finding) => {
    if (remedy) outcomes.push(await mend(found, remedy));
  };

  const { findings } = await runAudit(redis.client, repair);
  expect(findings).toMatchObject([{ rule: 'stuck-pending', id, remedy: { event: 'order-placed' } }]);
  expect(outcomes).toEqual(['announced']);
  const streams = keys.partitions.map(({ orderPlaced }) => orderPlaced);
  const lengths = await Promise.all(streams.map((stream) => redis.client.xLen(stream)));
  expect(lengths).toEqual(streams.map((stream) => (stream === partition.orderPlaced ? 1 : 0)));
  await waitUntil(async () => (await runAudit(redis.client)).findings.length === 0, { what: 'the event to be seen' });

  const [entry] = (await redis.client.xRange(partition.orderPlaced, '-', '+')) ?? [];
  await redis.client.del(partition.orderPlaced);
  const fields = JSON.stringify(Object.entries(entry?.message ?? {}).flat());
  await redis.client.xAdd(`${partition.orderPlaced}:dead`, '7-0', { fields });
  const dead = await runAudit(redis.client, repair);
  expect(dead.findings).toEqual([
    {
      rule: 'stuck-pending',
      id,
      what: expect.stringContaining(`the dead letter ${partition.place}.7-0 of ${partition.orderPlaced}`),
    },
  ]);
  expect(dead.summary.dead_letters).toMatchObject({ 'order-placed': 1 });
});
