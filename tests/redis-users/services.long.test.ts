import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SERVICE_NAMES, startStack, usePrivateRedis, waitUntil, type Stack } from '@stockade/testing';
import { logInAsAdmin, newCustomer } from '../client.js';
import { useEveryRight } from './every-right.js';
import { makeRedisUsers, MAY_BE_UNKNOWN, readRights, urlFor } from './rights.js';

/** For consumers that have been silent for ten minutes, for a Redis with replicas, and for a shop of several partitions. */
const NOT_TRIED = [
  'xgroup|delconsumer',
  'wait',
  'waitaof',
  'asking',
  'cluster|nodes',
  'cluster|slots',
  'sadd',
  'scard',
  'smembers',
  'srem',
];

const redis = usePrivateRedis();
let stack: Stack;

beforeAll(async () => {
  await makeRedisUsers(redis.client);
  const env = { SEED_PRODUCTS: 'true', RATE_LIMIT_ENABLED: 'true', PAYMENT_TIMEOUT_MS: '200' };
  stack = await startStack({ redisUrl: (service) => urlFor(service, redis.url), env });
});
afterAll(() => stack?.stop());

const refusals = async () =>
  (await redis.client.aclLog()).map(({ username, reason, object }) => `${username}: ${reason} ${object}`);
/** Names of all commands that anybody has called since the start, and that were not refused each time. */
async function used(): Promise<Set<string>> {
  const stats = await redis.client.info('commandstats');
  return new Set([...stats.matchAll(/^cmdstat_([^:]+):calls=[1-9]/gm)].map(([, name = '']) => name));
}

describe('services that log in to Redis as users of their own (G8)', () => {
  test('do all that they are there for, and are refused nothing', async () => {
    await useEveryRight(stack, (stream) => redis.client.xAdd(stream, '*', { not: 'an event' }));
    expect(await refusals()).toEqual([]);
  });

  test('recover what a killed process had in hand, without scripts in the cache, and are refused nothing', async () => {
    const admin = await logInAsAdmin(stack);
    const customer = await newCustomer(stack);
    const lamp = await admin.createProduct({ name: 'Lamp', price: 29.99, stock_quantity: 2 });
    const slow = await customer.placeOrder({ product_id: lamp.id, quantity: 1, payment_method: 'pm_card_slow' });
    await waitUntil(async () => (await redis.client.xPending('order-placed', 'store')).pending > 0, {
      what: 'the order to be in hand',
    });
    await stack.killNow('store');
    // As if it had not been the first process that ended with this entry in hand.
    const [held] = await redis.client.xPendingRange('order-placed', 'store', '-', '+', 1);
    await redis.client.xClaim('order-placed', 'store', held?.consumer ?? '', 0, held?.id ?? '', { RETRYCOUNT: 9 });
    await redis.client.scriptFlush();
    await stack.start('store');
    await customer.orderBecomes(slow.order_id, 'completed');
    expect(await refusals()).toEqual([]);
  });

  test('use every command that the file names', async () => {
    const rights = await Promise.all(SERVICE_NAMES.map(readRights));
    const named = rights.flatMap(({ words }) => words.filter((word) => word.startsWith('+')));
    const known = await redis.client.commandList();
    const expected = [...new Set(named.map((word) => word.slice(1)))]
      .filter((name) => !NOT_TRIED.includes(name))
      .filter((name) => !MAY_BE_UNKNOWN.includes(name) || known.includes(name));
    const unused = async () => {
      const names = await used();
      return expected.filter((name) => !names.has(name));
    };
    // Housekeeping, which trims, comes round every ten seconds.
    await waitUntil(async () => (await unused()).length === 0, {
      what: 'the last to be used',
      deadlineMs: 20_000,
    }).catch(async () => expect(await unused()).toEqual([]));
  });
});
