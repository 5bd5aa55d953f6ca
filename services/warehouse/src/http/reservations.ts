import {
  idSchema,
  type Keys,
  LINE_QUANTITY_MAX,
  RESERVATION_OUTCOMES,
  reservationViewSchema,
  sentIdSchema,
} from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import { makeEntityReader } from '@stockade/records';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

const reservationSchema = z.object({
  order_id: z.string(),
  customer_id: z.string(),
  outcome: z.enum(RESERVATION_OUTCOMES),
  lines: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.object({ product_id: idSchema, quantity: z.int().min(1).max(LINE_QUANTITY_MAX) }))),
  at: z.int(),
});

/** What the warehouse decided, order by order. */
export function makeReservationRoutes(redis: Redis, keys: Keys): Route[] {
  const readReservation = makeEntityReader(
    redis,
    keys.entities.reservation,
    { order_id: 'string', customer_id: 'string', outcome: 'string', lines: 'string', at: 'number' },
    reservationSchema,
  );

  const one = defineRoute({
    method: 'get',
    path: '/reservations/:order_id',
    summary: 'What the warehouse decided about an order',
    tag: 'Reservations',
    access: 'user',
    params: { order_id: { names: 'reservation for order', schema: sentIdSchema } },
    answers: { 200: { description: 'The reservation', body: reservationViewSchema } },
  }).handledBy(async ({ principal: { userId, role }, params }) => {
    const reservation = await readReservation(params.order_id);
    if (reservation === null || (role !== 'admin' && reservation.customer_id !== userId))
      throw notFound(`No reservation for order ${params.order_id}`);
    const { order_id, outcome, lines, at } = reservation;
    return { status: 200, body: { order_id, outcome, lines, at: new Date(at).toISOString() } };
  });

  return [one];
}
