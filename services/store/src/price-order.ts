import {
  AMOUNT_MINOR_MAX,
  feeOf,
  subtotalOf,
  type FieldError,
  type OrderLine,
  type Prices,
  type QuoteRequest,
  type Rate,
} from '@stockade/contracts';
import type { FindProduct } from './catalogue.js';

interface Dependencies {
  findProduct: FindProduct;
  feeRate: Rate;
  /** ISO 4217 code of the shop's currency: a product with a price in another one is not sold. */
  currency: string;
}

/** The prices of now, or why these items are not sold. Rejects while Redis does not answer. */
export type PriceOrder = (request: QuoteRequest) => Promise<Prices | { refused: FieldError[] }>;

/** Prices an order. A quote and an order both come from here, so that a quote is what an order would cost. */
export function makePriceOrder({ findProduct, feeRate, currency }: Dependencies): PriceOrder {
  return async (request) => {
    const { lines, refused } = await priceLines(findProduct, request, currency);
    const subtotal = subtotalOf(lines);
    const fee = feeOf(subtotal, feeRate);
    const total = subtotal + fee;
    if (total > AMOUNT_MINOR_MAX) refused.push({ field: 'items', message: 'must come to a smaller total' });
    return refused.length > 0 ? { refused } : { lines, subtotal, fee, total, currency };
  };
}

async function priceLines(findProduct: FindProduct, { items }: QuoteRequest, shopCurrency: string) {
  const products = await Promise.all(items.map(({ product_id }) => findProduct(product_id)));
  const lines: OrderLine[] = [];
  const refused: FieldError[] = [];
  for (const [i, { product_id, quantity, field = `items.${i}.product_id` }] of items.entries()) {
    const product = products[i];
    if (!product) {
      refused.push({ field, message: `there is no product ${product_id}` });
      continue;
    }
    const { name, price, currency = shopCurrency } = product;
    if (currency === shopCurrency) lines.push({ product_id, name, quantity, price });
    else
      refused.push({
        field,
        message: `the price of ${product_id} is in ${currency}, and this shop sells in ${shopCurrency}`,
      });
  }
  return { lines, refused };
}
