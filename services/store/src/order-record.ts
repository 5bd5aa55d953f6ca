import {
  currencySchema,
  jsonText,
  minorSchema,
  orderLineSchema,
  orderStatusSchema,
  parseOrderTrace,
  shippingAddressSchema,
  toOrderView,
  traceIdOf,
  type TracedOrderView,
} from '@stockade/contracts';
import { z } from 'zod';

const timeSchema = z.int();

/** An order as its hash holds it: amounts in minor units, times in milliseconds since 1970. */
export const orderSchema = z.object({
  order_id: z.string(),
  customer_id: z.string(),
  status: orderStatusSchema,
  lines: jsonText(z.array(orderLineSchema)),
  subtotal: minorSchema,
  fee: minorSchema,
  total: minorSchema,
  currency: currencySchema,
  shipping_address: jsonText(shippingAddressSchema.nullable()),
  payment_method: z.string(),
  created_at: timeSchema,
  updated_at: timeSchema,
  completed_at: timeSchema.optional(),
  failed_at: timeSchema.optional(),
  cancelled_at: timeSchema.optional(),
  refunded_at: timeSchema.optional(),
  trace: z.string().optional(),
});
export type Order = z.infer<typeof orderSchema>;

/** How Redis OM reads each field of the hash. */
export const ORDER_FIELD_TYPES = {
  order_id: 'string',
  customer_id: 'string',
  status: 'string',
  lines: 'string',
  subtotal: 'number',
  fee: 'number',
  total: 'number',
  currency: 'string',
  shipping_address: 'string',
  payment_method: 'string',
  created_at: 'number',
  updated_at: 'number',
  completed_at: 'number',
  failed_at: 'number',
  cancelled_at: 'number',
  refunded_at: 'number',
  trace: 'string',
} as const;

/** The fields that are stored as they are; the others are stored as JSON. */
const PLAIN_FIELDS = orderSchema.omit({ lines: true, shipping_address: true }).keyof().options;

/** The fields of a new order, name and value in turn, as HSET takes them. */
export function toFields(order: Order): string[] {
  const fields = ['lines', JSON.stringify(order.lines), 'shipping_address', JSON.stringify(order.shipping_address)];
  for (const name of PLAIN_FIELDS) {
    const value = order[name];
    if (value !== undefined) fields.push(name, String(value));
  }
  return fields;
}

/** The order as it was answered when it was accepted. */
export function asPlaced(order: Order): Order {
  const { completed_at: _, failed_at: __, cancelled_at: ___, refunded_at: ____, trace: _____, ...placed } = order;
  return { ...placed, status: 'pending', updated_at: order.created_at };
}

/** What is told of one order by itself: also its trace and its events. */
export function toTracedOrderView(order: Order): TracedOrderView {
  const { traceparent, events = [] } = parseOrderTrace(order.trace ?? '') ?? {};
  return {
    ...toOrderView(order),
    trace_id: traceparent === undefined ? null : traceIdOf(traceparent),
    events: events.map(({ type, id, atMs }) => ({ type, id, at: toIso(atMs) })),
  };
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
