import { beforeEach, expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { makeDeadLetters } from '../src/index.js';
import { lookAtStream, viewStream } from '../src/stream-view.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const flow = { stream: 'jobs', readers: ['workers'] } as const;

beforeEach(() => redis.flush());

test('a stream that is not there is an answer', async () => {
  expect(await viewStream(redis.client, flow)).toEqual({
    stream: 'jobs',
    exists: false,
    length: 0,
    dead_letters: 0,
    groups: [
      {
        group: 'workers',
        declared: true,
        exists: false,
        lag: 0,
        pending: 0,
        oldest_pending_age_ms: null,
        deliveries_max: 0,
        consumers: [],
      },
    ],
  });
});

test.each(['jobs', 'jobs:dead'])('a key of another type is named: %s', async (key) => {
  await redis.client.set(key, 'by hand');
  const named = expect.objectContaining({ name: 'UnreadableRecordError', key });
  await expect(viewStream(redis.client, flow)).rejects.toEqual(named);
  await expect(lookAtStream(redis.client, flow, { pendingSeenMax: 1, consumers: false })).rejects.toEqual(named);
});

test('dead letters of another type are named, whatever is done with them', async () => {
  await redis.client.set('jobs:dead', 'by hand');
  const letters = makeDeadLetters(redis.client, 'jobs');
  const named = expect.objectContaining({ name: 'UnreadableRecordError', key: 'jobs:dead' });
  await expect(letters.list({ limit: 1 })).rejects.toEqual(named);
  await expect(letters.find('1-1')).rejects.toEqual(named);
  await expect(letters.replayAll()).rejects.toEqual(named);
  await expect(letters.purgeAll()).rejects.toEqual(named);
});

test('a group that is missing has everything before it', async () => {
  await redis.client.xAdd('jobs', '*', { n: '1' });
  const { groups, length } = await viewStream(redis.client, flow);
  expect({ length, groups }).toMatchObject({ length: 1, groups: [{ group: 'workers', exists: false, lag: 1 }] });
});

test('shows how far the group is, who holds what, and for how long', async () => {
  await redis.client.xGroupCreate('jobs', 'workers', '0', { MKSTREAM: true });
  const tenSecondsAgo = `${Date.now() - 10_000}-0`;
  const first = await redis.client.xAdd('jobs', tenSecondsAgo, { n: '1' });
  for (const n of ['2', '3', '4']) await redis.client.xAdd('jobs', '*', { n });
  await redis.client.xReadGroup('workers', 'ann', { key: 'jobs', id: '>' }, { COUNT: 2 });
  await redis.client.xReadGroup('workers', 'bob', { key: 'jobs', id: '>' }, { COUNT: 1 });
  for (let i = 0; i < 2; i++) await redis.client.xClaim('jobs', 'workers', 'ann', 0, first);
  await redis.client.xAdd('jobs:dead', '*', { source_id: '0-1' });

  const view = await viewStream(redis.client, flow);
  expect(view).toMatchObject({ exists: true, length: 4, dead_letters: 1 });
  expect(view.groups).toEqual([
    {
      group: 'workers',
      declared: true,
      exists: true,
      lag: 1,
      pending: 3,
      oldest_pending_age_ms: expect.any(Number),
      deliveries_max: 3,
      consumers: [
        expect.objectContaining({ name: 'ann', pending: 2 }),
        expect.objectContaining({ name: 'bob', pending: 1 }),
      ],
    },
  ]);
  expect(view.groups[0]?.oldest_pending_age_ms).toBeGreaterThanOrEqual(10_000);
  expect(view.groups[0]?.oldest_pending_age_ms).toBeLessThan(20_000);
});

test('a lag that Redis cannot tell is unknown, and a group that nobody expects is shown', async () => {
  for (const n of ['1', '2', '3', '4']) await redis.client.xAdd('jobs', `${n}-0`, { n });
  await redis.client.xGroupCreate('jobs', 'workers', '0');
  await redis.client.xGroupCreate('jobs', 'strangers', '$');
  await redis.client.xDel('jobs', '3-0');
  await redis.client.xReadGroup('workers', 'ann', { key: 'jobs', id: '>' }, { COUNT: 1 });
  const { groups } = await viewStream(redis.client, flow);
  expect(groups.map(({ group, declared, lag }) => [group, declared, lag])).toEqual(
    expect.arrayContaining([
      ['workers', true, null],
      ['strangers', false, expect.anything()],
    ]),
  );
});
