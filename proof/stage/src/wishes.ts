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

export interface WishedItem {
  product_id: string;
  quantity: number;
}

/** What a customer puts into the basket: some of the products, or else the first. */
export function wishItems({ productIds }: Shop, random: Random): [WishedItem, ...WishedItem[]] {
  const [first = { product_id: productIds[0] ?? '', quantity: 1 }, ...others] = productIds
    .filter(() => random.next() < WANTED)
    .map((product_id) => ({ product_id, quantity: random.between(1, 3) }));
  return [first, ...others];
}

export function wishPayment(random: Random): string {
  return random.weighted(PAYMENT_METHODS);
}

export function pickCustomer({ customerTokens }: Shop, random: Random): string {
  return customerTokens[random.between(0, customerTokens.length - 1)] ?? '';
}
