import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { connectInBackground, makeRedis, makeWriteProbe, whenReady, type Redis } from '../src/index.js';

const KEY = 'probe:test';
const DEADLINE_MS = 200;

const server = usePrivateRedis();
let redis: Redis;
let probe: (deadlineMs: number) => Promise<string | null>;

beforeAll(async () => {
  redis = makeRedis({ url: server.url, name: 'under-test', onError: () => {} });
  connectInBackground(redis);
  await whenReady(redis, AbortSignal.timeout(5_000));
});
beforeEach(() => {
  const ofAll = makeWriteProbe(redis, [KEY]);
  probe = async (deadlineMs) => (await ofAll(deadlineMs))[0] ?? null;
});
afterAll(() => redis.destroy());

const numberIn = (info: string, pattern: RegExp) => Number(pattern.exec(info)?.[1] ?? 0);
/** Since Redis started: what it wrote, not what it was sent. */
const changes = async () => numberIn(await server.client.info('persistence'), /rdb_changes_since_last_save:(\d+)/);
/** A function that tells how often something was written since now. */
async function countWrites(): Promise<() => Promise<number>> {
  const before = await changes();
  return async () => (await changes()) - before;
}

describe('the write probe', () => {
  test('the write probe succeeds where an order would, and its key expires', async () => {
    expect(await probe(DEADLINE_MS)).toBeNull();
    expect(await server.client.pTTL(KEY)).toBeGreaterThan(0);
  });

  test('the write probe writes once a second at most, however often it is called', async () => {
    const writes = await countWrites();
    const since = performance.now();
    for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 10 }, () => probe(DEADLINE_MS)));
    expect(await writes()).toBeLessThanOrEqual(1 + (performance.now() - since) / 1_000);
    await waitUntil(async () => (await probe(DEADLINE_MS), (await writes()) > 1), { what: 'the next write' });
  });

  test('the write probe runs a script as often as it writes, and knows what a restart of Redis has forgotten', async () => {
    await server.client.scriptFlush();
    await server.client.configResetStat();
    expect(await probe(DEADLINE_MS)).toBeNull();
    await Promise.all(Array.from({ length: 10 }, () => probe(DEADLINE_MS)));
    const stats = await server.client.info('commandstats');
    expect(stats).toMatch(/cmdstat_evalsha:calls=1,/);
    expect(stats).toMatch(/cmdstat_eval:calls=1,/);
  });

  test('the write probe does not write again while the previous write has no reply', async () => {
    const writes = await countWrites();
    await server.server.signal('SIGSTOP');
    const troubles = await Promise.all(Array.from({ length: 10 }, () => probe(DEADLINE_MS)));
    expect(new Set(troubles)).toEqual(new Set([`no answer within ${DEADLINE_MS} ms`]));
    await server.server.signal('SIGCONT');
    // Over the connection of the probe, so it is answered after whatever the probe sent.
    await redis.ping();
    expect(await writes()).toBe(1);
  });

  test('the write probe does not write without a connection', async () => {
    const closed = makeRedis({ url: server.url, name: 'under-test', onError: () => {} });
    expect(await makeWriteProbe(closed, [KEY])(DEADLINE_MS)).toEqual(['not connected']);
  });
});

/** Lets Redis have no more memory than it has now, and so many bytes. */
const leaveRoomOf = (bytes: number) => async () => {
  const used = numberIn(await server.client.info('memory'), /used_memory:(\d+)/);
  await server.client.configSet('maxmemory', String(used + bytes));
  await redis.set('small', '1');
};

describe('the write probe explains a refusal', () => {
  afterEach(async () => {
    await server.client.configSet({ maxmemory: '0', 'min-replicas-to-write': '0' });
    await server.client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await server.client.aclSetUser('default', ['+@all']);
  });

  test.each<[what: string, refuse: () => Promise<unknown>, words: RegExp]>([
    ['memory is full', () => server.client.configSet('maxmemory', '1'), /^its memory is full.*raise maxmemory.*\(OOM/],
    ['memory has no room for a large order', leaveRoomOf(20_000), /^its memory is full.*\(OOM/],
    [
      'too few replicas are in reach',
      () => server.client.configSet('min-replicas-to-write', '1'),
      /too few of its replicas.*\(NOREPL/,
    ],
    ['it is a replica', () => server.client.replicaOf('127.0.0.1', 1), /^it is a replica.*\(READONLY/],
    [
      'the right is missing',
      () => server.client.aclSetUser('default', ['-set']),
      /lacks a right.*redis-users\.acl \(NOPERM.*'set'/,
    ],
    [
      'the right to run scripts is missing',
      () => server.client.aclSetUser('default', ['-evalsha', '-eval']),
      /lacks a right.*redis-users\.acl \(NOPERM.*'evalsha'/,
    ],
  ])('the write probe explains that %s', async (_, refuse, words) => {
    await refuse();
    expect(await probe(DEADLINE_MS)).toMatch(words);
  });
});
