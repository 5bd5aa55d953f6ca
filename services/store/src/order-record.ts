import {
  currencySchema,
  jsonText,
  minorSchema,
  orderLineSchema,
  orderStatusSchema,
  parseOrderTrace,
  shippingAddressSchema,
  toIso,
  toOrderView,
  traceIdOf,
  type TracedOrderView,
} from '@stockade/contracts';
import { z } from 'zod';

const timeSchema = z.int();

/** What a customer ordered, at which prices. It never changes, so an order keeps it as one text of JSON. */
const placedSchema = z.object({
  customer_id: z.string(),
  lines: z.array(orderLineSchema),
  subtotal: minorSchema,
  fee: minorSchema,
  total: minorSchema,
  currency: currencySchema,
  shipping_address: shippingAddressSchema.nullable(),
  payment_method: z.string(),
});
export const placedTextSchema = jsonText(placedSchema);

/** An order as its hash holds it: amounts in minor units, times in milliseconds since 1970. */
export const orderSchema = z
  .object({
    status: orderStatusSchema,
    placed: placedTextSchema,
    created_at: timeSchema,
    completed_at: timeSchema.optional(),
    failed_at: timeSchema.optional(),
    cancelled_at: timeSchema.optional(),
    refunded_at: timeSchema.optional(),
    trace: z.string().optional(),
  })
  .transform(({ placed, ...moves }) => ({ ...placed, ...moves }));
export interface Order extends z.infer<typeof orderSchema> {
  order_id: string;
}

/** How Redis OM reads each field of the hash. */
export const ORDER_FIELD_TYPES = {
  status: 'string',
  placed: 'string',
  created_at: 'number',
  completed_at: 'number',
  failed_at: 'number',
  cancelled_at: 'number',
  refunded_at: 'number',
  trace: 'string',
} as const;

/** What an order keeps as JSON. */
export function toPlaced(order: Order): string {
  const { customer_id, lines, subtotal, fee, total, currency, shipping_address, payment_method } = order;
  return JSON.stringify({ customer_id, lines, subtotal, fee, total, currency, shipping_address, payment_method });
}

/** The order as it was answered when it was accepted. */
export function asPlaced(order: Order): Order {
  const { completed_at: _, failed_at: __, cancelled_at: ___, refunded_at: ____, trace: _____, ...placed } = order;
  return { ...placed, status: 'pending' };
}

/** The answer about a single order, which also has its trace and its events. */
export function toTracedOrderView(order: Order): TracedOrderView {
  const { traceparent, events = [] } = parseOrderTrace(order.trace ?? '') ?? {};
  return {
    ...toOrderView(order),
    trace_id: traceparent === undefined ? null : traceIdOf(traceparent),
    events: events.map(({ type, id, atMs }) => ({ type, id, at: toIso(atMs) })),
  };
}
