import {
  currencySchema,
  idSchema,
  jsonText,
  RESERVATION_OUTCOMES,
  toDecimal,
  toIso,
  toOrderView,
  type Keys,
  type OrderView,
  type RefundView,
  type ReservationView,
} from '@stockade/contracts';
import { readFrom, type Redis } from '@stockade/redis';
import { z } from 'zod';
import { amountSchema, integerSchema, orderSchema } from '../audit/order-record.js';
import { orElse } from '../audit/unreadable.js';

const reservationSchema = z.object({
  outcome: z.enum(RESERVATION_OUTCOMES),
  lines: jsonText(
    z.array(z.object({ product_id: idSchema, quantity: z.int(), available: z.int().nullable().default(null) })),
  ),
  at: integerSchema,
});
const refundSchema = z.object({
  amount: amountSchema,
  currency: currencySchema,
  reason: z.string(),
  status: z.literal('refunded'),
  created_at: integerSchema,
});

export type ShownOrder = z.infer<typeof orderSchema>;

/** The records of an order, each null when there is none or it cannot be read, which `gaps` says then. */
export interface StoryRecords {
  kept: ShownOrder | null;
  order: OrderView | null;
  reservation: ReservationView | null;
  refund: RefundView | null;
  gaps: string[];
}

/**
 * Reads an order as the store shows it, and what warehouse and refund have about it; null when there is no order. Rejects with an
 * UnreadableRecordError when its key is of another type.
 */
export async function readStoryRecords(redis: Redis, keys: Keys, orderId: string): Promise<StoryRecords | null> {
  const orderKey = keys.order(orderId);
  const [order, reservation, refund] = await Promise.all([
    readFrom(orderKey, redis.hGetAll(orderKey)),
    orElse(redis.hGetAll(keys.reservation(orderId)), null),
    orElse(redis.hGetAll(keys.refund(orderId)), null),
  ]);
  if (isNone(order)) return null;
  const gaps: string[] = [];
  function parse<Record>(what: string, schema: z.ZodType<Record>, fields: Fields | null): Record | null {
    if (fields !== null && isNone(fields)) return null;
    const { data, error } = schema.safeParse(fields);
    if (error) gaps.push(`its ${what} cannot be read`);
    return data ?? null;
  }
  const kept = parse('order', orderSchema, order);
  const decided = parse('reservation', reservationSchema, reservation);
  const gaveBack = parse('refund', refundSchema, refund);
  return {
    kept,
    order: kept && toOrderView({ order_id: orderId, ...kept }),
    reservation: decided && { order_id: orderId, ...decided, at: toIso(decided.at) },
    refund: gaveBack && {
      ...gaveBack,
      order_id: orderId,
      amount: toDecimal(gaveBack.amount, gaveBack.currency),
      created_at: toIso(gaveBack.created_at),
    },
    gaps,
  };
}

type Fields = Record<string, string> | undefined;
const isNone = (fields: Fields) => fields === undefined || Object.keys(fields).length === 0;
