import { describe, expect, test } from '@jest/globals';
import { newId } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { ORDERS_FOLLOWED_MAX } from '../src/order-feeds.js';
import { expectTold, toldOf, untilLive } from './feed-told.js';
import { untilEnd, useLiveUpdates } from './live-rig.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const live = useLiveUpdates(redis);
const { start, followAll } = live;

describe('a client that follows all its orders', () => {
  test('is told the latest status of each, then that it is live, then each move', async () => {
    const { ann, orderId } = await start();
    const other = await live.now().putOrder(ann.userId);
    const names = { [orderId]: 'one', [other]: 'other' };
    await live.now().move(orderId, 'completed');
    const client = await followAll(ann);
    await expectTold(client, names, 'other pending', 'one completed', 'following 2');
    await live.now().move(other, 'failed');
    await expectTold(client, names, 'other pending', 'one completed', 'following 2', 'other failed');
    for (const { event, id, data } of client.events) if (event === 'status') expect(JSON.parse(data).at).toBe(id);
  });

  test('is told of an order that is placed later, from its first move on, and of no order of others', async () => {
    const { ann, orderId } = await start();
    const client = await followAll(ann);
    await untilLive(client);
    const bob = await live.now().logIn();
    const ofBob = await live.now().putOrder(bob.userId);
    const now = Date.now();
    const later = await live.now().putOrder(ann.userId, { status: 'completed', completed_at: now });
    const names = { [orderId]: 'first', [later]: 'later', [ofBob]: 'of Bob' };
    await expectTold(client, names, 'first pending', 'following 1', 'later pending', 'later completed');
    await live.now().move(ofBob, 'failed');
    await live.now().move(later, 'refunded');
    await waitUntil(() => client.events.length > 4, { what: 'the refund to be told' });
    expect(toldOf(client, names).slice(4)).toEqual(['later refunded']);
  });

  test('is told when there is no order yet', async () => {
    await start();
    const newcomer = await live.now().logIn();
    const client = await followAll(newcomer);
    await expectTold(client, {}, 'following 0');
    const orderId = await live.now().putOrder(newcomer.userId);
    await expectTold(client, { [orderId]: 'first' }, 'following 0', 'first pending');
  });

  test('is told of the orders of all when it is an admin', async () => {
    const { orderId } = await start();
    const bob = await live.now().logIn();
    const ofBob = await live.now().putOrder(bob.userId);
    const client = await followAll(await live.now().logIn(newId(), 'admin'));
    const names = { [orderId]: 'of Ann', [ofBob]: 'of Bob' };
    await expectTold(client, names, 'of Ann pending', 'of Bob pending', 'following 2');
  });

  test('is told of orders of one millisecond in the sequence in which they were placed', async () => {
    await start();
    const { userId } = await live.now().logIn();
    const created_at = Date.now();
    const [one, other] = [newId(), newId()];
    for (const order_id of [one, other]) await live.now().putOrder(userId, { order_id, created_at });
    const client = await followAll(await live.now().logIn(userId));
    await expectTold(client, { [one]: 'one', [other]: 'other' }, 'one pending', 'other pending', 'following 2');
  });

  test.each(['its status is unknown', 'its key is of another type'])(
    'is told of the rest when of one order %s',
    async (how) => {
      const { ann, orderId } = await start();
      const broken = await live.now().putOrder(ann.userId);
      const key = live.now().keys.order(broken);
      if (how === 'its status is unknown') await live.now().redis.hSet(key, 'status', 'lost');
      else await live.now().redis.multi().del(key).lPush(key, 'x').exec();
      const client = await followAll(ann);
      await expectTold(client, { [orderId]: 'whole' }, 'whole pending', 'following 1');
      expect(live.now().errors).toMatchObject([
        { message: expect.stringContaining(`the record ${key} cannot be read`) },
      ]);
    },
  );

  test('is let go with its session, and when the service stops', async () => {
    const { ann } = await start();
    const elsewhere = await live.now().logIn(ann.userId);
    const [client, other] = [await followAll(ann), await followAll(elsewhere)];
    await untilLive(client);
    await live.now().redis.del(ann.sessionKey);
    expect(await untilEnd(client)).toBe('ended');
    live.now().room.end();
    expect(await untilEnd(other)).toBe('ended');
    expect((await followAll(elsewhere)).status).toBe(503);
  });

  test('takes the room of one, however many orders it follows', async () => {
    const { ann } = await start({ followersPerUserMax: 2 });
    await live.now().putOrder(ann.userId);
    await live.now().putOrder(ann.userId);
    await followAll(ann);
    expect((await followAll(ann)).status).toBe(200);
    const refused = await followAll(ann);
    await untilEnd(refused);
    expect([refused.status, JSON.parse(refused.text()).detail]).toEqual([
      429,
      'You already have 2 live updates open, the maximum; close one',
    ]);
  });
});

describe('a feed', () => {
  test('follows the newest orders only', async () => {
    const { ann, orderId } = await start();
    const client = await followAll(ann);
    await untilLive(client);
    const newer: string[] = [];
    for (let i = 0; i < ORDERS_FOLLOWED_MAX; i++) newer.push(await live.now().putOrder(ann.userId));
    await waitUntil(() => client.events.length === ORDERS_FOLLOWED_MAX + 2, { what: 'the new orders to be told' });
    await live.now().move(orderId, 'completed');
    await live.now().move(newer[0] ?? '', 'completed');
    await waitUntil(() => client.events.length > ORDERS_FOLLOWED_MAX + 2, { what: 'the move to be told' });
    expect(toldOf(client, { [newer[0] ?? '']: 'newer' }).at(-1)).toBe('newer completed');
    const again = await followAll(ann);
    await untilLive(again);
    expect(again.events).toHaveLength(ORDERS_FOLLOWED_MAX + 1);
  });

  test('reads each order once per change for all its followers, and a growing list a few times a second', async () => {
    const { ann } = await start();
    const clients = await Promise.all(Array.from({ length: 8 }, () => followAll(ann)));
    for (const client of clients) await untilLive(client);
    await redis.client.configResetStat();
    const startedAt = performance.now();
    const orders = 60;
    for (let i = 0; i < orders; i++) await live.now().putOrder(ann.userId);
    for (const client of clients)
      await waitUntil(() => client.events.length === orders + 2, { what: 'all orders to be told' });
    const lookedMax = 2 + (performance.now() - startedAt) / 100;
    const stats = await redis.client.info('commandstats');
    const calls = (command: string) => Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
    expect(calls('hmget')).toBe(orders);
    expect(calls('zrange')).toBeGreaterThan(0);
    expect(calls('zrange')).toBeLessThanOrEqual(lookedMax);
  });

  test('catches up when the connection that tells of changes was away', async () => {
    const { ann, orderId } = await start();
    const client = await followAll(ann);
    await untilLive(client);
    const { id = 0 } = (await redis.client.clientList()).find(({ name }) => name === 'live-tracked') ?? {};
    await Promise.all([
      redis.client.sendCommand(['CLIENT', 'KILL', 'ID', String(id)]),
      live.now().move(orderId, 'completed'),
    ]);
    await expectTold(client, { [orderId]: 'one' }, 'one pending', 'following 1', 'one completed');
  });

  test('ends with its last follower and begins anew with the next', async () => {
    const { ann, orderId } = await start();
    const client = await followAll(ann);
    await untilLive(client);
    client.close();
    await waitUntil(async () => (await live.now().connections()) === 0, { what: 'the client to be gone' });
    await redis.client.configResetStat();
    await live.now().move(orderId, 'completed');
    // After the first, the change is known here; after the second, what would be read for it has been.
    await live.now().tracked.redis.ping();
    await live.now().tracked.redis.ping();
    expect(await redis.client.info('commandstats')).not.toContain('cmdstat_hmget');
    await expectTold(await followAll(ann), { [orderId]: 'one' }, 'one completed', 'following 1');
  });
});
