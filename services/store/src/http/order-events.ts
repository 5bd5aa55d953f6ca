import { isFinal, orderStatusSchema, sentIdSchema } from '@stockade/contracts';
import { addressOf, defineRoute, notFound, openLiveUpdates, STREAMED, type Route } from '@stockade/http';
import { timelineOf } from '../order-record.js';
import type { LiveOrders } from '../live-orders.js';
import type { Orders } from '../order-queries.js';

interface Dependencies {
  orders: Pick<Orders, 'find'>;
  liveOrders: LiveOrders;
}

/** An order, followed live. */
export function makeOrderEventRoutes({ orders, liveOrders }: Dependencies): Route[] {
  const events = defineRoute({
    method: 'get',
    path: '/orders/:id/events',
    aliases: ['/api/orders/:id/events'],
    summary: 'Follow an order live',
    description:
      'Server-sent events: one event `status` for each move of the order, those that have been first. Its `id` is the ' +
      'status, its `data` is `{"order_id", "status", "at"}`. The stream ends when the order cannot move any more, when ' +
      'the session ends, and when the service stops; come back with `Last-Event-ID` and get the rest.',
    tag: 'Orders',
    access: 'user',
    params: { id: { names: 'order', schema: sentIdSchema } },
    headers: {
      'last-event-id': {
        description: 'The `id` of the last event that has come; what follows it is sent.',
        schema: orderStatusSchema,
      },
    },
    answers: {
      200: { description: 'The moves of the order, as they happen', stream: 'text/event-stream' },
      204: { description: 'Nothing follows the event that you named: do not come back' },
    },
    problems: {
      429: 'You, or all at your address together, follow as many orders as may be followed at the same time',
      503: 'As many streams are open as this process serves, or it stops, or the data store is not available',
    },
  }).handledBy(async ({ principal, params, headers, req, res }) => {
    const order = await orders.find(principal, params.id);
    if (order === null) throw notFound(`No order ${params.id}`);
    const seen = timelineOf(order).find(({ status }) => status === headers['last-event-id'])?.status ?? null;
    if (seen !== null && seen === order.status && isFinal(seen)) return { status: 204 };
    liveOrders.open({ ...principal, address: addressOf(req) }, order, seen, () => openLiveUpdates(res));
    return STREAMED;
  });

  return [events];
}
