import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { makeSimulatedGateway } from '@stockade/payment';
import { NO_CONFIRMATION, type Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeOnOrderPlaced } from '../services/store/src/on-order-placed.js';
import { deliverPlaced } from './emit.js';
import { snapshot } from './redis-snapshot.js';
import { pendingOrder, SCRIPTS, sourceOf } from './script-calls.js';

/**
 * A script is isolated, not rolled back: when a command in it fails, what it wrote before stays. So each script must
 * meet what can fail before its first write. Here each of its keys in turn holds something of another type, which makes the
 * commands on that key fail. denied-commands.long.test.ts has what stops it later.
 */

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const { signal } = new AbortController();

describe.each(Object.entries(SCRIPTS))('%s', (name, prepare) => {
  test('writes nothing when any one of its keys cannot be used', async () => {
    const digest = digestOf(name);
    let keysSeen = 1;
    let failures = 0;
    for (let broken = 0; broken < keysSeen; broken++) {
      await redis.flush();
      const spy = breakKey(redis.client, digest, broken);
      const call = await prepare(redis.client, spy.client);
      const failed = await call().then(
        () => false,
        () => true,
      );
      keysSeen = spy.keysSeen();
      failures += Number(failed);
      if (failed) expect(await snapshot(redis.client)).toEqual(spy.before());
    }
    expect(keysSeen).toBeGreaterThan(0);
    // What a script merely deletes may hold anything.
    expect(failures).toBeGreaterThanOrEqual(1);
  });
});

test('of several orders that are paid at once, one that cannot be completed takes no other along', async () => {
  const gateway = makeSimulatedGateway({ redis: redis.client, keys });
  const { handle } = makeOnOrderPlaced({
    redis: redis.client,
    keys,
    partition: keys,
    confirmation: NO_CONFIRMATION,
    gateway,
  });
  const good = await pendingOrder(redis.client);
  const broken = await pendingOrder(redis.client);
  const deliveries = [await deliverPlaced(redis.client, broken), await deliverPlaced(redis.client, good)];
  await redis.client.set(keys.order(broken), 'not an order');

  const outcomes = await Promise.allSettled(deliveries.map((delivery) => handle(delivery, signal)));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(await redis.client.hGet(keys.order(good), 'status')).toBe('completed');
  expect(await redis.client.xLen(keys.orderCompleted)).toBe(1);
  expect((await redis.client.xPending(keys.orderPlaced, 'store')).pending).toBe(1);
});

/** What Redis calls the script. */
function digestOf(name: string): string {
  return createHash('sha1').update(sourceOf(name)).digest('hex');
}

/** A client that, just before that script runs, puts a value of another type under one of its keys. */
function breakKey(client: Redis, script: string, broken: number) {
  let scriptKeys: readonly string[] = [];
  let before: unknown;
  const evalSha: Redis['evalSha'] = async (digest, options) => {
    if (digest !== script) return client.evalSha(digest, options);
    scriptKeys = options?.keys?.map(String) ?? [];
    const key = scriptKeys[broken] ?? '';
    const type = await client.type(key);
    await client.del(key);
    if (type === 'string') await client.hSet(key, 'not', 'this');
    else await client.set(key, 'not this');
    before = await snapshot(client);
    return client.evalSha(digest, options);
  };
  const evaluate: Redis['eval'] = (source, options) => client.eval(source, options);
  const spied = Object.create(client, { evalSha: { value: evalSha }, eval: { value: evaluate } });
  return { client: spied, keysSeen: () => scriptKeys.length, before: () => before };
}
