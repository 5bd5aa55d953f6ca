import { expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { serveWork } from './serve-work.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const letters = `${makeKeys().orderPlaced}:dead`;

test('dead letters of another type are named to those who watch', async () => {
  const admin = await serveWork(redis.client, redis.url);
  try {
    const live = await admin.follow('/ops/events');
    const overviews = () => live.events.filter(({ event }) => event === 'overview').length;
    await waitUntil(() => overviews() > 0, { what: 'a sample' });
    await redis.client.set(letters, 'by hand');
    const isNamed = () => live.events.some(({ event, data }) => event === 'away' && data.includes(letters));
    await waitUntil(isNamed, { what: 'the key to be named' });
    expect(live.events.every(({ data }) => !data.includes('does not answer'))).toBe(true);
    live.close();
  } finally {
    await admin.stop();
  }
});
