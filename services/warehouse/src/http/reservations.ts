import { reservationViewSchema, sentIdSchema } from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import type { Reservations } from '../reservations.js';

/** The route for the warehouse's decision on an order. */
export function makeReservationRoutes(reservations: Reservations): Route[] {
  const one = defineRoute({
    method: 'get',
    path: '/reservations/:order_id',
    summary: 'Get the stock decision on an order',
    tag: 'Reservations',
    access: 'user',
    params: { order_id: { names: 'reservation for order', schema: sentIdSchema } },
    answers: { 200: { description: 'The reservation', body: reservationViewSchema } },
  }).handledBy(async ({ principal, params }) => {
    const reservation = await reservations.find(principal, params.order_id);
    if (reservation === null) throw notFound(`No reservation for order ${params.order_id}`);
    const { order_id, outcome, lines, at } = reservation;
    return { status: 200, body: { order_id, outcome, lines, at: new Date(at).toISOString() } };
  });

  return [one];
}
