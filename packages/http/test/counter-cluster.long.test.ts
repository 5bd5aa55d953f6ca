import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectInBackground, makeRedis, whenReady, type Redis } from '@stockade/redis';
import { startRedisCluster, useLeakCheck, waitUntil, type RedisCluster } from '@stockade/testing';
import { pino } from 'pino';
import { makeCounter } from '../src/counter.js';

const START_TIMEOUT_MS = 60_000;
const WINDOW_MS = 60_000;

useLeakCheck();

let dir: string;
let cluster: RedisCluster | undefined;
let redis: Redis | undefined;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-counter-'));
  cluster = await startRedisCluster({ dir, replicas: 0 });
  redis = makeRedis({ url: cluster.url, name: 'test', onError: () => {} });
  connectInBackground(redis);
  await whenReady(redis, AbortSignal.timeout(START_TIMEOUT_MS));
}, START_TIMEOUT_MS);
afterAll(async () => {
  redis?.destroy();
  await cluster?.stop();
  await rm(dir, { recursive: true });
});

test('what comes at once is counted at the first try on a cluster too, where the counters are in many slots', async () => {
  if (redis === undefined) throw new Error('the cluster runs from beforeAll on');
  const log: string[] = [];
  const counter = makeCounter(redis, pino({ base: null }, { write: (line) => void log.push(line) }));
  const keys = Array.from({ length: 20 }, (_, i) => `counter:${i}`);
  const twice = [...keys, ...keys];
  const tallies = await Promise.all(twice.map((key) => counter.add(key, WINDOW_MS)));
  expect(tallies.map(({ count }) => count)).toEqual(twice.map((_, i) => (i < keys.length ? 1 : 2)));
  for (const { leftMs } of tallies) expect(leftMs).toBeGreaterThan(WINDOW_MS / 2);
  await Promise.all(keys.map((key) => counter.takeBack(key, WINDOW_MS)));
  expect(await redis.get('counter:7')).toBe('1');
  // A call that is refused is told of, and made again counter by counter.
  expect(log).toEqual([]);
});

test('while one primary says nothing, what the others have is counted, and the log says once that something is not', async () => {
  if (redis === undefined || cluster === undefined) throw new Error('the cluster runs from beforeAll on');
  const log: string[] = [];
  const counter = makeCounter(redis, pino({ base: null }, { write: (line) => void log.push(line) }));
  const keys = Array.from({ length: 20 }, (_, i) => `silent:${i}`);
  const [silent] = await cluster.primaries();
  const owners = await Promise.all(keys.map(async (key) => (await cluster?.primaryOf(key))?.port));
  const expected = owners.map((port) => (port === silent?.port ? 'rejected' : 'fulfilled'));
  expect(new Set(expected).size).toBe(2);
  const counted = async () => {
    const outcomes = await Promise.allSettled(keys.map((key) => counter.add(key, WINDOW_MS)));
    return outcomes.map(({ status }) => status);
  };
  await silent?.signal('SIGSTOP');
  try {
    // The first time it is late, and then it is known to be.
    for (let times = 0; times < 5; times += 1) expect(await counted()).toEqual(expected);
  } finally {
    await silent?.signal('SIGCONT');
  }
  expect(log).toEqual([expect.stringContaining('requests are not counted')]);
  await waitUntil(async () => !(await counted()).includes('rejected'), { what: 'all to be counted again' });
  expect(log.slice(1)).toEqual([expect.stringContaining('requests are counted again')]);
});
