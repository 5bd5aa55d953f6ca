import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newIdBeside, newIdOfEmail } from '@stockade/contracts';
import { audit, makeRepair, type AuditSummary, type Finding, type Rule } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { seedOrders } from './seed-orders.js';

const ORDERS = 60;
const GRACE_MS = 20;
const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys(3);
const [zero, one, two] = keys.partitions;
if (zero === undefined || one === undefined || two === undefined) throw new Error('there are three partitions');
const { depot } = keys;

/** A product with orders in every partition, and transfers that were taken, that are open, and that were taken and not closed. */
let product = '';

beforeEach(async () => {
  await redis.flush();
  await seedOrders(redis.client, ORDERS, keys);
  product = (await redis.client.zRange(keys.products, 0, 0))[0] ?? '';
  const { client } = redis;
  await client.hSet(depot.stockTransfers(product), {
    'sent:0': 4,
    'sent:1': 7,
    'open:1': 25,
    'sent:2': 1,
    'open:2': 3,
  });
  await client.sAdd(depot.openTransfers, [`${product} 1`, `${product} 2`]);
  await client.hSet(zero.stockTransfers(product), { 'seen:depot': 4 });
  await client.hSet(one.stockTransfers(product), { 'seen:depot': 6, 'sent:2': 2 });
  await client.hSet(two.stockTransfers(product), { 'seen:depot': 1, 'seen:1': 2 });
});

async function runAudit(
  client: Redis = redis.client,
  onFinding = async (_: Finding) => {},
): Promise<{ findings: Finding[]; summary: AuditSummary }> {
  const findings: Finding[] = [];
  const summary = await audit(client, keys, {
    stuckMs: 0,
    graceMs: GRACE_MS,
    gateway: true,
    onProgress: () => {},
    onFinding: async (finding) => {
      findings.push(finding);
      await onFinding(finding);
    },
  });
  return { findings, summary };
}

/** The id of an order of a partition. */
async function orderOf({ orders }: { orders: string }): Promise<string> {
  return (await redis.client.zRange(orders, 0, 0))[0] ?? '';
}

test('an audit over several partitions finds nothing wrong with what is right', async () => {
  const sizes = await Promise.all(keys.partitions.map(({ orders }) => redis.client.zCard(orders)));
  expect(Math.min(...sizes)).toBeGreaterThan(ORDERS / 10);
  const { findings, summary } = await runAudit();
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
  type Break = [what: string, rule: Rule, says: RegExp, damage: (client: Redis) => Promise<unknown>];
  const set = (client: Redis, key: string, fields: Record<string, number>) => client.hSet(key, fields);
  test.each<Break>([
    [
      'stock of a partition that came from nowhere',
      'stock-balance',
      /^in partition 1: received/,
      (client) => client.hIncrBy(one.stock(product), 'available', 1),
    ],
    [
      'stock of the depot that was sold twice',
      'stock-balance',
      /^in the depot: received 2, available -3/,
      (client) => set(client, depot.stock(product), { available: -3, received: 2 }),
    ],
    ['a product that the depot does not know', 'stock-readable', /depot/, (client) => client.del(depot.stock(product))],
    [
      'stock that is reserved for nobody',
      'stock-reserved',
      /^in partition 2: \d+ are reserved, and its orders hold/,
      (client) =>
        client.multi().hIncrBy(two.stock(product), 'reserved', 1).hIncrBy(two.stock(product), 'available', -1).exec(),
    ],
    [
      'stock that the depot reserves',
      'stock-reserved',
      /^in the depot: 2 are reserved/,
      (client) => set(client, depot.stock(product), { available: 3, reserved: 2 }),
    ],
    [
      'a transfer that was taken and never sent',
      'transfer-sent',
      /partition 2 has taken transfer 3 from partition 1, which has sent 2/,
      (client) => set(client, two.stockTransfers(product), { 'seen:1': 3 }),
    ],
    [
      'a transfer from a place that there is not',
      'transfer-sent',
      /from partition 9/,
      (client) => set(client, two.stockTransfers(product), { 'seen:9': 1 }),
    ],
    [
      'a transfer that was closed and never taken',
      'transfer-taken',
      /the depot has sent transfer 4 to partition 0, which has taken number 3, and none is open/,
      (client) => set(client, zero.stockTransfers(product), { 'seen:depot': 3 }),
    ],
    [
      'an open transfer whose forerunner was never taken',
      'transfer-taken',
      /has taken number 5, and number 7 of 25 is open/,
      (client) => set(client, one.stockTransfers(product), { 'seen:depot': 5 }),
    ],
    [
      'a transfer to a place that there is not',
      'transfer-taken',
      /to partition 9/,
      (client) => set(client, two.stockTransfers(product), { 'sent:9': 1 }),
    ],
    [
      'a transfer whose quantity is none',
      'transfer-taken',
      /cannot be read/,
      (client) => client.hSet(depot.stockTransfers(product), 'open:1', 'some'),
    ],
    [
      'an open transfer that is not listed',
      'transfer-listed',
      /number 7 of 25 is open, and it is not listed/,
      (client) => client.sRem(depot.openTransfers, `${product} 1`),
    ],
    [
      'a listed transfer that is not open',
      'transfer-listed',
      /none is open, and it is listed/,
      (client) => client.sAdd(two.openTransfers, `${product} 0`),
    ],
  ])('%s (%s)', async (_, rule, says, damage) => {
    await damage(redis.client);
    expect((await runAudit()).findings).toEqual([{ rule, id: product, what: expect.stringMatching(says) }]);
  });

  test('records of an order that is not there, and an order that is not listed, in their partition', async () => {
    const unlisted = await orderOf(one);
    await redis.client.zRem(one.orders, unlisted);
    const orphan = newIdBeside(await orderOf(two));
    await redis.client.hSet(keys.gateway(orphan), { charged: 1 });
    const { findings } = await runAudit();
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
    let [running, rounds] = [true, 0];
    const move = async () => {
      for (let sent = 3; running; sent++) {
        const [from, to] = [one.stockTransfers(product), two.stockTransfers(product)];
        const member = `${product} 2`;
        await redis.client.multi().hSet(from, { 'sent:2': sent, 'open:2': 5 }).sAdd(one.openTransfers, member).exec();
        await redis.client.hSet(to, 'seen:1', sent);
        await redis.client.multi().hDel(from, 'open:2').sRem(one.openTransfers, member).exec();
        rounds += 1;
      }
    };
    const moving = move();
    const audits = [];
    for (let i = 0; i < 5; i++) audits.push(await runAudit());
    running = false;
    await moving;
    expect(rounds).toBeGreaterThan(50);
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
    expect((await runAudit()).findings).toEqual([]);
  });
});

test('an order whose event was lost is announced again in its own partition, but not while it waits or is a dead letter', async () => {
  const customer = newIdOfEmail('customer-1@example.org');
  const partition = keys.of(customer);
  const id = newIdBeside(customer);
  const done = (await redis.client.zRange(partition.orders, 0, 0))[0] ?? '';
  await redis.client.copy(keys.order(done), keys.order(id));
  await redis.client.hSet(keys.order(id), { customer_id: customer, status: 'pending' });
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
  await waitUntil(async () => (await runAudit()).findings.length === 0, { what: 'the event to be seen' });

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
