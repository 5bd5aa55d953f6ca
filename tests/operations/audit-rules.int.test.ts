import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeUsers } from '../../services/store/src/users.js';
import { readPlaced } from '../placed.js';
import { broken, handleNew, makeWorld, runAudit, type World } from './audit-world.js';
import { BREAKS } from './audit-breaks.js';

/**
 * Every rule of the audit, broken on one record of a system that its own handlers have brought into a right state: each
 * must be found, by its name and with its order, and nothing else with it.
 */
const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const { order, reservation, refund, gateway } = keys;
let world: World;

beforeEach(async () => {
  await redis.flush();
  world = await makeWorld(redis.client);
});

test('finds nothing wrong with what the services have done', async () => {
  const { findings, summary } = await runAudit(redis.client);
  expect(findings).toEqual([]);
  expect(summary).toMatchObject({
    orders: 5,
    statuses: { pending: 1, completed: 1, failed: 1, cancelled: 1, refunded: 1 },
    products: 2,
    findings: 0,
    stock_uncertain: 0,
    dead_letters: { 'order-placed': 0, 'order-completed': 0, 'refund-initiated': 0 },
  });
});

test('finds nothing wrong with an empty Redis', async () => {
  await redis.flush();
  expect((await runAudit(redis.client)).summary).toMatchObject({ orders: 0, findings: 0 });
});

describe('finds, and finds nothing besides:', () => {
  test.each(BREAKS)('%s (%s of %s)', async (_, rule, where, damage) => {
    await damage(redis.client, world);
    expect(await broken(redis.client)).toEqual([{ rule, id: world[where] }]);
  });

  test.each(['users', 'userEmails'] as const)('a user who is not among the %s', async (index) => {
    const email = 'ann@example.org';
    const user = await makeUsers(redis.client, keys).register({ email, password: 'correct horse' }, 'customer');
    expect(await broken(redis.client)).toEqual([]);
    await redis.client.zRem(keys[index], [user?.user_id ?? '', email]);
    expect(await broken(redis.client)).toEqual([{ rule: 'index-users', id: user?.user_id }]);
    expect((await runAudit(redis.client, true)).outcomes).toEqual(['listed']);
    expect(await broken(redis.client)).toEqual([]);
    expect(await redis.client.zRange(keys.users, 0, -1)).toEqual([user?.user_id]);
    expect(await redis.client.zRange(keys.userEmails, 0, -1)).toEqual([email]);
  });

  test.each([
    ['reservation', reservation],
    ['refund', refund],
    ['charge', gateway],
  ])('a %s without an order', async (kind, key) => {
    const orderId = newId();
    await redis.client.hSet(key(orderId), { outcome: 'reserved' });
    const { findings } = await runAudit(redis.client);
    expect(findings).toEqual([{ rule: 'orphan', id: orderId, what: `there is a ${kind} and no order` }]);
  });
});

describe('finds with all that follows from it:', () => {
  test('an order that is reserved and refunded', async () => {
    await redis.client.hSet(reservation(world.refunded), { outcome: 'reserved' });
    expect(await broken(redis.client)).toEqual(
      expect.arrayContaining([
        { rule: 'reserved-xor-refunded', id: world.refunded },
        { rule: 'stock-reserved', id: world.product },
      ]),
    );
  });

  test('a completed order with a refund record', async () => {
    await redis.client.hSet(order(world.refunded), { status: 'completed' });
    await redis.client.hDel(order(world.refunded), 'refunded_at');
    expect(await broken(redis.client)).toContainEqual({ rule: 'refund-record', id: world.refunded });
  });
});

describe('does not take for broken', () => {
  test('what is right again by the second reading', async () => {
    const { total } = await readPlaced(redis.client, order(world.reserved));
    await redis.client.hSet(gateway(world.reserved), { charged: 0 });
    const heal = () => void redis.client.hSet(gateway(world.reserved), { charged: total ?? '' });
    expect((await runAudit(redis.client, false, heal)).findings).toEqual([]);
  });

  test('an order that moves on while its event is looked for', async () => {
    // Far from where its order says, so that only the last search can find it; and just then it is settled.
    const [entry] = (await redis.client.xRevRange(keys.orderPlaced, '+', '-', { COUNT: 1 })) ?? [];
    await redis.client.xDel(keys.orderPlaced, entry?.id ?? '');
    await redis.client.xAdd(keys.orderPlaced, `${Date.now() + 3_600_000}-0`, entry?.message ?? {});
    let searches = 0;
    const xInfoGroups: Redis['xInfoGroups'] = async (stream) => {
      if (stream === keys.orderPlaced && ++searches === 2) await handleNew(world.system, 'placed', 4, 1);
      return redis.client.xInfoGroups(stream);
    };
    const spied: Redis = Object.create(redis.client, { xInfoGroups: { value: xInfoGroups } });
    expect((await runAudit(spied)).findings).toEqual([]);
    expect(searches).toBe(2);
    expect(await redis.client.hGet(order(world.pending), 'status')).toBe('completed');
  });
});
