import {
  ORDER_STATUSES,
  orderStatusSchema,
  timelineOf,
  type Keys,
  type OrderStatus,
  type OrderTimes,
  type OrderView,
} from '@stockade/contracts';
import { readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import { z } from 'zod';

/** As HMGET gives it. */
const timeSchema = z.coerce.number().pipe(z.int());

const storedSchema = z.object({
  status: orderStatusSchema,
  ...({
    created_at: timeSchema,
    completed_at: timeSchema.optional(),
    failed_at: timeSchema.optional(),
    cancelled_at: timeSchema.optional(),
    refunded_at: timeSchema.optional(),
  } satisfies Record<keyof OrderTimes, z.ZodType>),
});
const FIELDS = storedSchema.keyof().options;

/** How far an order has come: its status, and the time of each move in milliseconds since 1970. */
export interface OrderMoves extends z.infer<typeof storedSchema> {
  order_id: string;
}

/**
 * Reads how far an order has come and nothing else of it, because a whole order has up to 30 kB. Null when there is no
 * such order, and when it cannot be read, which `onError` is told.
 */
export function makeMovesReader(
  redis: Redis,
  keys: Keys,
  onError: (error: unknown) => void,
): (orderId: string) => Promise<OrderMoves | null> {
  async function read(orderId: string): Promise<OrderMoves | null> {
    const key = keys.order(orderId);
    const values = await readFrom(key, redis.hmGet(key, FIELDS));
    const present = FIELDS.map((field, i) => [field, values[i] ?? null]).filter(([, value]) => value !== null);
    if (present.length === 0) return null;
    const { data } = storedSchema.safeParse(Object.fromEntries(present));
    if (data === undefined) throw new UnreadableRecordError(key, 'its status and times are not those of an order');
    return { order_id: orderId, ...data };
  }

  return async (orderId) => {
    try {
      return await read(orderId);
    } catch (error) {
      if (!(error instanceof UnreadableRecordError)) throw error;
      onError(error);
      return null;
    }
  };
}

/** The entries of the timeline after a status; all of them for null. */
export function movesAfter(order: OrderTimes, status: OrderStatus | null): OrderView['timeline'] {
  const from = status === null ? 0 : ORDER_STATUSES.indexOf(status) + 1;
  const after = ORDER_STATUSES.slice(from);
  return timelineOf(order).filter((move) => after.includes(move.status));
}
