import { isFinal, orderStatusSchema, sentIdSchema } from '@stockade/contracts';
import { addressOf, defineRoute, notFound, openLiveUpdates, STREAMED, type Route } from '@stockade/http';
import { timelineOf } from '../order-record.js';
import type { LiveOrders } from '../live-orders.js';
import type { Orders } from '../order-queries.js';

interface Dependencies {
  orders: Pick<Orders, 'find'>;
  liveOrders: LiveOrders;
}

/** The route that follows an order live. */
export function makeOrderEventRoutes({ orders, liveOrders }: Dependencies): Route[] {
  const events = defineRoute({
    method: 'get',
    path: '/orders/:id/events',
    aliases: ['/api/orders/:id/events'],
    summary: 'Follow an order live',
    description:
      'Server-sent events: one `status` event for each status of the order, beginning with the past ones. Its `id` is the ' +
      'status, its `data` is `{"order_id", "status", "at"}`. The stream ends when the order is final, when the session ' +
      'ends, and when the service stops; reconnect with `Last-Event-ID` to get the rest.',
    tag: 'Orders',
    access: 'user',
    params: { id: { names: 'order', schema: sentIdSchema } },
    headers: {
      'last-event-id': {
        description: 'The `id` of the last event that you received; the events after it are sent.',
        schema: orderStatusSchema,
      },
    },
    answers: {
      200: { description: 'The status changes of the order, as they happen', stream: 'text/event-stream' },
      204: { description: 'No event can follow the one that you named: do not reconnect' },
    },
    problems: {
      429: 'You, or all clients at your address together, already follow the maximum number of orders',
      503: 'This process serves the maximum number of live updates or is stopping, or the data store is not available',
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
