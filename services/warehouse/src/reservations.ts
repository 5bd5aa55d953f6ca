import {
  idSchema,
  jsonText,
  LINE_QUANTITY_MAX,
  RESERVATION_OUTCOMES,
  type Keys,
  type ReservationView,
} from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { makeEntityReader } from '@stockade/records';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

/** A line: how many were ordered, and in a rejected order how many there were. Older records do not have the latter. */
const lineSchema = z.object({
  product_id: idSchema,
  quantity: z.int().min(1).max(LINE_QUANTITY_MAX),
  available: z.int().nullable().default(null),
});

/** A reservation as its hash holds it; `at` in milliseconds since 1970. */
const reservationSchema = z.object({
  customer_id: z.string(),
  outcome: z.enum(RESERVATION_OUTCOMES),
  lines: jsonText(z.array(lineSchema)),
  at: z.int(),
});

export interface Reservations {
  /** The decisions on orders, of those that were decided and that this principal may see: their customer, or an admin. */
  findSome(principal: Principal, orderIds: readonly string[]): Promise<ReservationView[]>;
}

export function makeReservations(redis: Redis, keys: Keys): Reservations {
  const read = makeEntityReader(
    redis,
    keys.entities.reservation,
    { customer_id: 'string', outcome: 'string', lines: 'string', at: 'number' },
    reservationSchema,
  );
  return {
    async findSome({ userId, role }, orderIds) {
      const found = await Promise.all(orderIds.map(read));
      return orderIds.flatMap((orderId, i) => {
        const reservation = found[i] ?? null;
        if (reservation === null || (role !== 'admin' && reservation.customer_id !== userId)) return [];
        const { outcome, lines, at } = reservation;
        return [{ order_id: orderId, outcome, lines, at: new Date(at).toISOString() }];
      });
    },
  };
}
