import { describe, expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { ORDERS_FOLLOWED_MAX } from '../src/order-feeds.js';
import { expectTold, toldOf, untilLive } from './feed-told.js';
import { untilEnd, useLiveUpdates } from './live-rig.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const live = useLiveUpdates(redis);
const { start, followAll } = live;

const MINUTE_MS = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

describe('a client that comes back', () => {
  test('is told all moves since its last event and of a quarter of an hour before, oldest first', async () => {
    await start();
    const ann = await live.now().logIn();
    const last = Date.now() - 60 * MINUTE_MS;
    const order = (createdAt: number, completedAt: number) =>
      live.now().putOrder(ann.userId, {
        status: 'completed',
        created_at: createdAt,
        completed_at: completedAt,
      });
    const names = {
      [await order(last - 40 * MINUTE_MS, last - 16 * MINUTE_MS)]: 'before',
      [await order(last - 16 * MINUTE_MS, last + MINUTE_MS)]: 'half',
      [await order(last - 14 * MINUTE_MS, last + 2 * MINUTE_MS)]: 'whole',
    };
    const client = await followAll(ann, iso(last));
    await expectTold(client, names, 'whole pending', 'half completed', 'whole completed', 'following 3');
  });

  test('with the time of `following` misses no move that was made after it', async () => {
    const { ann, orderId } = await start();
    const client = await followAll(ann);
    const { id } = await untilLive(client);
    client.close();
    const later = await live.now().putOrder(ann.userId);
    await live.now().move(later, 'completed', 'refunded');
    const names = { [orderId]: 'first', [later]: 'later' };
    const again = await followAll(ann, id);
    await untilLive(again);
    expect(toldOf(again, names)).toEqual([
      'first pending',
      'later pending',
      'later completed',
      'later refunded',
      'following 2',
    ]);
  });

  test('with a Last-Event-ID that is no time is told so', async () => {
    const { ann } = await start();
    const client = await followAll(ann, 'pending');
    await untilEnd(client);
    expect([client.status, JSON.parse(client.text())]).toMatchObject([400, { errors: [{ field: 'last-event-id' }] }]);
  });

  test('is told at once of as many orders as are followed, with all their moves', async () => {
    const { ann } = await start();
    const at = Date.now();
    const moved = { status: 'refunded', completed_at: at, refunded_at: at } as const;
    await Promise.all(Array.from({ length: ORDERS_FOLLOWED_MAX }, () => live.now().putOrder(ann.userId, moved)));
    const client = await followAll(ann, iso(at));
    expect(await untilLive(client)).toMatchObject({ data: JSON.stringify({ orders: ORDERS_FOLLOWED_MAX }) });
    expect(client.events).toHaveLength(ORDERS_FOLLOWED_MAX * 3 + 1);
    expect(client.end()).toBeUndefined();
  });
});
