// @ts-check
// Fills a shop with orders from before, without waiting for each to be ordered: copies of a real one.
import { newId, makeKeys, orderCompleted } from '@stockade/contracts';
import { connectInBackground, makeRedis, whenReady } from '@stockade/redis';

const CUSTOMERS = 1_000;
/** Written together. */
export const TOGETHER = 2_000;
const READY_DEADLINE_MS = 20_000;
const keys = makeKeys();

/**
 * @param {string} url
 * @param {(redis: import('@stockade/redis').Redis) => Promise<void>} work
 */
export async function withRedis(url, work) {
  const redis = makeRedis({ url, name: 'bench', onError: console.error });
  connectInBackground(redis);
  await whenReady(redis, AbortSignal.timeout(READY_DEADLINE_MS));
  try {
    await work(redis);
  } finally {
    redis.destroy();
  }
}

/**
 * @typedef {object} Copies
 * @property {string} orderId a completed and reserved order, of which the others are copies
 * @property {number} amount
 * @property {readonly string[]} [customers] whose orders they are, in turn; default a thousand that nobody knows
 * @property {boolean} [undecided] paid, and waiting for the warehouse; else each has its reservation
 */

/**
 * Writes as many orders, each with its payment, in all indexes.
 * @param {import('@stockade/redis').Redis} redis
 * @param {Copies} copies
 */
export async function copyOrders(redis, { orderId, amount, customers = makeIds(CUSTOMERS), undecided = false }) {
  const kinds = undecided ? [keys.order, keys.gateway] : [keys.order, keys.gateway, keys.reservation];
  const models = await Promise.all(kinds.map(async (key) => ({ key, fields: await redis.hGetAll(key(orderId)) })));
  const [order] = models;
  const placed = JSON.parse(order?.fields['placed'] ?? '{}');
  for (let stored = 0; stored < amount; stored += TOGETHER) {
    const size = Math.min(TOGETHER, amount - stored);
    await Promise.all(Array.from({ length: size }, (_, i) => store(customers[(stored + i) % customers.length] ?? '')));
  }

  /** @param {string} customerId */
  async function store(customerId) {
    const id = newId();
    const own = { placed: JSON.stringify({ ...placed, customer_id: customerId }), customer_id: customerId };
    const entry = { score: 0, value: id };
    await Promise.all([
      ...models.map(({ key, fields }) => redis.hSet(key(id), { ...fields, ...pick(own, fields) })),
      redis.zAdd(keys.orders, entry),
      redis.zAdd(keys.ordersOfCustomer(customerId), entry),
    ]);
    if (!undecided) return;
    const { shipping_address: _, payment_method: __, ...data } = placed;
    const event = { source: 'bench', data: { ...data, order_id: id, customer_id: customerId } };
    await redis.xAdd(keys.orderCompleted, '*', orderCompleted.encode(event));
  }
}

/**
 * Those values whose names a record has.
 * @param {Record<string, string>} values
 * @param {Record<string, string>} record
 */
function pick(values, record) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in record));
}

/** @param {number} count */
function makeIds(count) {
  return Array.from({ length: count }, newId);
}
