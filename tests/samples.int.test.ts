import { beforeEach, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import { makeProducts } from '../services/warehouse/src/product-changes.js';
import { seedProducts } from '../services/warehouse/src/seed-products.js';

const SAMPLES = 5;

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const products = () => makeProducts(redis.client, keys, 'USD');
const seed = () => seedProducts(redis.client, keys, 'USD');
const ids = () => redis.client.zRange(keys.products, 0, -1);
const lamp = { name: 'Lamp', description: '', price: 1_000, stock_quantity: 5 };

beforeEach(() => redis.flush());

test('a catalogue that never had a product gets the samples, each with its stock, however many replicas start', async () => {
  await Promise.all([seed(), seed(), seed()]);
  expect(await ids()).toHaveLength(SAMPLES);
  for (const id of await ids()) {
    const { available, reserved, received } = await redis.client.hGetAll(keys.stock(id));
    expect([Number(available) > 0, reserved, received]).toEqual([true, '0', available]);
    expect(await redis.client.hGet(keys.product(id), 'id')).toBe(id);
  }
});

test('samples that were deleted do not come back', async () => {
  await seed();
  for (const id of await ids()) await products().remove(id);
  await seed();
  expect(await ids()).toEqual([]);
});

test('a catalogue whose own products were deleted gets no samples', async () => {
  const created = await products().create(lamp);
  if (created.outcome === 'conflict') throw new Error('no key was given');
  await products().remove(created.product.id);
  await seed();
  expect(await ids()).toEqual([]);
});

test('a catalogue with products that is older than the mark gets no samples, now or when it is empty', async () => {
  await products().create(lamp);
  await redis.client.del(keys.catalogueSeeded);
  await seed();
  expect(await ids()).toHaveLength(1);
  for (const id of await ids()) await products().remove(id);
  await seed();
  expect(await ids()).toEqual([]);
});

test('a deletion marks a catalogue that is older than the mark', async () => {
  await products().create(lamp);
  await redis.client.del(keys.catalogueSeeded);
  for (const id of await ids()) await products().remove(id);
  await seed();
  expect(await ids()).toEqual([]);
});
