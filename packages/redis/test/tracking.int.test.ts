import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import type { Tracked } from '../src/index.js';
import { useCacheRig } from './cache-rig.js';

const rig = useCacheRig();
const { redis } = rig;

/** What a tracked connection has told so far; what is told when it gets ready is left out. */
async function listen(tracked: Tracked): Promise<{ told: (string | null)[]; end: () => void }> {
  await rig.untilReady(tracked);
  const told: (string | null)[] = [];
  return { told, end: tracked.onInvalidated((key) => told.push(key)) };
}

describe('a tracked connection', () => {
  test('a tracked connection reports the next change of each key that was read on it, once, and no other', async () => {
    const tracked = rig.track();
    const { told } = await listen(tracked);
    await Promise.all([tracked.redis.get('a'), tracked.redis.hGetAll('b')]);
    await redis.client.set('never read', '1');
    await redis.client.hSet('b', 'f', '1');
    await redis.client.hSet('b', 'f', '2');
    await redis.client.set('a', '1');
    await waitUntil(() => told.includes('a'), { what: 'the last change' });
    expect(told).toEqual(['b', 'a']);
    await tracked.redis.hGetAll('b');
    await redis.client.hSet('b', 'f', '3');
    await waitUntil(() => told.length === 3, { what: 'the change of what was read again' });
    expect(told).toEqual(['b', 'a', 'b']);
  });

  test('a tracked connection reports when everything was dropped, and every reconnect', async () => {
    const tracked = rig.track();
    const { told } = await listen(tracked);
    await redis.client.flushAll();
    await waitUntil(() => told.length === 1, { what: 'the news' });
    const [connection] = await rig.connections();
    await redis.client.clientKill({ filter: 'ID', id: connection?.id ?? 0 });
    await waitUntil(() => told.length === 2, { what: 'the connection to be back' });
    expect([told, tracked.redis.isReady]).toEqual([[null, null], true]);
  });

  test('a tracked connection calls all listeners until they end, even if one of them throws', async () => {
    const failures: Error[] = [];
    const tracked = rig.track({ onError: (error) => failures.push(error) });
    await rig.untilReady(tracked);
    tracked.onInvalidated(() => {
      throw new Error('not my day');
    });
    const [first, second] = [await listen(tracked), await listen(tracked)];
    await tracked.redis.get('a');
    await redis.client.set('a', '1');
    await waitUntil(() => second.told.length === 1, { what: 'the first change' });
    first.end();
    expect(await tracked.redis.get('a')).toBe('1');
    await redis.client.set('a', '2');
    await waitUntil(() => second.told.length === 2, { what: 'the second change' });
    expect([first.told, second.told]).toEqual([['a'], ['a', 'a']]);
    expect(failures.map(({ cause }) => String(cause))).toEqual(['Error: not my day', 'Error: not my day']);
  });

  test('a tracked connection reports that it is lost as soon as it is, also to a Redis that stands still', async () => {
    const tracked = rig.track({ silentMaxMs: 200 });
    await rig.untilReady(tracked);
    let times = 0;
    tracked.onLost(() => (times += 1));
    await redis.server.signal('SIGSTOP');
    // Each write would restart a timeout of the socket.
    const isGivenUp = () => {
      tracked.redis.get('a').catch(() => 'it stands still');
      return !tracked.redis.isReady;
    };
    await waitUntil(isGivenUp, { what: 'the connection to be given up' });
    expect(times).toBeGreaterThan(0);
  });

  test('a tracked connection closes for good, ready or not', async () => {
    const tracked = rig.track();
    tracked.close();
    tracked.close();
    const other = rig.track();
    await rig.untilReady(other);
    other.close();
    await waitUntil(async () => (await rig.connections()).length === 0, { what: 'the connections to be gone' });
  });
});
