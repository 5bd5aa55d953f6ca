import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FAILURES_MAX, makeLoginThrottle, type LoginThrottle } from '@stockade/auth';
import { makeKeys } from '@stockade/contracts';
import { makeCounter } from '@stockade/http';
import { makeRedis, type Redis } from '@stockade/redis';
import { makeLogger } from '@stockade/service';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeUsers } from '../services/store/src/users.js';

const server = usePrivateRedis();
const keys = makeKeys();
let redis: Redis;
let throttle: LoginThrottle;
const ANN = 'ann@example.org';
const HOME = '192.0.2.1';

beforeAll(async () => {
  redis = makeRedis({ url: server.url, name: 'login', onError: () => {} });
  await redis.connect();
  const counter = makeCounter(redis, makeLogger('test', 'silent'));
  throttle = makeLoginThrottle({ redis, keys, counter, enabled: true });
});
afterAll(() => redis?.destroy());
beforeEach(() => server.flush());

describe('who logs in', () => {
  test('waits as long for an unknown email as for a wrong password', async () => {
    await makeUsers(redis, keys).register({ email: ANN, password: 'correct horse' }, 'customer');
    const users = makeUsers(redis, keys);
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let i = 0; i < 7; i++) {
      times.unknown.push(await timeOf(() => users.verify('no@body.example', 'wrong horse')));
      times.known.push(await timeOf(() => users.verify(ANN, 'wrong horse')));
    }
    const ratio = median(times.unknown) / median(times.known);
    // Without a hash for the unknown email it is about 0.01.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  test('costs Redis the same commands, known or not', async () => {
    const users = makeUsers(redis, keys);
    await users.register({ email: ANN, password: 'correct horse' }, 'customer');
    const commandsOf = async (email: string) => {
      await server.client.configResetStat();
      await users.verify(email, 'wrong horse');
      const stats = await server.client.info('commandstats');
      return [...stats.matchAll(/cmdstat_(h?get\w*):calls=(\d+)/g)].map(([, name, calls]) => `${name} ${calls}`);
    };
    const known = await commandsOf(ANN);
    expect(known).not.toEqual([]);
    expect(await commandsOf('no@body.example')).toEqual(known);
  });
});

describe('an account', () => {
  const fail = (email: string, address: string) => throttle.admit(email, address);
  async function failOften(email: string, times: number) {
    for (let i = 0; i < times; i++) await fail(email, `198.51.100.${i}`);
  }

  test('takes so many wrong passwords, from however many addresses, and then none, whether it exists or not', async () => {
    for (const email of [ANN, 'no@body.example']) {
      await failOften(email, FAILURES_MAX);
      await expect(fail(email, HOME)).rejects.toMatchObject({
        status: 429,
        extras: { headers: { 'retry-after': expect.stringMatching(/^(900|89\d)$/) } },
      });
    }
  });

  test('takes no more of them when they all come at the same instant', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => fail(ANN, `198.51.100.${i}`)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(FAILURES_MAX);
  });

  test('cannot be locked by strangers for whoever has logged in from his address before', async () => {
    const owner = await throttle.admit(ANN, HOME);
    await owner.succeeded();
    await failOften(ANN, FAILURES_MAX);
    await expect(fail(ANN, '203.0.113.9')).rejects.toMatchObject({ status: 429 });
    for (let i = 0; i < FAILURES_MAX; i++) await throttle.admit(ANN, HOME);
    await expect(throttle.admit(ANN, HOME)).rejects.toMatchObject({ status: 429 });
  });

  test('opens again when its window has passed', async () => {
    await failOften(ANN, FAILURES_MAX);
    await expect(fail(ANN, HOME)).rejects.toMatchObject({ status: 429 });
    const counter = keys.rateLimit('store', `failed-logins:${ANN}`);
    expect(await redis.pTTL(counter)).toBeGreaterThan(0);
    await redis.pExpire(counter, 1);
    await waitUntil(async () => (await redis.exists(counter)) === 0, { what: 'the window to pass' });
    await expect(fail(ANN, HOME)).resolves.toBeDefined();
  });

  test('counts failures and not logins, and a success forgives no failure', async () => {
    for (let i = 0; i < FAILURES_MAX * 2; i++) await (await throttle.admit(ANN, `198.51.100.${i}`)).succeeded();
    await failOften('bob@example.org', FAILURES_MAX - 1);
    await (await throttle.admit('bob@example.org', HOME)).succeeded();
    await fail('bob@example.org', '203.0.113.1');
    await expect(fail('bob@example.org', '203.0.113.2')).rejects.toMatchObject({ status: 429 });
  });

  test('gets no credit from a success that comes after its window', async () => {
    const slow = await throttle.admit(ANN, HOME);
    await redis.del(keys.rateLimit('store', `failed-logins:${ANN}`));
    await slow.succeeded();
    expect(await redis.exists(keys.rateLimit('store', `failed-logins:${ANN}`))).toBe(0);
  });
});

async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return performance.now() - startedAt;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
