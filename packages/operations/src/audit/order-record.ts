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
import { isOfOtherType, readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import { z } from 'zod';
import { toFields, type Fields } from './hash-fields.js';
import type { OutsideProvider } from './outside-provider.js';
import { describeUnreadable, misfit, orElse } from './unreadable.js';

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
  const replies = await Promise.all(ids.map((id) => readOrExplain(redis, keys, id)));
  const payments = await provider?.findPayments(ids);
  return replies.map((reply, i): Reading => {
    if (reply instanceof UnreadableRecordError) return { id: ids[i] ?? '', unreadable: describeUnreadable(reply) };
    return toReading(keys, reply, payments && netOf(payments[i]));
  });
}

interface Replies {
  id: string;
  order: z.ZodSafeParseResult<OrderRecord['order']> | null;
  reservation: Fields | null;
  refund: Fields | null;
  gateway: Fields | null;
  listed: OrderRecord['listed'];
}

/** What was replied about an order, or why that cannot be read. */
async function readOrExplain(redis: Redis, keys: Keys, id: string): Promise<Replies | UnreadableRecordError> {
  try {
    const [kept, reservation, refund, gateway, refundScore] = await readRecords(redis, keys, id);
    const fields = toFields(ORDER_FIELDS, kept);
    const order = fields && orderSchema.safeParse(fields);
    const gaveBack = toFields(REFUND_FIELDS, refund);
    const customer = order?.data?.customer_id ?? '';
    return {
      id,
      order,
      reservation: toFields(RESERVATION_FIELDS, reservation),
      refund: gaveBack,
      gateway: toFields(GATEWAY_FIELDS, gateway),
      // Index entries and records are written in one script and never removed, so these may be read later.
      listed: {
        customer: await isListed(redis, keys.ordersOfCustomer(customer), id),
        refunds: refundScore !== null,
        refundsOfCustomer: gaveBack === null || (await isListed(redis, keys.refundsOfCustomer(customer), id)),
      },
    };
  } catch (error) {
    if (!(error instanceof UnreadableRecordError)) throw error;
    return error;
  }
}

const isListed = async (redis: Redis, index: string, id: string) =>
  (await readFrom(index, redis.zScore(index, id))) !== null;

async function readRecords(redis: Redis, keys: Keys, id: string) {
  try {
    return await redis
      .multi()
      .hmGet(keys.order(id), ORDER_FIELDS)
      .hmGet(keys.reservation(id), RESERVATION_FIELDS)
      .hmGet(keys.refund(id), REFUND_FIELDS)
      .hmGet(keys.gateway(id), GATEWAY_FIELDS)
      .zScore(keys.of(id).refunds, id)
      .execTyped();
  } catch (error) {
    if (!isOfOtherType(error)) throw error;
    return readApart(redis, keys, id);
  }
}

/** Finds out which of the records is of another type. The list of refunds does not matter: it is a finding of its own. */
function readApart(redis: Redis, keys: Keys, id: string) {
  const read = (key: string, fields: string[]) => readFrom(key, redis.hmGet(key, fields));
  return Promise.all([
    read(keys.order(id), ORDER_FIELDS),
    read(keys.reservation(id), RESERVATION_FIELDS),
    read(keys.refund(id), REFUND_FIELDS),
    read(keys.gateway(id), GATEWAY_FIELDS),
    orElse(redis.zScore(keys.of(id).refunds, id), 0),
  ]);
}

/** What a provider outside keeps wins over what a ledger in Redis says. */
function toReading(keys: Keys, replies: Replies, netOutside: number | undefined): Reading {
  const { id, order, listed } = replies;
  if (order === null) return { id, unreadable: 'it is listed, and there is no order' };
  const reservation = reservationSchema.nullable().safeParse(replies.reservation);
  const refund = refundSchema.nullable().safeParse(replies.refund);
  const gateway = gatewaySchema.nullable().safeParse(replies.gateway);
  if (!order.success) return { id, unreadable: describeMisfit(keys.order(id), order.error) };
  if (!reservation.success) return { id, unreadable: describeMisfit(keys.reservation(id), reservation.error) };
  if (!refund.success) return { id, unreadable: describeMisfit(keys.refund(id), refund.error) };
  if (!gateway.success) return { id, unreadable: describeMisfit(keys.gateway(id), gateway.error) };
  const { charged = 0, refunded = 0 } = gateway.data ?? {};
  const gatewayNet = netOutside ?? charged - refunded;
  return {
    id,
    record: { order: order.data, reservation: reservation.data, refund: refund.data, gatewayNet, listed },
  };
}

const netOf = (payment: { charged: number; givenBack: number } | null | undefined) =>
  payment ? payment.charged - payment.givenBack : 0;

const describeMisfit = (key: string, error: z.ZodError) => describeUnreadable(misfit(key, error));
