import { expect, test } from '@jest/globals';
import { makeRedis } from '@stockade/redis';
import { DEFAULT_BOUNDS, type Bounds } from '../src/bounds.js';
import { makeHeldEntries, type HeldEntries } from '../src/entries.js';
import { makeIntake } from '../src/intake.js';
import type { Reader } from '../src/reader.js';
import { makeSignals } from '../src/signals.js';

/** While the consumer has no room it wakes for a handler, a probe, and about once in its block time; not for each millisecond. */
const WAKES_MAX = 10;
const NO_ROOM_MS = 300;
const BOUNDS: Bounds = {
  ...DEFAULT_BOUNDS,
  inFlightEntriesMax: 4,
  failuresBeforeProbing: 4,
  probeIntervalMs: NO_ROOM_MS,
};

const entriesOf = (...ids: string[]) => ids.map((id) => ({ id, fields: {}, deliveries: 1 }));

/** Asks for entries until there is room, as the loop of a consumer does; returns how often. */
async function wakesUntilRoom(held: HeldEntries): Promise<number> {
  // Without room nothing is read and nothing is asked of Redis.
  const reader: Reader = { read: () => Promise.reject(new Error('there is no room to read')), close() {} };
  const redis = makeRedis({ url: 'redis://127.0.0.1:1', name: 'not-connected', onError: () => {} });
  const subscription = {
    stream: 'numbers',
    group: 'counters',
    consumer: 'one',
    readers: ['counters'],
    life: 'life',
    redis,
    decode: () => null,
    bounds: BOUNDS,
    signals: makeSignals(),
    handler: { kind: 'batch' as const, handle: () => Promise.resolve([]) },
  };
  const intake = makeIntake(subscription, reader, held);
  let wakes = 0;
  while (held.roomForNew() <= 0) {
    expect(await intake.next()).toEqual({ entries: [], apart: false });
    wakes++;
  }
  return wakes;
}

test('while everything fails, a consumer sleeps until the next probe', async () => {
  const held = makeHeldEntries(BOUNDS);
  const ids = ['1-0', '2-0', '3-0', '4-0'];
  held.hand(entriesOf(...ids), false, () => Promise.resolve(ids));
  await Promise.resolve();
  await Promise.resolve();
  expect(held.isProbing()).toBe(true);
  const startedAt = performance.now();
  expect(await wakesUntilRoom(held)).toBeLessThanOrEqual(WAKES_MAX);
  expect(performance.now() - startedAt).toBeLessThan(BOUNDS.blockMs);
});

test('with all of its places taken, a consumer sleeps until a handler returns', async () => {
  const held = makeHeldEntries(BOUNDS);
  held.hand(
    entriesOf('1-0', '2-0', '3-0', '4-0'),
    false,
    () => new Promise((resolve) => setTimeout(() => resolve([]), NO_ROOM_MS)),
  );
  const startedAt = performance.now();
  expect(await wakesUntilRoom(held)).toBeLessThanOrEqual(WAKES_MAX);
  expect(performance.now() - startedAt).toBeLessThan(BOUNDS.blockMs);
});
