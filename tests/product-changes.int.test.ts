import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import { makeProducts } from '../services/warehouse/src/product-changes.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const products = () => makeProducts(redis.client, keys, 'USD');
const lamp = { name: 'Lamp', description: '', price: 1_000, stock_quantity: 5 };
const once = { userId: newId(), key: 'k' };
const stockOf = (id: string) => redis.client.hGetAll(keys.stock(id));

async function addLamp(): Promise<string> {
  const created = await products().create(lamp);
  if (created.outcome === 'conflict') throw new Error('no key was given');
  return created.product.id;
}

beforeEach(() => redis.flush());

describe('a change of the catalogue under an idempotency key', () => {
  test('makes one product, however many come at the same instant, and answers what it answered first', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => products().create(lamp, once)));
    expect(answers.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
    const [id] = await redis.client.zRange(keys.products, 0, -1);
    await products().update(id ?? '', { name: 'Lantern' });
    const again = await products().create(lamp, once);
    expect(again).toEqual({ ...answers[0], outcome: 'replayed' });
    expect(await redis.client.zCard(keys.products)).toBe(1);
    expect(await redis.client.ttl(keys.productIdempotency(once.userId, once.key))).toBeGreaterThan(86_000);
  });

  test('is refused when the key came with another change, and is another change when another admin sends it', async () => {
    await products().create(lamp, once);
    const id = await addLamp();
    expect(await products().create({ ...lamp, price: 2 }, once)).toEqual({ outcome: 'conflict' });
    expect(await products().update(id, { name: 'Lamp' }, once)).toEqual({ outcome: 'conflict' });
    expect(await products().create(lamp, { ...once, userId: newId() })).toMatchObject({ outcome: 'changed' });
  });

  test('does not bring back what was sold before it came again', async () => {
    const id = await addLamp();
    await products().update(id, { stock_quantity: 8 }, once);
    // As reserve-stock does it.
    await redis.client.hIncrBy(keys.stock(id), 'available', -3);
    await redis.client.hIncrBy(keys.stock(id), 'reserved', 3);
    const again = await products().update(id, { stock_quantity: 8 }, once);
    expect(again).toMatchObject({ outcome: 'replayed', product: { stock_quantity: 5 } });
    expect(await stockOf(id)).toEqual({ available: '5', reserved: '3', received: '8' });
  });
});

test('an answer that an older release kept, without category and picture, is still an answer', async () => {
  const first = await products().create(lamp, once);
  const key = keys.productIdempotency(once.userId, once.key);
  const { category: _, image_url: __, ...older } = JSON.parse((await redis.client.hGet(key, 'answer')) ?? '');
  await redis.client.hSet(key, 'answer', JSON.stringify(older));
  expect(await products().create(lamp, once)).toEqual({ ...first, outcome: 'replayed' });
});

test('a deletion that comes again finds the product gone, and one of a product that never was finds none', async () => {
  const id = await addLamp();
  expect([await products().remove(id), await products().remove(id)]).toEqual([true, true]);
  expect(await products().remove(newId())).toBe(false);
});
