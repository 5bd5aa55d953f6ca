import {
  jsonText,
  minorSchema,
  orderLineSchema,
  orderStatusSchema,
  toDecimal,
  toIso,
  type Keys,
  type OrderStory,
} from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';
import { orElse } from '../audit/unreadable.js';
import { integerSchema } from '../audit/order-record.js';
import type { ShownOrder } from './story-records.js';

/** Orders of the customer that are looked at, before and after this one. */
const NEIGHBOURS_MAX = 20;
/** How far apart two orders may be to be taken for one that was ordered twice. */
const APART_MAX_MS = 60 * 60 * 1_000;

const FIELDS = ['status', 'placed', 'created_at'];
const neighbourSchema = z.tuple([
  orderStatusSchema,
  jsonText(z.object({ lines: z.array(orderLineSchema), total: minorSchema })),
  integerSchema,
]);

/** The orders of the same customer and the same items, placed about the same time: each was charged by itself. */
export async function findSimilarOrders(
  redis: Redis,
  keys: Keys,
  orderId: string,
  order: ShownOrder,
): Promise<OrderStory['similar_orders']> {
  const index = keys.ordersOfCustomer(order.customer_id);
  const LIMIT = { offset: 0, count: NEIGHBOURS_MAX };
  const [before, after] = await Promise.all([
    orElse(redis.zRange(index, `(${orderId}`, '-', { BY: 'LEX', REV: true, LIMIT }), []),
    orElse(redis.zRange(index, `(${orderId}`, '+', { BY: 'LEX', LIMIT }), []),
  ]);
  const ids = [...before.toReversed(), ...after];
  const found = await Promise.all(ids.map((id) => orElse(redis.hmGet(keys.order(id), FIELDS), [])));
  return found.flatMap((fields, i) => {
    const { data } = neighbourSchema.safeParse(fields);
    if (data === undefined) return [];
    const [status, { lines, total }, createdAt] = data;
    const isNear = Math.abs(createdAt - order.created_at) <= APART_MAX_MS;
    if (!isNear || itemsOf(lines) !== itemsOf(order.lines)) return [];
    const placedAt = toIso(createdAt);
    return [{ order_id: ids[i] ?? '', status, total: toDecimal(total, order.currency), placed_at: placedAt }];
  });
}

function itemsOf(lines: ShownOrder['lines']): string {
  return lines
    .map(({ product_id, quantity }) => `${product_id} ${quantity}`)
    .toSorted()
    .join(',');
}
