import {
  currencySchema,
  idSchema,
  jsonText,
  LINE_QUANTITY_MAX,
  minorSchema,
  orderLineSchema,
  orderStatusSchema,
  parseOrderTrace,
  RESERVATION_OUTCOMES,
  shippingAddressSchema,
  type Keys,
} from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';
import type { OutsideProvider } from './outside-provider.js';

/**
 * All records of one order, from every service. The audit has schemas of its own, because a reader that it shared with
 * a service would share that service's mistakes.
 */
export interface OrderRecord {
  order: z.infer<typeof orderSchema>;
  reservation: z.infer<typeof reservationSchema> | null;
  refund: z.infer<typeof refundSchema> | null;
  /** Amount charged minus amount given back, in minor units. */
  gatewayNet: number;
  /** The indexes that contain it, besides that of all orders. */
  listed: { customer: boolean; refunds: boolean; refundsOfCustomer: boolean };
}

export type Reading = { id: string; record: OrderRecord } | { id: string; unreadable: string };

export const integerSchema = z
  .string()
  .regex(/^-?\d{1,16}$/, 'must be an integer')
  .transform(Number);
export const amountSchema = integerSchema.pipe(minorSchema);

/** Amounts in minor units, times in milliseconds since 1970. */
const keptOrderSchema = z.object({
  status: orderStatusSchema,
  placed: jsonText(
    z.object({
      customer_id: z.string().min(1),
      lines: z.array(orderLineSchema).min(1),
      subtotal: minorSchema,
      fee: minorSchema,
      total: minorSchema,
      currency: currencySchema,
      shipping_address: shippingAddressSchema.nullable(),
      payment_method: z.string(),
    }),
  ),
  created_at: integerSchema,
  completed_at: integerSchema.optional(),
  failed_at: integerSchema.optional(),
  cancelled_at: integerSchema.optional(),
  refunded_at: integerSchema.optional(),
  trace: z.string().transform(parseTrace).optional(),
});
export const orderSchema = keptOrderSchema.transform(({ placed, ...moves }) => ({ ...placed, ...moves }));
const reservationSchema = z.object({
  outcome: z.enum(RESERVATION_OUTCOMES),
  lines: jsonText(z.array(z.object({ product_id: idSchema, quantity: z.int().min(1).max(LINE_QUANTITY_MAX) }))),
  at: integerSchema,
});
const refundSchema = z.object({ amount: amountSchema, currency: currencySchema, status: z.literal('refunded') });
const gatewaySchema = z.object({ charged: amountSchema, refunded: amountSchema });

function parseTrace(kept: string, issue: z.RefinementCtx) {
  const trace = parseOrderTrace(kept);
  if (trace !== null) return trace;
  issue.addIssue('must be a trace and its events');
  return z.NEVER;
}

const ORDER_FIELDS = keptOrderSchema.keyof().options;
const RESERVATION_FIELDS = reservationSchema.keyof().options;
const REFUND_FIELDS = refundSchema.keyof().options;
const GATEWAY_FIELDS = gatewaySchema.keyof().options;

/**
 * Reads orders, each in one transaction, all in one pipeline: a script that changes an order changes all its records,
 * so a transaction sees it before or after and never in between. Only the provider's ledger is not part of such a
 * script; a provider outside is asked right afterwards.
 */
export async function readOrders(
  redis: Redis,
  keys: Keys,
  ids: readonly string[],
  provider?: OutsideProvider,
): Promise<Reading[]> {
  const replies = await Promise.all(ids.map((id) => readRecords(redis, keys, id)));
  const customers = replies.map(({ order }) => order?.data?.customer_id ?? '');
  const asked = provider?.findPayments(ids);
  // It is awaited below, and may fail before that.
  asked?.catch(() => 'thrown below');
  // Index entries and records are written in one script and never removed, so these may be read later.
  const listings = await Promise.all(
    ids.map((id, i) =>
      Promise.all([
        redis.zScore(keys.ordersOfCustomer(customers[i] ?? ''), id),
        replies[i]?.refund ? redis.zScore(keys.refundsOfCustomer(customers[i] ?? ''), id) : 0,
      ]),
    ),
  );
  const payments = await asked;
  return replies.map((reply, i): Reading => {
    const [customer, refundsOfCustomer] = listings[i] ?? [null, null];
    const listed = {
      customer: customer !== null,
      refunds: reply.refundListed,
      refundsOfCustomer: refundsOfCustomer !== null,
    };
    return toReading(reply, listed, payments && netOf(payments[i]));
  });
}

interface Replies {
  id: string;
  order: z.ZodSafeParseResult<OrderRecord['order']> | null;
  reservation: Fields | null;
  refund: Fields | null;
  gateway: Fields | null;
  refundListed: boolean;
}
type Fields = Record<string, string>;

async function readRecords(redis: Redis, keys: Keys, id: string): Promise<Replies> {
  const [kept, reservation, refund, gateway, refundScore] = await redis
    .multi()
    .hmGet(keys.order(id), ORDER_FIELDS)
    .hmGet(keys.reservation(id), RESERVATION_FIELDS)
    .hmGet(keys.refund(id), REFUND_FIELDS)
    .hmGet(keys.gateway(id), GATEWAY_FIELDS)
    .zScore(keys.of(id).refunds, id)
    .execTyped();
  const order = toFields(ORDER_FIELDS, kept);
  return {
    id,
    order: order && orderSchema.safeParse(order),
    reservation: toFields(RESERVATION_FIELDS, reservation),
    refund: toFields(REFUND_FIELDS, refund),
    gateway: toFields(GATEWAY_FIELDS, gateway),
    refundListed: refundScore !== null,
  };
}

/** Null when no field exists, that is, when there is no such record. */
function toFields(names: readonly string[], values: readonly (string | null)[]): Fields | null {
  const fields: Fields = {};
  let some = false;
  for (const [i, name] of names.entries()) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    fields[name] = value;
    some = true;
  }
  return some ? fields : null;
}

/** What a provider outside keeps wins over what a ledger in Redis says. */
function toReading(replies: Replies, listed: OrderRecord['listed'], netOutside: number | undefined): Reading {
  const { id, order } = replies;
  if (order === null) return { id, unreadable: 'it is listed, and there is no order' };
  const reservation = reservationSchema.nullable().safeParse(replies.reservation);
  const refund = refundSchema.nullable().safeParse(replies.refund);
  const gateway = gatewaySchema.nullable().safeParse(replies.gateway);
  if (!order.success) return { id, unreadable: describe('order', order.error) };
  if (!reservation.success) return { id, unreadable: describe('reservation', reservation.error) };
  if (!refund.success) return { id, unreadable: describe('refund', refund.error) };
  if (!gateway.success) return { id, unreadable: describe('gateway', gateway.error) };
  const { charged = 0, refunded = 0 } = gateway.data ?? {};
  const gatewayNet = netOutside ?? charged - refunded;
  return {
    id,
    record: { order: order.data, reservation: reservation.data, refund: refund.data, gatewayNet, listed },
  };
}

const netOf = (payment: { charged: number; givenBack: number } | null | undefined) =>
  payment ? payment.charged - payment.givenBack : 0;

function describe(what: string, error: z.ZodError): string {
  return `its ${what}: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`;
}
