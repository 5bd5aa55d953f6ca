import { describe, expect, test } from '@jest/globals';
import { usePrivateRedis, waitUntil, type EventSourceConnection } from '@stockade/testing';
import { expectTold, statusesOf, untilEnd, useLiveUpdates } from './live-rig.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const live = useLiveUpdates(redis);
const { start, follow } = live;

describe('a client that follows an order', () => {
  test('is told each move once, in order, with its time, until the last', async () => {
    const { ann, orderId } = await start();
    const client = await follow(ann, orderId);
    await expectTold(client, 'pending');
    await live.now().move(orderId, 'completed');
    await expectTold(client, 'pending', 'completed');
    await live.now().move(orderId, 'refunded');
    expect(await untilEnd(client)).toBe('ended');
    expect(statusesOf(client)).toEqual(['pending', 'completed', 'refunded']);
    const times = await live
      .now()
      .redis.hmGet(live.now().keys.order(orderId), ['created_at', 'completed_at', 'refunded_at']);
    expect(client.events.map(({ event, data }) => [event, JSON.parse(data)])).toEqual(
      ['pending', 'completed', 'refunded'].map((status, i) => [
        'status',
        { order_id: orderId, status, at: new Date(Number(times[i])).toISOString() },
      ]),
    );
  });

  test('is told of two moves that come as one change', async () => {
    const { ann, orderId } = await start();
    const client = await follow(ann, orderId);
    await expectTold(client, 'pending');
    await live.now().move(orderId, 'completed', 'refunded');
    await untilEnd(client);
    expect(statusesOf(client)).toEqual(['pending', 'completed', 'refunded']);
  });

  test.each(['failed', 'cancelled'] as const)('is let go when the order has %s', async (status) => {
    const { ann, orderId } = await start();
    const client = await follow(ann, orderId);
    await live.now().move(orderId, status);
    expect(await untilEnd(client)).toBe('ended');
    expect(statusesOf(client)).toEqual(['pending', status]);
  });

  test('misses no move that comes between the look at the order and the watch on it', async () => {
    const { ann, orderId } = await start({
      around: (find) => async (principal, id) => {
        const order = await find(principal, id);
        if (order?.status === 'pending') await live.now().move(id, 'completed');
        return order;
      },
    });
    await expectTold(await follow(ann, orderId), 'pending', 'completed');
  });

  test('misses no such move either when others watch the order already', async () => {
    const others: EventSourceConnection[] = [];
    const { ann, orderId } = await start({
      around: (find) => async (principal, id) => {
        const order = await find(principal, id);
        if (others.length === 0) return order;
        await live.now().move(id, 'completed');
        // The watch has read the move and told all that were there; this one comes after that.
        for (const other of others) await expectTold(other, 'pending', 'completed');
        return order;
      },
    });
    const first = await follow(ann, orderId);
    await expectTold(first, 'pending');
    others.push(first);
    await expectTold(await follow(ann, orderId), 'pending', 'completed');
  });

  test('is told what is known at once, also while the connection that tells of changes is away', async () => {
    const { ann, orderId } = await start();
    live.now().tracked.close();
    await expectTold(await follow(ann, orderId), 'pending');
    expect(live.now().errors).toEqual([]);
  });

  test('hears a heartbeat while nothing happens', async () => {
    const { ann, orderId } = await start({ heartbeatMs: 20 });
    const client = await follow(ann, orderId);
    await waitUntil(() => client.comments() >= 3, { what: 'three heartbeats' });
    expect(statusesOf(client)).toEqual(['pending']);
  });
});

describe('a client that comes back', () => {
  test.each([
    ['pending', ['completed']],
    ['completed', []],
    // It was never there, so the client cannot have seen what came before it.
    ['failed', ['pending', 'completed']],
  ])('after %s is told %j and what follows', async (lastEventId, rest) => {
    const { ann, orderId } = await start();
    await live.now().move(orderId, 'completed');
    const client = await follow(ann, orderId, lastEventId);
    await live.now().move(orderId, 'refunded');
    await untilEnd(client);
    expect(statusesOf(client)).toEqual([...rest, 'refunded']);
  });

  test('after the end is told not to', async () => {
    const { ann, orderId } = await start();
    await live.now().move(orderId, 'cancelled');
    const client = await follow(ann, orderId, 'cancelled');
    await untilEnd(client);
    expect([client.status, client.text()]).toEqual([204, '']);
  });

  test('with a Last-Event-ID that is no status is told so', async () => {
    const { ann, orderId } = await start();
    const client = await follow(ann, orderId, '17');
    await untilEnd(client);
    expect([client.status, JSON.parse(client.text())]).toMatchObject([400, { errors: [{ field: 'last-event-id' }] }]);
  });
});
