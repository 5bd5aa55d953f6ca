import { z } from 'zod';
import { idSchema } from '../ids.js';
import {
  ADDRESS_FIELDS_MAX,
  ADDRESS_LENGTH_MAX,
  AMOUNT_MINOR_MAX,
  IDEMPOTENCY_KEY_LENGTH_MAX,
  NAME_LENGTH_MAX,
  PAYMENT_METHOD_LENGTH_MAX,
} from '../limits.js';
import { amountSchemaFor } from '../money.js';
import { orderStatusSchema } from '../order-states.js';
import { orderEventTypeSchema } from '../order-trace.js';
import { lines, trimmedLines, trimmedText } from '../text.js';
import { traceIdSchema } from '../traceparent.js';
import { expecting } from '../words.js';
import { eitherForm, optional } from './forms.js';
import { hasSingleItem, itemsOfSingle, severalItems, singleItem, type OrderItem } from './order-items.js';
import { pageOf } from './paging.js';
import { pricesShape, type QuoteRequest } from './quotes.js';

/** An address as stored and returned: unchanged. */
export const shippingAddressSchema = z.union([z.string(), z.record(z.string(), z.string())]);
export type ShippingAddress = z.infer<typeof shippingAddressSchema>;

/** One line of text or several, or a flat object such as `{"street": …, "city": …}`. */
const sentAddressSchema = z.union(
  [
    trimmedLines(ADDRESS_LENGTH_MAX),
    z
      .record(lines(NAME_LENGTH_MAX), lines(ADDRESS_LENGTH_MAX).nullable())
      .refine(
        (address) => Object.keys(address).length <= ADDRESS_FIELDS_MAX,
        `must have at most ${ADDRESS_FIELDS_MAX} fields`,
      )
      .meta({ maxProperties: ADDRESS_FIELDS_MAX })
      .transform(givenFields),
  ],
  { error: expecting('a text, or an object of texts') },
);

/** As everywhere, null means not given. */
function givenFields(fields: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}

/** What is used when a request names no payment method. */
export const PAYMENT_METHOD_BY_DEFAULT = 'pm_card_visa';

const delivery = {
  shipping_address: sentAddressSchema.nullish(),
  payment_method: trimmedText(PAYMENT_METHOD_LENGTH_MAX)
    .nullable()
    .meta({ default: PAYMENT_METHOD_BY_DEFAULT })
    .optional(),
};
type Delivery = z.infer<z.ZodObject<typeof delivery>>;

/** An order request as the store works with it: one line per product. */
export interface PlaceOrderRequest extends QuoteRequest {
  shipping_address: ShippingAddress | null;
  payment_method: string;
  /** What the customer was told that the order costs, in minor units of the shop's currency. */
  expected_total?: number | undefined;
}

/**
 * The schema of a request for an order, in a shop of one currency: either `{items: [{product_id, quantity}]}` or, for a
 * single line, `{product_id, quantity}`. The expected total is parsed to minor units.
 */
export function placeOrderRequestSchemaFor(currency: string) {
  const terms = { ...delivery, expected_total: optional(amountSchemaFor(currency, AMOUNT_MINOR_MAX)) };
  return eitherForm<PlaceOrderRequest>({
    usual: z.object({ ...severalItems, ...terms }).transform((body) => orderOf(body.items, body)),
    other: z.object({ ...singleItem, ...terms }).transform((body) => orderOf(itemsOfSingle(body), body)),
    isOther: hasSingleItem,
  }).meta({ id: 'OrderRequest' });
}

function orderOf(
  items: OrderItem[],
  { shipping_address, payment_method, expected_total }: Delivery & { expected_total?: number | undefined },
): PlaceOrderRequest {
  return {
    items,
    shipping_address: shipping_address ?? null,
    payment_method: payment_method ?? PAYMENT_METHOD_BY_DEFAULT,
    expected_total,
  };
}

/**
 * The header `Idempotency-Key` (IETF draft idempotency-key-header). The draft has it in quotes, most clients send it bare; both are
 * taken as they come, so the quotes belong to the key.
 */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII without spaces')
  .max(IDEMPOTENCY_KEY_LENGTH_MAX);

const momentSchema = z.iso.datetime();
const moveSchema = z.object({ status: orderStatusSchema, at: momentSchema });

/** An order as HTTP answers it: decimals, ISO times, and the time of each status. */
export const orderViewSchema = z
  .object({
    order_id: idSchema,
    customer_id: idSchema,
    status: orderStatusSchema,
    ...pricesShape,
    shipping_address: shippingAddressSchema.nullable(),
    payment_method: z.string(),
    created_at: momentSchema,
    updated_at: momentSchema,
    timeline: z.array(moveSchema),
  })
  .meta({ id: 'Order' });
export type OrderView = z.infer<typeof orderViewSchema>;

/** An order by itself: also the trace of the request that placed it, and its events, each with the id of its stream entry. */
export const tracedOrderViewSchema = orderViewSchema
  .extend({
    /** Null for an order without one. */
    trace_id: traceIdSchema.nullable(),
    events: z.array(z.object({ type: orderEventTypeSchema, id: z.string(), at: momentSchema })),
  })
  .meta({ id: 'TracedOrder' });
export type TracedOrderView = z.infer<typeof tracedOrderViewSchema>;

export const orderPageSchema = pageOf(orderViewSchema)
  .extend({
    searched_until: momentSchema.nullable().meta({
      description:
        'Set when the search stopped before the page was full, because it has looked at as many orders as one request may: ' +
        'the time of the last one. The `next_cursor` goes on from there.',
    }),
  })
  .meta({ id: 'OrderPage' });

/** The data of a live update: one entry of the order's timeline. Nothing else of an order changes. */
export const orderMoveViewSchema = moveSchema.extend({ order_id: idSchema }).meta({ id: 'OrderMove' });
export type OrderMoveView = z.infer<typeof orderMoveViewSchema>;

/** The data of the live update that says: from here on each move comes as it happens. */
export interface FollowingView {
  /** How many orders are followed. */
  orders: number;
}
