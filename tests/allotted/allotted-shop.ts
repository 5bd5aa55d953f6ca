import { beforeEach } from '@jest/globals';
import { flowsOf, makeKeys, type Keys, type PartitionKeys } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import type { AllottedStock } from '../../services/warehouse/src/gather.js';
import { makeOnOrderCompleted } from '../../services/warehouse/src/on-order-completed.js';
import { makeProducts } from '../../services/warehouse/src/product-changes.js';
import { makeRandom } from './random.js';
import { allottedOn, deliver, idIn, type Order } from './world.js';

/** A shop of four partitions on a Redis of its own, empty before each test. `home` is one of the partitions. */
export function useAllottedShop() {
  const redis = usePrivateRedis({ appendfsync: 'everysec' });
  const keys = makeKeys(4);
  const home = makeRandom(1).of(keys.partitions);
  const allotted = () => allottedOn(redis.client, keys);
  const products = () => makeProducts(redis.client, keys, 'USD', allotted());

  beforeEach(async () => {
    await redis.flush();
    for (const partition of [...keys.partitions, ...makeKeys().partitions]) {
      const { stream, readers } = flowsOf(partition).orderCompleted;
      await redis.client.xGroupCreate(stream, readers[0], '0', { MKSTREAM: true });
    }
  });

  return {
    redis,
    keys,
    home,
    allotted,
    products,

    async addProduct(stock_quantity: number): Promise<string> {
      const created = await products().create({ name: 'Lamp', description: '', price: 1_000, stock_quantity });
      if (created.outcome === 'conflict') throw new Error('no key was given');
      return created.product.id;
    },

    /** An order at home that is paid and waits to be reserved. */
    orderOf: (productId: string, quantity = 1, of: Keys = keys, partition: PartitionKeys = home) =>
      deliver(redis.client, { id: idIn(of, partition), home: partition, lines: [{ productId, quantity }] }),

    /** Has the warehouse handle some orders at home. */
    async handle(orders: readonly Order[], means: AllottedStock = allotted()) {
      const handler = makeOnOrderCompleted(redis.client, keys, home, means);
      const deliveries = orders.map(({ delivery }) => delivery);
      return { outcomes: await handler.handle(deliveries, new AbortController().signal) };
    },
  };
}
