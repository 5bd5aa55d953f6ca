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
 * meet what can fail before its first write, of each order of a batch. Here each of its keys in turn holds something of
 * another type, which makes the commands on that key fail, and each field of its keys something that it cannot hold, which no
 * script may stop at. denied-commands.long.test.ts has what stops it later.
 */

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const { signal } = new AbortController();

describe.each(Object.entries(SCRIPTS))('%s', (name, prepare) => {
  test('writes nothing when any one of its keys cannot be used', async () => {
    let keysSeen = 1;
    let failures = 0;
    for (let broken = 0; broken < keysSeen; broken++) {
      await redis.flush();
      const digest = await redis.client.scriptLoad(sourceOf(name));
      const spy = breakBefore(redis.client, digest, async (scriptKeys) =>
        spoilKey(redis.client, scriptKeys[broken] ?? ''),
      );
      const call = await prepare(redis.client, spy.client);
      await call().catch(() => 'it may be tried again, and fail again');
      keysSeen = spy.keysSeen();
      const failure = spy.failure();
      failures += Number(failure !== null);
      if (failure) expect(failure.after).toEqual(failure.before);
    }
    expect(keysSeen).toBeGreaterThan(0);
    // What a script merely deletes may hold anything.
    expect(failures).toBeGreaterThanOrEqual(1);
  });

  test('stops at no field that holds what it cannot hold', async () => {
    let fieldsSeen = 1;
    for (let broken = 0; broken < fieldsSeen; broken++) {
      await redis.flush();
      const digest = await redis.client.scriptLoad(sourceOf(name));
      const spy = breakBefore(redis.client, digest, async (scriptKeys) => {
        const fields = await fieldsOf(redis.client, scriptKeys);
        const [key, field] = fields[broken] ?? [];
        if (key !== undefined && field !== undefined) await redis.client.hSet(key, field, 'not this');
        fieldsSeen = fields.length;
      });
      const call = await prepare(redis.client, spy.client);
      await call().catch(() => 'the service may not understand it either');
      expect(spy.failure()).toBeNull();
    }
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

async function spoilKey(client: Redis, key: string): Promise<void> {
  const type = await client.type(key);
  await client.del(key);
  if (type === 'string') await client.hSet(key, 'not', 'this');
  else await client.set(key, 'not this');
}

async function fieldsOf(client: Redis, hashes: readonly string[]): Promise<[key: string, field: string][]> {
  const fields = await Promise.all(
    [...new Set(hashes)].map(async (key) =>
      (await client.type(key)) === 'hash'
        ? (await client.hKeys(key)).map((field): [string, string] => [key, field])
        : [],
    ),
  );
  return fields.flat();
}

/** A client that, just before that script runs first, has what is under its keys spoilt. */
function breakBefore(client: Redis, script: string, spoil: (scriptKeys: readonly string[]) => Promise<void>) {
  let scriptKeys: readonly string[] | undefined;
  let failure: { before: unknown; after: unknown; error: unknown } | null = null;
  const evalSha: Redis['evalSha'] = async (digest, options) => {
    if (digest !== script || scriptKeys !== undefined) return client.evalSha(digest, options);
    scriptKeys = options?.keys?.map(String) ?? [];
    await spoil(scriptKeys);
    const before = await snapshot(client);
    try {
      return await client.evalSha(digest, options);
    } catch (error) {
      failure = { before, after: await snapshot(client), error };
      throw error;
    }
  };
  const spied = Object.create(client, { evalSha: { value: evalSha } });
  return { client: spied, keysSeen: () => scriptKeys?.length ?? 0, failure: () => failure };
}
