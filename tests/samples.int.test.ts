import { beforeEach, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import { makeProducts } from '../services/warehouse/src/product-changes.js';
import { SAMPLES } from '../services/warehouse/src/samples.js';
import { seedProducts } from '../services/warehouse/src/seed-products.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const products = () => makeProducts(redis.client, keys, 'USD');
const seed = () => seedProducts(redis.client, keys, 'USD');
const ids = () => redis.client.zRange(keys.products, 0, -1);
const lamp = { name: 'Lamp', description: '', price: 1_000, stock_quantity: 5 };

beforeEach(() => redis.flush());

test('a catalogue that never had a product gets the samples, each with its stock, however many replicas start', async () => {
  await Promise.all([seed(), seed(), seed()]);
  expect(await ids()).toEqual(SAMPLES.map(({ id }) => id).toSorted());
  for (const { stock_quantity, ...sample } of SAMPLES) {
    const available = String(stock_quantity);
    expect(await redis.client.hGetAll(keys.stock(sample.id))).toEqual({
      available,
      reserved: '0',
      received: available,
    });
    expect(await redis.client.hGetAll(keys.product(sample.id))).toMatchObject({
      ...sample,
      price: String(sample.price),
      currency: 'USD',
    });
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
