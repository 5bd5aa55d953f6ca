import { describe, expect, test } from '@jest/globals';
import { newId } from '@stockade/contracts';
import type { AllottedStock } from '../../services/warehouse/src/gather.js';
import { makeProducts } from '../../services/warehouse/src/product-changes.js';
import { useAllottedShop } from './allotted-shop.js';
import { readPieces } from './books.js';
import { finishAll } from './world.js';

const { redis, keys, home, allotted, products, addProduct, orderOf, handle } = useAllottedShop();

describe('setting a stock that lies in several places', () => {
  const stockOf = async (id: string) => (await readPieces(redis.client, keys, id)).available;

  test('sets what is available everywhere, more and less, with what was sold in between', async () => {
    const id = await addProduct(100);
    await handle([await orderOf(id, 5)]);
    for (const stock_quantity of [30, 4, 0, 7]) {
      const changed = await products().update(id, { stock_quantity });
      expect(changed).toMatchObject({ outcome: 'changed', product: { stock_quantity } });
      expect(await readPieces(redis.client, keys, id)).toEqual({ available: stock_quantity, moving: 0, reserved: 5 });
    }
  });

  test('does not add up two settings that come at the same instant', async () => {
    const id = await addProduct(5);
    for (let round = 0; round < 10; round++) {
      const quantities = [10 + round, 30 + round, round];
      await Promise.all(quantities.map((stock_quantity) => products().update(id, { stock_quantity })));
      expect(quantities).toContain(await stockOf(id));
    }
  });

  test('is done once under an idempotency key, with the other fields', async () => {
    const id = await addProduct(5);
    const once = { userId: newId(), key: 'k' };
    const request = { name: 'Lantern', stock_quantity: 8 };
    expect(await products().update(id, request, once)).toMatchObject({
      outcome: 'changed',
      product: { name: 'Lantern' },
    });
    await handle([await orderOf(id, 3)]);
    expect(await products().update(id, request, once)).toMatchObject({ outcome: 'replayed' });
    expect(await stockOf(id)).toBe(5);
    expect(await products().update(id, { stock_quantity: 1 }, once)).toEqual({ outcome: 'conflict' });
    expect(await products().update(newId(), { stock_quantity: 1 })).toEqual({ outcome: 'unknown' });
  });

  test('is given up when the stock does not come to rest, and has changed nothing then', async () => {
    const id = await addProduct(5);
    const { moves, ...rest } = allotted();
    const restless: AllottedStock = {
      ...rest,
      moves: { ...moves, readTransfers: async () => ({ open: [], steps: newId() }) },
    };
    const update = makeProducts(redis.client, keys, 'USD', restless).update(id, { stock_quantity: 1 });
    await expect(update).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('does not come to rest'),
    });
    expect(await stockOf(id)).toBe(5);
  });
});

test('a deleted product takes its pieces along, those on their way too, and its deletion can be repeated', async () => {
  const id = await addProduct(100);
  await handle([await orderOf(id)]);
  const { moves } = allotted();
  const transfer = await moves.give(id, keys.depot, home, 5);
  if (transfer === null) throw new Error('the depot has some');
  expect(await products().remove(id)).toBe(true);
  await moves.take(transfer);
  await finishAll(moves);
  expect(await redis.client.keys('*}:stock:*')).toEqual([]);
  expect(await redis.client.sMembers(keys.depot.openTransfers)).toEqual([]);
  expect(await moves.give(id, home, keys.depot, 1)).toBeNull();
  const order = await orderOf(id);
  expect((await handle([order])).outcomes).toEqual(['done']);
  expect(await redis.client.hGet(keys.reservation(order.id), 'outcome')).toBe('rejected');

  // As if the first call had been interrupted after the record.
  await redis.client.hSet(home.stock(id), { available: '1', reserved: '0', received: '1' });
  expect(await products().remove(id)).toBe(true);
  expect(await redis.client.keys('*}:stock:*')).toEqual([]);
});
