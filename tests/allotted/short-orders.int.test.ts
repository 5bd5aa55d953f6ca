import { describe, expect, test } from '@jest/globals';
import { flowsOf, makeKeys } from '@stockade/contracts';
import { NO_CONFIRMATION, NO_CONFIRMATIONS, NotConfirmedError, type Confirmations } from '@stockade/redis';
import { makeAllottedStock } from '../../services/warehouse/src/gather.js';
import { makeOnOrderCompleted } from '../../services/warehouse/src/on-order-completed.js';
import { makeProducts } from '../../services/warehouse/src/product-changes.js';
import { useAllottedShop } from './allotted-shop.js';
import { readPieces } from './books.js';
import { deliver, finishAll, idIn } from './world.js';

const { redis, keys, home, allotted, addProduct, orderOf, handle } = useAllottedShop();
const { signal } = new AbortController();

/** How often Redis was called by something, by command. */
async function commandsOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
  await redis.client.configResetStat();
  await work();
  const stats = await redis.client.info('commandstats');
  const calls = [...stats.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(([, name = '', n]) => [name, Number(n)]);
  return Object.fromEntries(calls);
}

describe('orders that are short in their partition', () => {
  test('in a shop of one partition nothing is looked for: a batch is one call, and leaves no transfers and leases', async () => {
    const single = makeKeys();
    expect(makeAllottedStock(redis.client, single)).toBeNull();
    const created = await makeProducts(redis.client, single, 'USD').create({
      name: 'Lamp',
      description: '',
      price: 1_000,
      stock_quantity: 1,
    });
    const id = created.outcome === 'conflict' ? '' : created.product.id;
    const run = async () => {
      const orders = [await orderOf(id, 1, single, single), await orderOf(id, 1, single, single)];
      return commandsOf(() =>
        makeOnOrderCompleted(redis.client, single, single, null).handle(
          orders.map(({ delivery }) => delivery),
          signal,
        ),
      );
    };
    await run();
    expect(await run()).toMatchObject({ evalsha: 1, xpending: 1, xack: 1 });
    await makeProducts(redis.client, single, 'USD').update(id, { stock_quantity: 3 });
    expect(await redis.client.hGetAll(single.stock(id))).toEqual({ available: '3', reserved: '1', received: '4' });
    expect(await redis.client.keys('*transfers*')).toEqual([]);
    expect(await redis.client.keys('gathering*')).toEqual([]);
  });

  test('ask once for all that is missing of a product, and without a lease where there is plenty', async () => {
    await handle([await orderOf(await addProduct(100))]);
    const id = await addProduct(1_000);
    const orders = await Promise.all(Array.from({ length: 20 }, () => orderOf(id, 2)));
    const commands = await commandsOf(async () => {
      expect((await handle(orders)).outcomes).toEqual(orders.map(() => 'done'));
    });
    // reserve-stock, give-stock, take-stock, close-transfer, reserve-stock.
    expect(commands['evalsha']).toBe(5);
    expect(commands['set']).toBeUndefined();
    // A share of the depot, so that the next ones find some here.
    expect(await redis.client.hGetAll(home.stock(id))).toEqual({ available: '85', reserved: '40', received: '125' });
  });

  test('are refused together, without a lease and by two calls of scripts, when a product is sold out', async () => {
    const id = await addProduct(1);
    await handle([await orderOf(id)]);
    await handle([await orderOf(id)]);
    const orders = await Promise.all(Array.from({ length: 100 }, () => orderOf(id)));
    const commands = await commandsOf(async () => {
      expect((await handle(orders)).outcomes).toEqual(orders.map(() => 'done'));
    });
    expect(commands['evalsha']).toBe(2);
    expect(commands['set']).toBeUndefined();
    expect(await redis.client.xLen(flowsOf(home).refundInitiated.stream)).toBe(101);
  });

  test('are told when they are rejected how many pieces there were at all places, and of which lines there were enough', async () => {
    const [enough, few] = [await addProduct(5), await addProduct(3)];
    const lines = [
      { productId: enough, quantity: 1 },
      { productId: few, quantity: 4 },
    ];
    const order = await deliver(redis.client, { id: idIn(keys, home), home, lines });
    expect((await handle([order])).outcomes).toEqual(['done']);

    const reservation = await redis.client.hGetAll(keys.reservation(order.id));
    expect(reservation).toMatchObject({ outcome: 'rejected' });
    const [entry] = (await redis.client.xRevRange(flowsOf(home).refundInitiated.stream, '+', '-', { COUNT: 1 })) ?? [];
    const { data } = flowsOf(home).refundInitiated.event.decode(entry?.message ?? {});
    expect(JSON.parse(reservation['lines'] ?? '')).toEqual([
      { product_id: enough, quantity: 1, available: 5 },
      { product_id: few, quantity: 4, available: 3 },
    ]);
    expect(data.lines).toEqual([
      { product_id: enough, requested: 1, available: 5 },
      { product_id: few, requested: 4, available: 3 },
    ]);
  });

  test('wait for the lease of a scarce product, are tried again, and hold up no others', async () => {
    const [scarce, plenty] = [await addProduct(3), await addProduct(1_000)];
    const lease = await allotted().leases.take(scarce);
    const orders = [await orderOf(scarce, 3), await orderOf(plenty, 1)];
    expect((await handle(orders)).outcomes).toEqual([{ retry: expect.stringContaining('another process') }, 'done']);
    await lease?.release();
    expect((await handle(orders)).outcomes).toEqual(['done', 'duplicate']);
    expect(await redis.client.hGet(home.stock(scarce), 'reserved')).toBe('3');
    expect(await redis.client.keys('*gathering*')).toEqual([]);
  });

  test('do not take pieces that may still be forgotten: a transfer that is not confirmed stays open', async () => {
    const id = await addProduct(100);
    const never = { ...NO_CONFIRMATION, confirmed: () => Promise.reject(new NotConfirmedError('no replica has it')) };
    const confirmations: Confirmations = { ...NO_CONFIRMATIONS, beside: () => never };
    const unconfirmed = makeAllottedStock(redis.client, keys, confirmations);
    const order = await orderOf(id);
    for (let i = 0; i < 2; i++) {
      const { outcomes } = await handle([order], unconfirmed ?? allotted());
      expect(outcomes).toEqual([{ retry: expect.any(NotConfirmedError) }]);
      expect(await readPieces(redis.client, keys, id)).toMatchObject({ available: 88, moving: 12 });
    }
    await finishAll(allotted().moves);
    expect(await readPieces(redis.client, keys, id)).toEqual({ available: 100, moving: 0, reserved: 0 });
    expect((await handle([order])).outcomes).toEqual(['done']);
  });
});
