import { z } from 'zod';
import { idSchema } from '../ids.js';
import { currencySchema, decimalSchema } from '../money.js';
import { eitherForm } from './forms.js';
import {
  hasSingleItem,
  itemsOfSingle,
  quantitySchema,
  severalItems,
  singleItem,
  type OrderItem,
} from './order-items.js';

/** The prices of an order or a quote, in decimals of their currency. */
export const pricesShape = {
  items: z.array(
    z.object({
      product_id: idSchema,
      name: z.string(),
      price: decimalSchema,
      quantity: quantitySchema,
      line_total: decimalSchema,
    }),
  ),
  subtotal: decimalSchema,
  fee: decimalSchema,
  total: decimalSchema,
  currency: currencySchema,
};

/** What an order of these items would cost now. */
export const quoteSchema = z.object(pricesShape).meta({ id: 'Quote' });
export type Quote = z.infer<typeof quoteSchema>;

/** The items to price: one per product. */
export interface QuoteRequest {
  items: OrderItem[];
}

/** Either `{items: [{product_id, quantity}]}` or, for a single line, `{product_id, quantity}`; as for an order. */
export const quoteRequestSchema = eitherForm<QuoteRequest>({
  usual: z.object(severalItems),
  other: z.object(singleItem).transform((item) => ({ items: itemsOfSingle(item) })),
  isOther: hasSingleItem,
}).meta({ id: 'QuoteRequest' });
