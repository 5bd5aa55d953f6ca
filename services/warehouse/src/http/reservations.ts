import {
  idSchema,
  LINE_QUANTITY_MAX,
  RESERVATION_OUTCOMES,
  type Keys,
  type ReservationView,
} from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeEntityReader, notFound, parseId, type Authenticate } from '@stockade/service-kit';
import { Router } from 'express';
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

interface Dependencies {
  redis: Redis;
  keys: Keys;
  authenticate: Authenticate;
}

export function makeReservationsRouter({ redis, keys, authenticate }: Dependencies): Router {
  const router = Router();
  const readReservation = makeEntityReader(
    redis,
    keys.entities.reservation,
    { order_id: 'string', customer_id: 'string', outcome: 'string', lines: 'string', at: 'number' },
    reservationSchema,
  );

  router.get('/reservations/:order_id', async (req, res) => {
    const { userId, role } = await authenticate.user(req);
    const orderId = parseId(req.params.order_id, 'reservation');
    const reservation = await readReservation(orderId);
    if (reservation === null || (role !== 'admin' && reservation.customer_id !== userId)) {
      throw notFound(`No reservation for order ${orderId}`);
    }
    const { order_id, outcome, lines, at } = reservation;
    res.json({ order_id, outcome, lines, at: new Date(at).toISOString() } satisfies ReservationView);
  });

  return router;
}
