import { z } from 'zod';
import { idSchema, sentIdSchema } from '../ids.js';
import {
  ADDRESS_FIELDS_MAX,
  ADDRESS_LENGTH_MAX,
  IDEMPOTENCY_KEY_LENGTH_MAX,
  LINE_QUANTITY_MAX,
  NAME_LENGTH_MAX,
  ORDER_LINES_MAX,
  PAYMENT_METHOD_LENGTH_MAX,
} from '../limits.js';
import { currencySchema, decimalSchema } from '../money.js';
import { orderStatusSchema } from '../order-states.js';
import { lines, trimmedLines, trimmedText } from '../text.js';
import { wholeNumber } from '../whole-number.js';
import { expecting } from '../words.js';
import { eitherForm, isGiven } from './forms.js';
import { pageOf, pageQuerySchema } from './paging.js';

const quantitySchema = wholeNumber(1, LINE_QUANTITY_MAX);

/** An address as stored and returned: unchanged. */
export const shippingAddressSchema = z.union([z.string(), z.record(z.string(), z.string())]);
export type ShippingAddress = z.infer<typeof shippingAddressSchema>;

/** One line of text or several, or a flat object such as `{"street": …, "city": …}`. */
const sentAddressSchema = z.union(
  [
    trimmedLines(ADDRESS_LENGTH_MAX),
    z
      .record(lines(NAME_LENGTH_MAX), lines(ADDRESS_LENGTH_MAX))
      .refine(
        (address) => Object.keys(address).length <= ADDRESS_FIELDS_MAX,
        `must have at most ${ADDRESS_FIELDS_MAX} fields`,
      )
      .meta({ maxProperties: ADDRESS_FIELDS_MAX }),
  ],
  { error: expecting('a text, or an object of texts') },
);

const itemSchema = z.object({ product_id: sentIdSchema, quantity: quantitySchema });
type OrderItemRequest = z.infer<typeof itemSchema>;

const METHOD_BY_DEFAULT = 'pm_card_visa';
const delivery = {
  shipping_address: sentAddressSchema.nullish(),
  payment_method: trimmedText(PAYMENT_METHOD_LENGTH_MAX).nullable().meta({ default: METHOD_BY_DEFAULT }).optional(),
};
const orderOf = (items: OrderItem[], { shipping_address, payment_method }: Delivery): PlaceOrderRequest => ({
  items,
  shipping_address: shipping_address ?? null,
  payment_method: payment_method ?? METHOD_BY_DEFAULT,
});
type Delivery = z.infer<z.ZodObject<typeof delivery>>;

const basketSchema = z
  .object({ items: z.array(itemSchema).min(1).max(ORDER_LINES_MAX), ...delivery })
  .transform((basket, issue) => {
    const items = mergeLines(basket.items);
    for (const { product_id, quantity } of items) {
      if (quantity <= LINE_QUANTITY_MAX) continue;
      const message = `must be at most ${LINE_QUANTITY_MAX} of product ${product_id} in total`;
      issue.addIssue({ code: 'custom', path: ['items'], message });
    }
    return orderOf(items, basket);
  });

const singleSchema = z
  .object({ ...itemSchema.shape, ...delivery, items: z.null().optional() })
  .transform(({ product_id, quantity, ...rest }) => orderOf([{ product_id, quantity, field: 'product_id' }], rest));

/** Either `{items: [{product_id, quantity}]}` or, for a single line, `{product_id, quantity}`. */
export const placeOrderRequestSchema = eitherForm<PlaceOrderRequest>({
  usual: basketSchema,
  other: singleSchema,
  isOther: ({ items, product_id }) => !isGiven(items) && isGiven(product_id),
}).meta({ id: 'OrderRequest' });

/** An order request as the store works with it: one line per product. */
export interface PlaceOrderRequest {
  items: OrderItem[];
  shipping_address: ShippingAddress | null;
  payment_method: string;
}

interface OrderItem extends OrderItemRequest {
  /** The field that first names the product in the request; default: its index in this list. */
  field?: string;
}

/** Merges lines of the same product into one with the sum, because a reservation decides per product. */
function mergeLines(items: readonly OrderItemRequest[]): OrderItem[] {
  const merged = new Map<string, OrderItem>();
  for (const [i, { product_id, quantity }] of items.entries()) {
    const known = merged.get(product_id);
    if (known) known.quantity += quantity;
    else merged.set(product_id, { product_id, quantity, field: `items.${i}.product_id` });
  }
  return [...merged.values()];
}

/** The header `Idempotency-Key` (IETF draft of the HTTPAPI group): any visible ASCII, chosen by the client. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII without spaces')
  .max(IDEMPOTENCY_KEY_LENGTH_MAX);

export const listOrdersQuerySchema = pageQuerySchema.extend({ status: orderStatusSchema.optional() });
export type ListOrdersQuery = z.infer<typeof listOrdersQuerySchema>;

const momentSchema = z.iso.datetime();
const moveSchema = z.object({ status: orderStatusSchema, at: momentSchema });

/** An order as HTTP answers it: decimals, ISO times, and the time of each status. */
export const orderViewSchema = z
  .object({
    order_id: idSchema,
    customer_id: idSchema,
    status: orderStatusSchema,
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
    shipping_address: shippingAddressSchema.nullable(),
    payment_method: z.string(),
    created_at: momentSchema,
    updated_at: momentSchema,
    timeline: z.array(moveSchema),
  })
  .meta({ id: 'Order' });
export type OrderView = z.infer<typeof orderViewSchema>;
export const orderPageSchema = pageOf(orderViewSchema).meta({ id: 'OrderPage' });

/** The data of a live update: one entry of the order's timeline. Nothing else of an order changes. */
export const orderMoveViewSchema = moveSchema.extend({ order_id: idSchema }).meta({ id: 'OrderMove' });
export type OrderMoveView = z.infer<typeof orderMoveViewSchema>;
