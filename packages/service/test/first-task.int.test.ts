import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectInBackground, makeRedis, type Redis } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { onceRedisIsReady, type Look } from '../src/first-task.js';

const redis = usePrivateRedis();
const KEY = 'done';
const NEVER_MS = 1_000_000;
const SOON_MS = 20;
let client: Redis;
let errors: string[];

beforeEach(async () => {
  await redis.flush();
  errors = [];
  client = makeRedis({ url: redis.url, name: 'test', onError: () => {} });
});
afterEach(() => client.destroy());

/** A task that writes a key, and how often it ran. */
function begin(look?: Partial<Look>) {
  let runs = 0;
  const logger = { warn: () => {}, error: (text: string) => void errors.push(text) };
  const task = async () => {
    runs += 1;
    await client.set(KEY, String(runs));
  };
  const isGone = async () => (await client.exists(KEY)) === 0;
  const { trouble } = onceRedisIsReady(client, 'writing', logger, task, look && { isGone, ...look });
  connectInBackground(client);
  return { runs: () => runs, trouble };
}
const becomes = (value: string | null) =>
  waitUntil(async () => (await redis.client.get(KEY)) === value, { what: `the value ${value}` });

describe('what a service does once Redis is up', () => {
  test('is done again when it is gone, with an error in the log, and only then', async () => {
    const { runs, trouble } = begin({ intervalMs: SOON_MS });
    expect(trouble()).toBe('writing is not done');
    await becomes('1');
    await redis.client.flushAll();
    await becomes('2');
    await waitUntil(() => trouble() === null, { what: 'it to be done' });
    expect(errors).toEqual(['Redis has lost data, or was emptied: writing is undone there, and is done again']);
    expect(runs()).toBe(2);
  });

  test('is looked at anew at each connection: it may be another Redis', async () => {
    const { runs } = begin({ intervalMs: NEVER_MS });
    await becomes('1');
    await redis.client.flushAll();
    await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await becomes('2');
    expect(runs()).toBe(2);
  });

  test('is not done again while nothing is known', async () => {
    let looks = 0;
    const isGone = () => {
      looks += 1;
      return Promise.reject(new Error('no answer'));
    };
    const { runs, trouble } = begin({ isGone, intervalMs: SOON_MS });
    await waitUntil(() => looks > 2, { what: 'three looks' });
    expect([runs(), trouble(), errors]).toEqual([1, null, []]);
  });
});
