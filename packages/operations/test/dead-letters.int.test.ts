import { beforeEach, describe, expect, test } from '@jest/globals';
import { deadLettersOf } from '@stockade/streams';
import { usePrivateRedis } from '@stockade/testing';
import { makeDeadLetters } from '../src/dead-letters.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const STREAM = 'jobs';
const DEAD_LETTERS = deadLettersOf(STREAM);
const letters = () => makeDeadLetters(redis.client, STREAM);

/** As bury-entry.lua writes it. */
function bury(fields: string | readonly string[], sourceId = '5-1'): Promise<string> {
  return redis.client.xAdd(DEAD_LETTERS, '*', {
    source_id: sourceId,
    group: 'workers',
    consumer: 'ann',
    deliveries: '3',
    reason: 'not JSON',
    at: '1700000000000',
    fields: typeof fields === 'string' ? fields : JSON.stringify(fields),
  });
}
const entries = () => redis.client.xRange(STREAM, '-', '+');

beforeEach(() => redis.flush());

describe('reading', () => {
  test('shows a dead letter with the entry that it was', async () => {
    const id = await bury(['subject', 'order-1', 'data', '{']);
    expect(await letters().find(id)).toEqual({
      id,
      stream: 'jobs',
      source_id: '5-1',
      group: 'workers',
      consumer: 'ann',
      deliveries: 3,
      reason: 'not JSON',
      at: '2023-11-14T22:13:20.000Z',
      order_id: 'order-1',
      fields: [
        ['subject', 'order-1'],
        ['data', '{'],
      ],
      complete: true,
    });
    expect(await letters().find('1-1')).toBeNull();
  });

  test('lists them newest first, page by page', async () => {
    const ids = [];
    for (const n of ['1', '2', '3']) ids.unshift(await bury(['n', n]));
    const first = await letters().list({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await letters().list({ limit: 2, cursor: first.next_cursor ?? undefined });
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.next_cursor).toBeNull();
  });

  test('ends with the last one: no cursor leads to an empty page', async () => {
    await bury(['n', '1']);
    const id = await bury(['n', '2']);
    expect((await letters().list({ limit: 2 })).next_cursor).toBeNull();
    expect((await letters().list({ limit: 1 })).next_cursor).toBe(id);
  });

  test('shows large ones a few at a time, each cut short, and whole when it is looked at alone', async () => {
    const large = 'x'.repeat(1_500_000);
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.unshift(await bury(['subject', 'order-1', 'data', large]));
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await letters().list({ limit: 100, cursor });
      expect(JSON.stringify(page).length).toBeLessThan(10_000);
      for (const { id, complete, order_id } of page.items) {
        seen.push(id);
        expect([complete, order_id]).toEqual([false, 'order-1']);
      }
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(ids);
    const whole = await letters().find(ids[0] ?? '');
    expect(whole).toMatchObject({
      complete: true,
      fields: [
        ['subject', 'order-1'],
        ['data', large],
      ],
    });
  });

  test('reads large ones from Redis one by one', async () => {
    for (let i = 0; i < 6; i++) await bury(['data', 'x'.repeat(1_500_000)]);
    await redis.client.configResetStat();
    await letters().list({ limit: 100 });
    const sent = /total_net_output_bytes:(\d+)/.exec(await redis.client.info('stats'))?.[1];
    expect(Number(sent)).toBeLessThan(4_000_000);
  });

  test('cuts off the fields after the first twenty', async () => {
    await bury(Array.from({ length: 42 }, (_, i) => String(i)));
    const [letter] = (await letters().list({ limit: 1 })).items;
    expect(letter?.fields).toHaveLength(20);
    expect(letter?.complete).toBe(false);
  });

  test('what is no dead letter is shown as far as it goes', async () => {
    const id = await redis.client.xAdd(DEAD_LETTERS, '*', { some: 'thing' });
    expect(await letters().find(id)).toMatchObject({ id, fields: [], order_id: null, at: null, deliveries: 0 });
  });
});

describe('a replay', () => {
  test('puts the entry back and removes the dead letter, once', async () => {
    const id = await bury(['subject', 'order-1', 'data', '{}']);
    const words = await Promise.all([letters().replay(id), letters().replay(id)]);
    expect(words.toSorted()).toEqual(['already-replayed', 'replayed']);
    expect((await entries())?.map(({ message }) => message)).toEqual([{ subject: 'order-1', data: '{}' }]);
    expect(await letters().find(id)).toBeNull();
  });

  test('keeps every byte of a binary entry', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    await redis.client.xGroupCreate(STREAM, 'workers', '0', { MKSTREAM: true });
    await redis.client.sendCommand(['XADD', STREAM, '7-7', 'data', bytes, bytes, 'x']);
    // The same encoding as when a consumer buries it.
    const script = `local e = redis.call('XRANGE', KEYS[1], '7-7', '7-7')[1]
      return redis.call('XADD', KEYS[2], '7-7', 'source_id', '7-7', 'fields', cjson.encode(e[2]))`;
    await redis.client.eval(script, { keys: [STREAM, DEAD_LETTERS], arguments: [] });
    expect(await letters().replay('7-7')).toBe('replayed');
    const same = `local e = redis.call('XRANGE', KEYS[1], '-', '+')
      if #e ~= 2 or #e[1][2] ~= #e[2][2] then return 'no' end
      for i, value in ipairs(e[1][2]) do if e[2][2][i] ~= value then return 'no' end end
      return 'same'`;
    expect(await redis.client.eval(same, { keys: [STREAM], arguments: [] })).toBe('same');
  });

  test.each([
    ['no JSON', '{['],
    ['nothing: the entry was gone before it was buried', '[]'],
    ['an object', '{"a":"b"}'],
    ['a name without a value', '["a"]'],
    ['a number', '["a",1]'],
    ['a list in a list', '["a",["b"]]'],
    ['more than an entry can have', JSON.stringify(Array.from({ length: 4_002 }, () => 'x'))],
  ])('of %s touches nothing', async (_, fields) => {
    const id = await bury(fields);
    expect(await letters().replay(id)).toBe('unreadable');
    expect(await letters().find(id)).not.toBeNull();
    expect(await redis.client.exists(STREAM)).toBe(0);
  });

  test('removes nothing when the stream cannot take the entry', async () => {
    const id = await bury(['a', 'b']);
    await redis.client.set(STREAM, 'no stream');
    await expect(letters().replay(id)).rejects.toThrow('WRONGTYPE');
    expect(await letters().find(id)).not.toBeNull();
  });

  test('of all leaves those that cannot be replayed, and ends', async () => {
    const count = 250;
    for (let i = 0; i < count; i++) await bury(['n', String(i)]);
    const unreadable = await bury('[]');
    expect(await letters().replayAll()).toEqual({ replayed: count, unreadable: 1 });
    expect((await entries())?.map(({ message }) => Number(message['n']))).toEqual([...Array(count).keys()]);
    expect((await letters().list({ limit: 10 })).items.map(({ id }) => id)).toEqual([unreadable]);
    expect(await letters().replayAll()).toEqual({ replayed: 0, unreadable: 1 });
  });
});

test('what was purged is not replayed, and what was replayed is not purged', async () => {
  const [purged, replayed] = [await bury(['a', 'b']), await bury(['a', 'b'])];
  expect([await letters().purge(purged), await letters().replay(purged)]).toEqual(['purged', 'unknown']);
  expect([await letters().replay(replayed), await letters().purge(replayed)]).toEqual(['replayed', 'unknown']);
  expect(await entries()).toHaveLength(1);
});

describe('a purge', () => {
  test('removes one, once', async () => {
    const [id, other] = [await bury(['a', 'b']), await bury(['a', 'b'])];
    expect(await letters().purge(id)).toBe('purged');
    expect(await letters().purge(id)).toBe('already-purged');
    expect(await letters().purge('1-1')).toBe('unknown');
    expect((await letters().list({ limit: 10 })).items.map((one) => one.id)).toEqual([other]);
  });

  test('removes all, also when there are none', async () => {
    expect(await letters().purgeAll()).toBe(0);
    await Promise.all([bury(['a', 'b']), bury(['a', 'b'])]);
    expect(await letters().purgeAll()).toBe(2);
    expect(await letters().list({ limit: 10 })).toEqual({ items: [], next_cursor: null });
    expect(await redis.client.exists(STREAM)).toBe(0);
  });
});
