import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { connectTracked, isUnavailable, type Tracked } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeCatalogue } from '../src/catalogue.js';

const redis = usePrivateRedis();
const keys = makeKeys();
const productId = newId();
let tracked: Tracked;

beforeEach(async () => {
  await redis.client.hSet(keys.product(productId), { name: 'Rope', price: '199' });
  tracked = connectTracked({ url: redis.url, name: 'under-test', onError: () => {} });
  await waitUntil(() => tracked.redis.isReady, { what: 'the connection' });
});
afterEach(() => tracked.close());

/** Puts the changes to Redis; when it resolves, Redis has told of them. */
async function change(name: string, price: string): Promise<void> {
  await redis.client.hSet(keys.product(productId), { name, price });
  await redis.client.ping();
}

test('a price comes from memory, and anew after each change', async () => {
  const findProduct = makeCatalogue(tracked, keys);
  expect(await findProduct(productId)).toEqual({ name: 'Rope', price: 199 });
  await redis.client.configResetStat();
  expect(await findProduct(productId)).toEqual({ name: 'Rope', price: 199 });
  expect(await redis.client.info('commandstats')).not.toMatch(/cmdstat_hgetall/);
  await change('Long rope', '299');
  expect(await findProduct(productId)).toEqual({ name: 'Long rope', price: 299 });
});

test('what is not there has no price', async () => {
  expect(await makeCatalogue(tracked, keys)(newId())).toBeNull();
});

test('nothing is priced by a copy that may be outdated', async () => {
  const findProduct = makeCatalogue(tracked, keys);
  await findProduct(productId);
  tracked.close();
  await expect(findProduct(productId).catch(isUnavailable)).resolves.toBe(true);
});
