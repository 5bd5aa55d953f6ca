// @ts-check
// Fills a shop with orders that were decided long ago, without waiting for each to be ordered: copies of a real one.
import { newId, makeKeys } from '@stockade/contracts';
import { connectInBackground, makeRedis, whenReady } from '@stockade/redis';

const CUSTOMERS = 1_000;
/** Orders written together. */
const TOGETHER = 2_000;
const READY_DEADLINE_MS = 20_000;
const keys = makeKeys();

/**
 * Writes as many completed orders as are missing, each with its reservation and its payment, in all indexes.
 * @param {string} redisUrl
 * @param {string} orderId a completed and reserved order, of which the others are copies
 * @param {number} amount
 */
export async function storeOrders(redisUrl, orderId, amount) {
  const redis = makeRedis({ url: redisUrl, name: 'bench', onError: console.error });
  connectInBackground(redis);
  await whenReady(redis, AbortSignal.timeout(READY_DEADLINE_MS));
  try {
    const kinds = [keys.order, keys.reservation, keys.gateway];
    const models = await Promise.all(kinds.map((key) => redis.hGetAll(key(orderId))));
    const customers = Array.from({ length: CUSTOMERS }, newId);
    for (let stored = 0; stored < amount; stored += TOGETHER) {
      const size = Math.min(TOGETHER, amount - stored);
      await Promise.all(Array.from({ length: size }, (_, i) => store(customers[(stored + i) % CUSTOMERS] ?? '')));
    }

    /** @param {string} customerId */
    async function store(customerId) {
      const id = newId();
      const own = { order_id: id, customer_id: customerId };
      const copies = kinds.map((key, kind) => {
        const fields = Object.entries({ ...models[kind] }).map(([name, value]) => [
          name,
          Reflect.get(own, name) ?? value,
        ]);
        return redis.hSet(key(id), Object.fromEntries(fields));
      });
      const entry = { score: 0, value: id };
      await Promise.all([
        ...copies,
        redis.zAdd(keys.orders, entry),
        redis.zAdd(keys.ordersOfCustomer(customerId), entry),
      ]);
    }
  } finally {
    redis.destroy();
  }
}
