import { beforeEach, describe, expect, test } from '@jest/globals';
import { flowsOf, makeKeys, newId, type Flow } from '@stockade/contracts';
import { makeRepair } from '@stockade/operations';
import { usePrivateRedis } from '@stockade/testing';
import { makeUsers } from '../../services/store/src/users.js';
import { readPlaced } from '../placed.js';
import { broken, handleNew, makeWorld, runAudit, type World } from './audit-world.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const { order, reservation, refund } = keys;
const flows = flowsOf(keys);
let world: World;

beforeEach(async () => {
  await redis.flush();
  world = await makeWorld(redis.client);
});

describe('an order whose event was lost', () => {
  test('before its payment is announced again, and comes to its end', async () => {
    await lose(flows.orderPlaced);
    const { findings, outcomes } = await runAudit(redis.client, true);
    expect(findings).toMatchObject([{ rule: 'stuck-pending', remedy: { kind: 'announce', event: 'order-placed' } }]);
    expect(outcomes).toEqual(['announced']);
    expect(await broken(redis.client)).toEqual([]);
    await handleNew(world.system, 'placed', 5, 1);
    expect(await redis.client.hGet(order(world.pending), 'status')).toBe('completed');
    await world.system.expectTraces();
  });

  test('before its reservation, likewise', async () => {
    await handleNew(world.system, 'placed', 4, 1);
    await lose(flows.orderCompleted);
    expect(await broken(redis.client)).toEqual([{ rule: 'stuck-unreserved', id: world.pending }]);
    expect((await runAudit(redis.client, true)).outcomes).toEqual(['announced']);
    expect(await broken(redis.client)).toEqual([]);
    await handleNew(world.system, 'completed', 3, 1);
    expect(await redis.client.hGet(reservation(world.pending), 'outcome')).toBe('reserved');
    await world.system.expectTraces();
  });

  test('before its refund, likewise', async () => {
    await world.system.place([{ product: 1, quantity: 8 }], false);
    await handleNew(world.system, 'placed', 4, 2);
    await handleNew(world.system, 'completed', 2, 2);
    await lose(flows.refundInitiated);
    const orderId = world.system.orderIds[5] ?? '';
    expect(await broken(redis.client)).toEqual([{ rule: 'stuck-unrefunded', id: orderId }]);
    expect((await runAudit(redis.client, true)).outcomes).toEqual(['announced']);
    await handleNew(world.system, 'refund', 2, 1);
    await world.system.expectTraces();
    expect(await redis.client.hGet(refund(orderId), 'status')).toBe('refunded');
    expect(await broken(redis.client)).toEqual([]);
  });

  test('is not taken for lost while it is pending or waits, wherever in the stream', async () => {
    const [entry] = (await redis.client.xRevRange(keys.orderPlaced, '+', '-', { COUNT: 1 })) ?? [];
    await redis.client.xAdd(keys.orderPlaced, `${Date.now() + 3_600_000}-0`, entry?.message ?? {});
    await redis.client.xDel(keys.orderPlaced, entry?.id ?? '');
    expect(await broken(redis.client)).toEqual([]);
    await redis.client.xReadGroup(flows.orderPlaced.readers[0], 'asleep', { key: keys.orderPlaced, id: '>' });
    expect(await broken(redis.client)).toEqual([]);
  });

  test('and that was cancelled while it was charged is announced again, and its charge voided', async () => {
    const { total } = await readPlaced(redis.client, order(world.cancelled));
    const ledger = { charged: total, refunded: 0, outcome: 'approved', currency: 'USD' };
    await redis.client.hSet(keys.gateway(world.cancelled), ledger);
    const { findings, outcomes } = await runAudit(redis.client, true);
    expect(findings).toMatchObject([{ rule: 'gateway-net', remedy: { kind: 'announce', event: 'order-placed' } }]);
    expect(outcomes).toEqual(['announced']);
    await handleNew(world.system, 'placed', 4, 2);
    expect(await redis.client.hGet(keys.gateway(world.cancelled), 'refunded')).toBe(String(total));
    expect(await redis.client.hGet(order(world.cancelled), 'status')).toBe('cancelled');
    expect(await broken(redis.client)).toEqual([]);
  });

  test('is not announced again when it is a dead letter', async () => {
    const [entry] = (await redis.client.xRevRange(keys.orderPlaced, '+', '-', { COUNT: 1 })) ?? [];
    const fields = Object.entries(entry?.message ?? {}).flat();
    const letter = await redis.client.xAdd(`${keys.orderPlaced}:dead`, '*', { fields: JSON.stringify(fields) });
    await redis.client.xTrim(keys.orderPlaced, 'MAXLEN', 0);
    const { findings, outcomes } = await runAudit(redis.client, true);
    expect(findings).toEqual([
      {
        rule: 'stuck-pending',
        id: world.pending,
        what: expect.stringContaining(`dead letter ${letter} of order-placed`),
      },
    ]);
    expect(outcomes).toEqual([]);
  });
});

describe('a repair', () => {
  test('lists what is missing from each index', async () => {
    const { customer_id: customer } = await readPlaced(redis.client, order(world.refunded));
    for (const index of [keys.orders, keys.refunds, keys.ordersOfCustomer(customer), keys.refundsOfCustomer(customer)])
      await redis.client.zRem(index, world.refunded);
    expect((await runAudit(redis.client, true)).outcomes).toEqual(['listed']);
    expect((await runAudit(redis.client, true)).outcomes).toEqual(['listed', 'listed', 'listed']);
    expect(await broken(redis.client)).toEqual([]);
  });

  test.each([
    ['reserved', ['order-placed', 'order-completed', 'refund-initiated']],
    ['refunded', ['order-placed', 'order-completed', 'refund-initiated']],
    ['failed', ['order-placed', 'order-completed', 'refund-initiated']],
    ['cancelled', ['order-completed', 'refund-initiated']],
  ] as const)('announces nothing again for an order that is %s', async (where, events) => {
    const before = await lengths();
    for (const event of events)
      expect(await makeRepair(redis.client, keys)(world[where], { kind: 'announce', event })).toBe('moved-on');
    expect(await lengths()).toEqual(before);
  });

  test('touches no order that cannot be read or does not exist', async () => {
    const mend = makeRepair(redis.client, keys);
    expect(await mend(newId(), { kind: 'announce', event: 'order-placed' })).toBe('unreadable');
    expect(await mend(newId(), { kind: 'list', index: 'orders' })).toBe('unreadable');
    expect(await mend(world.failed, { kind: 'list', index: 'refunds' })).toBe('gone');
    expect(await mend(world.failed, { kind: 'list', index: 'orders' })).toBe('present');
  });

  test('lists no user whom the email does not lead to, and none twice', async () => {
    const email = 'ann@example.org';
    const user = await makeUsers(redis.client, keys).register({ email, password: 'correct horse' }, 'customer');
    const mend = makeRepair(redis.client, keys);
    expect(await mend(newId(), { kind: 'list-user', email })).toBe('gone');
    expect(await mend(newId(), { kind: 'list-user', email: 'nobody@example.org' })).toBe('gone');
    expect(await mend(user?.user_id ?? '', { kind: 'list-user', email })).toBe('present');
  });

  test('of an event that was not lost after all changes nothing', async () => {
    const mend = makeRepair(redis.client, keys);
    expect(await mend(world.pending, { kind: 'announce', event: 'order-placed' })).toBe('announced');
    await handleNew(world.system, 'placed', 4, 2);
    expect(await redis.client.xLen(keys.orderCompleted)).toBe(3);
    expect(await redis.client.hGet(order(world.pending), 'status')).toBe('completed');
    expect(await broken(redis.client)).toEqual([]);
  });
});

/** A consumer that acknowledges and does nothing: the event is gone, and the order waits. */
async function lose({ stream, readers: [group] }: Flow): Promise<void> {
  await redis.client.xReadGroup(group, 'careless', { key: stream, id: '>' });
  const taken = await redis.client.xPendingRange(stream, group, '-', '+', 10, { consumer: 'careless' });
  expect(taken).toHaveLength(1);
  await redis.client.xAck(stream, group, taken[0]?.id ?? '');
}

function lengths(): Promise<number[]> {
  return Promise.all(
    [keys.orderPlaced, keys.orderCompleted, keys.refundInitiated].map((stream) => redis.client.xLen(stream)),
  );
}
