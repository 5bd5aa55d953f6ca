import { expect, test } from '@jest/globals';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { connectTracked, makeWatch } from '../src/index.js';

const CHANGES = 300;
const PAUSE_MS = 100;

const server = usePrivateRedis();

test('a watch with a pause reads what changes all the time no more often, and does not miss the last change', async () => {
  const tracked = connectTracked({ url: server.url, name: 'watching', onError: () => {} });
  const leave = new AbortController();
  let reads = 0;
  const told: (string | null)[] = [];
  const watch = makeWatch({
    tracked,
    keyOf: (id) => `thing:${id}`,
    read(id) {
      reads += 1;
      return tracked.redis.get(`thing:${id}`);
    },
    onError: (error) => {
      throw error;
    },
    pauseMs: PAUSE_MS,
  });
  try {
    await waitUntil(() => tracked.redis.isReady, { what: 'the tracked connection' });
    watch.follow('1', (value) => told.push(value), leave.signal);
    await waitUntil(() => told.length === 1, { what: 'the first value' });
    const startedAt = performance.now();
    for (let i = 1; i <= CHANGES; i++) await server.client.set('thing:1', String(i));
    await waitUntil(() => told.at(-1) === String(CHANGES), { what: 'the last change to be told' });
    expect(reads).toBeGreaterThan(1);
    expect(reads).toBeLessThanOrEqual(2 + (performance.now() - startedAt) / PAUSE_MS);
  } finally {
    leave.abort();
    tracked.close();
  }
});
