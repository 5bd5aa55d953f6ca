import {
  reservationListSchema,
  reservationsQuerySchema,
  reservationViewSchema,
  sentIdSchema,
} from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import type { Reservations } from '../reservations.js';

const tag = 'Reservations';

/** The routes for the warehouse's decisions on orders. */
export function makeReservationRoutes(reservations: Reservations): Route[] {
  const several = defineRoute({
    method: 'get',
    path: '/reservations',
    summary: 'Get the stock decisions on several orders',
    description:
      'In the sequence of the ids. An order that the warehouse has not decided on, or that is not yours, is missing; so a ' +
      'client can ask about an order that has just been paid without causing a 404.',
    tag,
    access: 'user',
    query: reservationsQuerySchema,
    answers: { 200: { description: 'The reservations that there are', body: reservationListSchema } },
  }).handledBy(async ({ principal, query }) => ({
    status: 200,
    body: { items: await reservations.findSome(principal, query.order_ids) },
  }));

  const one = defineRoute({
    method: 'get',
    path: '/reservations/:order_id',
    summary: 'Get the stock decision on an order',
    tag,
    access: 'user',
    params: { order_id: { names: 'reservation for order', schema: sentIdSchema } },
    answers: { 200: { description: 'The reservation', body: reservationViewSchema } },
  }).handledBy(async ({ principal, params: { order_id } }) => {
    const reservation = await reservations.find(principal, order_id);
    if (reservation === null) throw notFound(`No reservation for order ${order_id}`);
    return { status: 200, body: reservation };
  });

  return [several, one];
}
