import {
  idSchema,
  jsonText,
  LINE_QUANTITY_MAX,
  RESERVATION_OUTCOMES,
  toIso,
  type Keys,
  type ReservationView,
} from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { makeEntityReader } from '@stockade/records';
import { leaveOutUnreadable, type Redis } from '@stockade/redis';
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
  /** The decision on an order that was decided and that this principal may see: its customer, or an admin. */
  find(principal: Principal, orderId: string): Promise<ReservationView | null>;
  /** Those decisions on orders that this principal may see and that can be read. */
  findSome(principal: Principal, orderIds: readonly string[]): Promise<ReservationView[]>;
}

export function makeReservations(redis: Redis, keys: Keys): Reservations {
  const read = makeEntityReader(
    redis,
    keys.entities.reservation,
    { customer_id: 'string', outcome: 'string', lines: 'string', at: 'number' },
    reservationSchema,
  );

  async function find({ userId, role }: Principal, orderId: string): Promise<ReservationView | null> {
    const reservation = await read(orderId);
    if (reservation === null || (role !== 'admin' && reservation.customer_id !== userId)) return null;
    const { outcome, lines, at } = reservation;
    return { order_id: orderId, outcome, lines, at: toIso(at) };
  }

  return {
    find,
    async findSome(principal, orderIds) {
      const found = await Promise.all(orderIds.map((orderId) => leaveOutUnreadable(find(principal, orderId))));
      return found.filter((reservation) => reservation !== null);
    },
  };
}
