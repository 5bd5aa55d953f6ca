import { z } from 'zod';
import { idSchema } from '../ids.js';
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
import { trimmedText } from '../text.js';
import { pageOf, pageQuerySchema } from './pages.js';

const quantitySchema = z.int().min(1).max(LINE_QUANTITY_MAX);

/** One line of text, or a flat object such as `{"street": …, "city": …}`; kept and answered as it came. */
export const shippingAddressSchema = z.union(
  [
    trimmedText(ADDRESS_LENGTH_MAX),
    z
      .record(z.string().max(NAME_LENGTH_MAX), z.string().max(ADDRESS_LENGTH_MAX))
      .refine(
        (address) => Object.keys(address).length <= ADDRESS_FIELDS_MAX,
        `must have at most ${ADDRESS_FIELDS_MAX} fields`,
      )
      .meta({ maxProperties: ADDRESS_FIELDS_MAX }),
  ],
  { error: 'must be a text, or an object of texts' },
);
export type ShippingAddress = z.infer<typeof shippingAddressSchema>;

const itemSchema = z.object({ product_id: idSchema, quantity: quantitySchema });
export type OrderItemRequest = z.infer<typeof itemSchema>;

const delivery = {
  shipping_address: shippingAddressSchema.optional(),
  payment_method: trimmedText(PAYMENT_METHOD_LENGTH_MAX).default('pm_card_visa'),
};
const basketSchema = z.object({ items: z.array(itemSchema).min(1).max(ORDER_LINES_MAX), ...delivery });
const singleSchema = z.object({ ...itemSchema.shape, ...delivery }).meta({ not: { required: ['items'] } });

/** Either `{items: [{product_id, quantity}]}` or, for a single line, `{product_id, quantity}`. */
export const placeOrderRequestSchema = z
  .unknown()
  .transform((body, issue): PlaceOrderRequest => {
    const single = typeof body === 'object' && body !== null && !('items' in body) && 'product_id' in body;
    const parsed = single ? singleSchema.safeParse(body) : basketSchema.safeParse(body);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) issue.addIssue({ code: 'custom', path: [...path], message });
      return z.NEVER;
    }
    const order = parsed.data;
    const items =
      'items' in order ? mergeLines(order.items) : [{ product_id: order.product_id, quantity: order.quantity }];
    for (const { product_id, quantity } of items) {
      if (quantity <= LINE_QUANTITY_MAX) continue;
      const message = `must be at most ${LINE_QUANTITY_MAX} of product ${product_id} in total`;
      issue.addIssue({ code: 'custom', path: ['items'], message });
    }
    return { items, shipping_address: order.shipping_address ?? null, payment_method: order.payment_method };
  })
  .meta({ id: 'OrderRequest', accepts: z.union([basketSchema, singleSchema]) });

/** An order request as the store works with it: one line per product. */
export interface PlaceOrderRequest {
  items: OrderItemRequest[];
  shipping_address: ShippingAddress | null;
  payment_method: string;
}

/** The same product twice in one basket is one line with the sum: a reservation decides per product. */
function mergeLines(items: readonly OrderItemRequest[]): OrderItemRequest[] {
  const quantities = new Map<string, number>();
  for (const { product_id, quantity } of items)
    quantities.set(product_id, (quantities.get(product_id) ?? 0) + quantity);
  return [...quantities].map(([product_id, quantity]) => ({ product_id, quantity }));
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

/** An order as HTTP answers it: decimals, ISO times, and the time of each move. */
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

/** The data of an event in the live updates of an order: one move of its timeline. Nothing else of an order changes. */
export const orderMoveViewSchema = moveSchema.extend({ order_id: idSchema }).meta({ id: 'OrderMove' });
export type OrderMoveView = z.infer<typeof orderMoveViewSchema>;
