import { beforeEach, describe, expect, test } from '@jest/globals';
import { allFlows, makeKeys, newId, shopLetterIdSchema } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { usePrivateRedis } from '@stockade/testing';
import { causeOf } from '../src/letter-cause.js';
import { groupLetters } from '../src/letter-causes.js';
import { makeShopLetters } from '../src/shop-letters.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys(3);
const letters = () => makeShopLetters(redis.client, keys);
const streams = allFlows(keys).map(({ stream }) => stream);

beforeEach(() => redis.flush());

/** Buries entries in turn in all streams, each reason so many times. */
async function bury(reasons: readonly (readonly [times: number, reason: (i: number) => string])[]): Promise<void> {
  let n = 0;
  for (const [times, reason] of reasons)
    await Promise.all(
      Array.from({ length: times }, (_, i) => {
        n += 1;
        const fields = JSON.stringify(['subject', newId(), 'n', String(n)]);
        const letter = { reason: reason(i), group: 'g', at: String(1_000 + n), fields };
        return redis.client.xAdd(deadLettersOf(streams[n % streams.length] ?? ''), '*', letter);
      }),
    );
}

describe('the cause of a reason', () => {
  test.each([
    ['order 019346a0-0000-7000-8000-0000000000ff has 3 lines', 'order <id> has <n> lines'],
    ['still failing after 86400 s: "a" and \'b\' are gone', 'still failing after <n> s: "…" and \'…\' are gone'],
    ["the customer's card isn't known", "the customer's card isn't known"],
    [
      'not an event order-completed v1: event.version: must be 1',
      'not an event order-completed v1: event.version: must be <n>',
    ],
    ['connect 127.0.0.1:6379  took 25ms', 'connect <n> took <n>ms'],
    ['entry 1795256010756-0 of deadbeefdeadbeef0', 'entry <id> of <id>'],
  ])('%s', (reason, cause) => {
    expect(causeOf(reason)).toBe(cause);
    expect(causeOf(cause)).toBe(cause);
  });

  test('is bounded, and itself the cause of it', () => {
    const cause = causeOf('x "y" 5 '.repeat(100_000));
    expect(cause.length).toBeLessThanOrEqual(300);
    expect(causeOf(cause)).toBe(cause);
  });
});

describe('the dead letters of all streams', () => {
  beforeEach(() =>
    bury([
      [30, (i) => `order ${newId()} failed ${i} times`],
      [20, (i) => `no product "p-${i}"`],
    ]),
  );

  test('are one list in pages, with ids that name stream and partition', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await letters().list({ limit: 7, cursor }, {});
      for (const { id, stream, cause } of page.items) {
        expect(shopLetterIdSchema.safeParse(id).success).toBe(true);
        expect(letters().streamOf(id)).toBe(stream);
        expect(['order <id> failed <n> times', 'no product "…"']).toContain(cause);
        seen.push(id);
      }
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(new Set(seen).size).toBe(50);
  });

  test('are listed by stream, cause and order', async () => {
    const ofFlow = await letters().list({ limit: 100 }, { stream: 'order-completed' });
    const ofPartition = await letters().list({ limit: 100 }, { stream: '{2}:order-completed' });
    expect(new Set(ofFlow.items.map(({ stream }) => stream))).toEqual(
      new Set(['{0}:order-completed', '{1}:order-completed', '{2}:order-completed']),
    );
    expect(ofPartition.items).toEqual(ofFlow.items.filter(({ stream }) => stream === '{2}:order-completed'));
    const alike = await letters().list({ limit: 100 }, { reason: 'no product "p-3"' });
    expect([alike.items.length, alike.read]).toEqual([20, 50]);
    const [one] = alike.items;
    const ofOrder = await letters().list({ limit: 100 }, { order_id: one?.order_id ?? '' });
    expect(ofOrder.items).toEqual([one]);
    await expect(letters().list({ limit: 1 }, { stream: 'order-complete' })).rejects.toThrow(RangeError);
  });

  test('are grouped by cause and stream over the partitions, the most frequent first', async () => {
    const { items, ...rest } = await groupLetters(letters(), {});
    expect(rest).toEqual({ total: 50, read: 50, complete: true, causes_left_out: 0 });
    expect(items.map(({ count }) => count)).toEqual(items.map(({ count }) => count).toSorted((a, b) => b - a));
    expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(50);
    expect(new Set(items.map(({ cause, stream }) => `${cause} ${stream}`)).size).toBe(6);
    const all = (await letters().list({ limit: 100 }, {})).items;
    for (const { cause, stream, count, first_at, last_at, example } of items) {
      const same = all.filter((one) => one.cause === cause && one.stream.endsWith(stream));
      const times = same.map(({ at }) => at ?? '').toSorted();
      expect([count, first_at, last_at]).toEqual([same.length, times.at(0), times.at(-1)]);
      expect(same.map(({ id }) => id)).toContain(example.id);
    }
  });

  test('are selected for a job, the oldest of each stream first', async () => {
    const { ids, complete } = await letters().select({ reason: 'no product "…"' });
    const newestFirst = (await letters().list({ limit: 100 }, { reason: 'no product "…"' })).items;
    expect(complete).toBe(true);
    expect(ids.toSorted()).toEqual(newestFirst.map(({ id }) => id).toSorted());
    for (const stream of streams) {
      const expected = newestFirst.flatMap((one) => (one.stream === stream ? [one.id] : [])).toReversed();
      expect(ids.filter((id) => letters().streamOf(id) === stream)).toEqual(expected);
    }
  });

  test('are all selected when others die meanwhile', async () => {
    const before = (await letters().list({ limit: 100 }, {})).items.map(({ id }) => id);
    const xLen: Redis['xLen'] = async (key) => {
      const length = await redis.client.xLen(key);
      await redis.client.xAdd(String(key), '*', { reason: 'no product', fields: '[]' });
      return length;
    };
    const spied: Redis = Object.create(redis.client, { xLen: { value: xLen } });
    const { ids } = await makeShopLetters(spied, keys).select({});
    expect(ids).toEqual(expect.arrayContaining(before));
  });
});
