import { idSchema, jsonText, LINE_QUANTITY_MAX, RESERVATION_OUTCOMES, type Keys } from '@stockade/contracts';
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
  order_id: z.string(),
  customer_id: z.string(),
  outcome: z.enum(RESERVATION_OUTCOMES),
  lines: jsonText(z.array(lineSchema)),
  at: z.int(),
});
type Reservation = z.infer<typeof reservationSchema>;

export interface Reservations {
  /** Finds the decision on an order if this principal may see it: its customer or an admin. */
  find(principal: Principal, orderId: string): Promise<Reservation | null>;
}

export function makeReservations(redis: Redis, keys: Keys): Reservations {
  const read = makeEntityReader(
    redis,
    keys.entities.reservation,
    { order_id: 'string', customer_id: 'string', outcome: 'string', lines: 'string', at: 'number' },
    reservationSchema,
  );
  return {
    async find({ userId, role }, orderId) {
      const reservation = await read(orderId);
      return reservation && (role === 'admin' || reservation.customer_id === userId) ? reservation : null;
    },
  };
}
