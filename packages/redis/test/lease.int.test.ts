import { beforeEach, describe, expect, test } from '@jest/globals';
import { usePrivateRedis } from '@stockade/testing';
import { takeLease, type Lease, type Redis } from '../src/index.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
beforeEach(() => redis.flush());

const KEY = 'lease';
const LEASE_MS = 60_000;
const takeAs = (token: string, leaseMs = LEASE_MS, client: Redis = redis.client) =>
  takeLease({ redis: client, key: KEY, token, leaseMs });

async function expectTaken(token: string, client?: Redis): Promise<Lease> {
  const lease = await takeAs(token, LEASE_MS, client);
  if (lease === null) throw new Error('somebody has it');
  return lease;
}

/** A client after whose second command, the first that follows the taking, somebody else has the lease: as if it had run out just then. */
function overtaken(): Redis {
  let commands = 0;
  return new Proxy(redis.client, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target);
      if (typeof found !== 'function') return found;
      return async (...args: unknown[]) => {
        const reply: unknown = await Reflect.apply(found, target, args);
        if (++commands === 2) await redis.client.set(KEY, 'another');
        return reply;
      };
    },
  });
}

describe('a lease', () => {
  test('is had by one at a time, until it is given back', async () => {
    const lease = await expectTaken('first');
    expect(await takeAs('second')).toBeNull();
    expect(lease.lasts()).toBe(true);
    expect(await lease.release()).toBe('released');
    await expectTaken('second');
    expect(await lease.release()).toBe('lost');
    expect(await redis.client.get(KEY)).toBe('second');
  });

  test('runs out by itself, here no later than there', async () => {
    const lease = await takeAs('first', 1);
    expect(await redis.client.pTTL(KEY)).toBeLessThanOrEqual(1);
    while ((await redis.client.exists(KEY)) === 1);
    expect(lease?.lasts()).toBe(false);
  });

  test('lasts for longer when it is renewed, tells that it had run out, and is lost once another has it', async () => {
    const lease = await expectTaken('first');
    await redis.client.pExpire(KEY, LEASE_MS / 2);
    expect(await lease.renew()).toBe('kept');
    expect(await redis.client.pTTL(KEY)).toBeGreaterThan(LEASE_MS / 2);
    await redis.client.del(KEY);
    expect(await lease.renew()).toBe('regained');
    expect([await redis.client.get(KEY), lease.lasts()]).toEqual(['first', true]);
    await redis.client.del(KEY);
    await expectTaken('second');
    expect(await lease.renew()).toBe('lost');
    expect([await redis.client.get(KEY), lease.lasts()]).toEqual(['second', false]);
  });

  test.each(['renew', 'release'] as const)('that another takes in the middle is left to it by %s', async (name) => {
    const lease = await expectTaken('first', overtaken());
    await lease[name]();
    expect(await redis.client.get(KEY)).toBe('another');
  });
});
