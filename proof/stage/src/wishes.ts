import { orderStatusSchema, type OrderStatus } from '@stockade/contracts';
import { z } from 'zod';
import type { HttpAnswer } from './http.js';
import type { Random } from './random.js';
import type { Shop } from './shop.js';

/** How many of a hundred orders are paid how. */
const PAYMENT_METHODS = [
  ['pm_card_visa', 84],
  ['pm_card_declined', 5],
  ['pm_card_timeout', 4],
  ['pm_card_slow', 3],
  ['pm_card_unavailable', 4],
] as const;
/** How likely a customer wants a product. */
const WANTED = 0.2;

interface WishedItem {
  product_id: string;
  quantity: number;
}

/** An order as a customer sends it: some of the products, or else the first. */
export interface WishedOrder {
  items: [WishedItem, ...WishedItem[]];
  payment_method: string;
  shipping_address: string;
}

export function wishOrder({ productIds }: Shop, random: Random, shipping_address: string): WishedOrder {
  const [first = { product_id: productIds[0] ?? '', quantity: 1 }, ...others] = productIds
    .filter(() => random.next() < WANTED)
    .map((product_id) => ({ product_id, quantity: random.between(1, 3) }));
  return { items: [first, ...others], payment_method: random.weighted(PAYMENT_METHODS), shipping_address };
}

export function pickCustomer({ customerTokens }: Shop, random: Random): string {
  return customerTokens[random.between(0, customerTokens.length - 1)] ?? '';
}

const orderSchema = z.object({ order_id: z.string(), status: orderStatusSchema });

/** The order that an answer with this status shows; null when it has another status, or shows none. */
export function orderIn(
  { status, body }: HttpAnswer,
  success: number,
): { order_id: string; status: OrderStatus } | null {
  return status === success ? (orderSchema.safeParse(body).data ?? null) : null;
}
