import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { ErrorReply } from 'redis';
import { connectTracked, makeWatch, type Tracked } from '../src/index.js';

const server = usePrivateRedis();
const keyOf = (id: string) => `thing:${id}`;
const THING = keyOf('1');
let tracked: Tracked;
let errors: unknown[];
let reads: number;
let leave: AbortController;
/** Runs after Redis has answered a reading, and before its value is known here. */
let afterReply: () => Promise<unknown>;

beforeEach(async () => {
  await server.flush();
  errors = [];
  reads = 0;
  leave = new AbortController();
  afterReply = async () => {};
  tracked = connectTracked({ url: server.url, name: 'watching', onError: () => {} });
  await waitUntil(() => tracked.redis.isReady, { what: 'the tracked connection' });
});
afterEach(() => {
  leave.abort();
  tracked.close();
});

async function read(id: string): Promise<string | null> {
  reads += 1;
  const value = await tracked.redis.get(keyOf(id));
  await afterReply();
  return value;
}
const onError = (error: unknown) => errors.push(error);
const watchThings = (readThing = read) => makeWatch({ tracked, keyOf, read: readThing, onError });

type Told = string | null;
/** Follows the thing; gives everything that is told of it. */
function follow(watch = watchThings(), until = leave.signal): Told[] {
  const told: Told[] = [];
  watch.follow('1', (value) => told.push(value), AbortSignal.any([until]));
  return told;
}
const until = (told: readonly Told[], value: Told) =>
  waitUntil(() => told.at(-1) === value, { what: `to be told ${value}` });

describe('a follower of a value', () => {
  test('a follower gets the value and then each change, by any client', async () => {
    await server.client.set(THING, 'a');
    const told = follow();
    await until(told, 'a');
    await server.client.set(THING, 'b');
    await until(told, 'b');
    await server.client.eval("return redis.call('SET', KEYS[1], 'c')", { keys: [THING] });
    await until(told, 'c');
    await server.client.pExpire(THING, 1);
    await until(told, null);
    await server.client.set(THING, 'd');
    await until(told, 'd');
    await server.client.flushAll();
    await until(told, null);
    expect(told.filter((value, i) => value !== told[i - 1])).toEqual(['a', 'b', 'c', null, 'd', null]);
  });

  test('all followers share one read per change', async () => {
    const watch = watchThings();
    const all = Array.from({ length: 50 }, () => follow(watch));
    for (const told of all) await until(told, null);
    expect(reads).toBe(1);
    await server.client.set(THING, 'a');
    for (const told of all) await until(told, 'a');
    expect(reads).toBe(2);
  });

  test('a late follower gets the latest known value without another read', async () => {
    const watch = watchThings();
    const early = follow(watch);
    await server.client.set(THING, 'a');
    await until(early, 'a');
    const readsBefore = reads;
    const late = follow(watch);
    expect(late).toEqual([]);
    await until(late, 'a');
    expect([reads, early.filter((value) => value === 'a')]).toEqual([readsBefore, ['a']]);
  });

  test('a follower that has left gets no more calls, and a value without followers is not read', async () => {
    const watch = watchThings();
    const leaving = new AbortController();
    const told = follow(watch, leaving.signal);
    await until(told, null);
    leaving.abort();
    follow(watch, leaving.signal);
    await server.client.set(THING, 'a');
    const other: Told[] = [];
    watch.follow('2', (value) => other.push(value), leave.signal);
    // Redis tells in the order of the changes, so what is told of this one comes after what would be told of that.
    await waitUntil(() => other.length === 1, { what: 'the other to be read' });
    await server.client.set(keyOf('2'), 'x');
    await until(other, 'x');
    expect([told, reads]).toEqual([[null], 3]);
  });
});

describe('no change is missed', () => {
  test('no change is missed when it comes during a read, nor reported before the first value', async () => {
    await server.client.set(THING, 'a');
    const told = follow();
    afterReply = async () => {
      afterReply = async () => {};
      const changed = new Promise<void>((resolve) => {
        tracked.onInvalidated(() => resolve());
      });
      await server.client.set(THING, 'b');
      await changed;
      // A reading that began at once would be answered before this.
      await tracked.redis.ping();
    };
    await until(told, 'b');
    expect([told, reads]).toEqual([['a', 'b'], 2]);
  });

  test('no change is missed when it comes while the connection is lost', async () => {
    const told = follow();
    await until(told, null);
    const { id } = (await server.client.clientList()).find(({ name }) => name === 'watching') ?? { id: 0 };
    // Both are read by Redis before it looks for new connections.
    await Promise.all([
      server.client.sendCommand(['CLIENT', 'KILL', 'ID', String(id)]),
      server.client.set(THING, 'meanwhile'),
    ]);
    await until(told, 'meanwhile');
    await server.client.set(THING, 'afterwards');
    await until(told, 'afterwards');
    expect(errors).toEqual([]);
  });

  test('no change is missed when Redis is killed and its data have changed when it is back', async () => {
    await server.client.set(THING, 'a');
    const told = follow();
    await until(told, 'a');
    await server.server.kill('SIGKILL');
    const joined = follow();
    await server.server.restart();
    await waitUntil(() => server.client.isReady, { what: 'the test to be connected' });
    await server.client.set(THING, 'b');
    await until(told, 'b');
    await until(joined, 'b');
    expect(errors).toEqual([]);
  });

  test('no change is missed when Redis cannot serve for a while', async () => {
    let refusals = 2;
    const told = follow(
      watchThings(async (id) => {
        if (refusals-- > 0) throw new ErrorReply('LOADING Redis is loading the dataset in memory');
        return read(id);
      }),
    );
    await until(told, null);
    expect(errors).toEqual([]);
  });
});

describe('an error', () => {
  test('an unreadable value is reported, and the next change is read', async () => {
    await server.client.set(THING, 'nonsense');
    const told = follow(
      watchThings(async (id) => {
        const value = await read(id);
        if (value === 'nonsense') throw new Error('makes no sense');
        return value;
      }),
    );
    await waitUntil(() => errors.length === 1, { what: 'the report' });
    await server.client.set(THING, 'sense');
    await until(told, 'sense');
    expect([told, String(errors)]).toEqual([['sense'], 'Error: makes no sense']);
  });

  test('an error of one follower is reported, and the others are called', async () => {
    const watch = watchThings();
    watch.follow(
      '1',
      () => {
        throw new Error('not my day');
      },
      leave.signal,
    );
    const told = follow(watch);
    await until(told, null);
    await server.client.set(THING, 'a');
    await until(told, 'a');
    expect(String(errors[0])).toBe('Error: not my day');
  });
});
