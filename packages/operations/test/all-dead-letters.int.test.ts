import { beforeEach, describe, expect, test } from '@jest/globals';
import { letterIdSchema } from '@stockade/contracts';
import { deadLettersOf } from '@stockade/streams';
import { usePrivateRedis } from '@stockade/testing';
import { makeAllDeadLetters } from '../src/all-dead-letters.js';
import { markStreams } from '../src/flow-streams.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const STREAMS = ['{0}:jobs', '{1}:jobs', '{2}:jobs'];
const letters = (streams = STREAMS) => makeAllDeadLetters(redis.client, markStreams(streams));

/** Some ids are in several streams, whose clocks may be the same. */
const IN_STREAMS = [
  ['3-0', '5-0', '5-1', '9-0'],
  ['1-0', '5-0', '5-1'],
  ['5-0', '7-0', '9-0', '10-0'],
] as const;
const NEWEST_FIRST = [
  '2.10-0',
  '0.9-0',
  '2.9-0',
  '2.7-0',
  '0.5-1',
  '1.5-1',
  '0.5-0',
  '1.5-0',
  '2.5-0',
  '0.3-0',
  '1.1-0',
];

beforeEach(async () => {
  await redis.flush();
  for (const [i, ids] of IN_STREAMS.entries())
    for (const id of ids)
      await redis.client.xAdd(deadLettersOf(STREAMS[i] ?? ''), id, { fields: `["from","${i}.${id}"]`, reason: 'why' });
});

async function readAll(limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next_cursor } = await letters().list({ limit, cursor });
    pages.push(items.map(({ id }) => id));
    if (next_cursor === null) return pages;
    cursor = next_cursor;
  }
}

describe('the dead letters of several partitions', () => {
  test.each([1, 2, 3, 4, 10, 11, 100])('are one list, newest first, in pages of %d', async (limit) => {
    const pages = await readAll(limit);
    expect(pages.flat()).toEqual(NEWEST_FIRST);
    expect(pages).toHaveLength(Math.ceil(NEWEST_FIRST.length / limit));
    for (const id of NEWEST_FIRST) expect(letterIdSchema.safeParse(id).success).toBe(true);
  });

  test('go on after a dead letter that is gone', async () => {
    await letters().purge('1.5-0');
    const { items } = await letters().list({ limit: 2, cursor: '1.5-0' });
    expect(items.map(({ id }) => id)).toEqual(['2.5-0', '0.3-0']);
  });

  test('are found, replayed and purged in their own stream alone', async () => {
    expect(await letters().find('1.5-0')).toMatchObject({
      id: '1.5-0',
      stream: STREAMS[1],
      fields: [['from', '1.5-0']],
    });
    expect([await letters().replay('1.5-0'), await letters().replay('1.5-0')]).toEqual([
      'replayed',
      'already-replayed',
    ]);
    expect(await letters().purge('2.5-0')).toBe('purged');
    expect((await readAll(100)).flat()).toEqual(NEWEST_FIRST.filter((id) => id !== '1.5-0' && id !== '2.5-0'));
    const [entry] = (await redis.client.xRange('{1}:jobs', '-', '+')) ?? [];
    expect(entry?.message).toEqual({ from: '1.5-0' });
    expect(await Promise.all(STREAMS.map((stream) => redis.client.xLen(stream)))).toEqual([0, 1, 0]);
  });

  test('are all replayed or purged', async () => {
    await redis.client.xAdd(deadLettersOf('{2}:jobs'), '*', { fields: '[' });
    expect(await letters().replayAll()).toEqual({ replayed: NEWEST_FIRST.length, unreadable: 1 });
    expect(await Promise.all(STREAMS.map((stream) => redis.client.xLen(stream)))).toEqual([4, 3, 4]);
    expect(await letters().purgeAll()).toBe(1);
  });

  test.each(['5-0', '3.5-0', '11.5-0', '.5-0', '1.'])('have none with the id %s', async (id) => {
    expect(letters().streamOf(id)).toBeNull();
    expect(await letters().find(id)).toBeNull();
    expect([await letters().replay(id), await letters().purge(id)]).toEqual(['unknown', 'unknown']);
    await expect(letters().list({ limit: 1, cursor: id })).rejects.toThrow(RangeError);
  });

  test('have plain ids in a shop of one partition', async () => {
    const one = letters(['{0}:jobs']);
    expect((await one.list({ limit: 2 })).items.map(({ id }) => id)).toEqual(['9-0', '5-1']);
    expect((await one.list({ limit: 2, cursor: '5-1' })).items.map(({ id }) => id)).toEqual(['5-0', '3-0']);
    expect(await one.find('5-0')).toMatchObject({ id: '5-0' });
    expect(await one.find('0.5-0')).toBeNull();
  });
});
