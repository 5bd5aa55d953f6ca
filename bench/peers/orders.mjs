// @ts-check
// The orders of a phase, and the stock that exactly the last of them do not find.
import { randomUUID } from 'node:crypto';

/** Of the orders of a phase: they are charged and refunded. */
const SHORT_SHARE = 0.05;
/** Of the shape `many`. */
const PRODUCTS = 1_000;

/** @typedef {'many' | 'hot'} Shape every order for the next of many products, or all for one */

/**
 * An order that somebody wants: one piece, under a key.
 * @typedef {{ key: string, productId: string, quantity: number }} Wish
 *
 * @typedef {object} Phase
 * @property {Wish[]} wishes
 * @property {Record<string, number>} stock pieces by product
 */

/**
 * @param {Shape} shape
 * @param {number} orders
 * @param {number} [products] of the shape `many`
 * @returns {Phase}
 */
export function planPhase(shape, orders, products = PRODUCTS) {
  const productIds = Array.from({ length: shape === 'hot' ? 1 : products }, () => randomUUID());
  const wishes = Array.from({ length: orders }, (_, i) => ({
    key: randomUUID(),
    productId: productIds[i % productIds.length] ?? '',
    quantity: 1,
  }));
  /** @type {Record<string, number>} */
  const stock = Object.fromEntries(productIds.map((id) => [id, 0]));
  for (const { productId } of wishes.slice(0, orders - Math.round(orders * SHORT_SHARE)))
    stock[productId] = (stock[productId] ?? 0) + 1;
  return { wishes, stock };
}
