// @ts-check
// The job that all three drains do: one paid order of one line, reserved from a stock that is large enough.
import { makeKeys, newId, orderCompleted } from '@stockade/contracts';

const PRODUCTS = 10;
const STOCK = 1_000_000_000;
export const BATCH = 128;
export const keys = makeKeys();

/** @param {number} count */
export function makeOrders(count) {
  const productIds = Array.from({ length: PRODUCTS }, newId);
  const orders = Array.from({ length: count }, (_, i) => ({
    order_id: newId(),
    customer_id: newId(),
    lines: [{ product_id: productIds[i % PRODUCTS] ?? '', name: 'Plank', quantity: 1, price: 1_290 }],
    subtotal: 1_290,
    fee: 258,
    total: 1_548,
    currency: 'USD',
  }));
  return { productIds, orders };
}

/** @typedef {ReturnType<typeof makeOrders>['orders'][number]} Order */

/**
 * Puts the stock on the shelf.
 * @param {import('@stockade/redis').Redis} redis
 * @param {readonly string[]} productIds
 */
export async function stockUp(redis, productIds) {
  const stock = { available: String(STOCK), reserved: '0', received: String(STOCK) };
  await Promise.all(productIds.map((id) => redis.hSet(keys.stock(id), stock)));
}

/**
 * Announces the orders, as the store does when they are paid.
 * @param {import('@stockade/redis').Redis} redis
 * @param {readonly Order[]} orders
 */
export async function announce(redis, orders) {
  for (let i = 0; i < orders.length; i += 1_000) {
    await Promise.all(
      orders
        .slice(i, i + 1_000)
        .map((data) => redis.xAdd(keys.orderCompleted, '*', orderCompleted.encode({ source: 'bench', data }))),
    );
  }
}

/**
 * @param {import('@stockade/redis').Redis} redis
 * @param {readonly string[]} productIds
 */
export async function reservedPieces(redis, productIds) {
  const reserved = await Promise.all(productIds.map((id) => redis.hGet(keys.stock(id), 'reserved')));
  return reserved.reduce((sum, pieces) => sum + Number(pieces), 0);
}
