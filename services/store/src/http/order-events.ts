import { isFinal, orderStatusSchema, sentIdSchema, timelineOf } from '@stockade/contracts';
import { addressOf, defineRoute, notFound, openLiveUpdates, STREAMED, type Route } from '@stockade/http';
import { z } from 'zod';
import type { LiveOrders } from '../live-orders.js';
import { ORDERS_FOLLOWED_MAX } from '../order-feeds.js';
import type { Orders } from '../order-queries.js';

interface Dependencies {
  orders: Pick<Orders, 'find'>;
  liveOrders: LiveOrders;
}

/** The routes that follow orders live. The first must stand before `/orders/:id`, which would take it for an order. */
export function makeOrderEventRoutes(dependencies: Dependencies): Route[] {
  return [eventsOfAll(dependencies), eventsOfOne(dependencies)];
}

const NO_ROOM = {
  429: 'You, or all clients at your address together, have the maximum number of live updates open',
  503: 'This process serves the maximum number of live updates or is stopping, or the data store is not available',
};

function eventsOfAll({ liveOrders }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/orders/events',
    aliases: ['/api/orders/events'],
    summary: 'Follow all your orders live',
    description:
      `Server-sent events of your newest ${ORDERS_FOLLOWED_MAX} orders; an admin gets those of all customers. A \`status\` ` +
      'event has the time of the move as its `id` and `{"order_id", "status", "at"}` as its `data`. At first you get the ' +
      'latest status of each order, or with `Last-Event-ID` every move since then and of some minutes before, so that a ' +
      'move may come twice and none is missing. Then one event `following` with `{"orders"}`, the number of orders, and ' +
      'from then on each move as it happens, also of orders placed later. The stream ends when the session ends and when ' +
      'the service stops.',
    tag: 'Orders',
    access: 'user',
    headers: {
      'last-event-id': {
        description: 'The `id` of the last event that you received; what you may have missed since is sent.',
        schema: z.iso.datetime(),
      },
    },
    answers: { 200: { description: 'The status changes of the orders, as they happen', stream: 'text/event-stream' } },
    problems: NO_ROOM,
  }).handledBy(async ({ principal, headers, req, res }) => {
    const since = headers['last-event-id'];
    const viewer = { ...principal, address: addressOf(req) };
    liveOrders.openAll(viewer, since === undefined ? null : Date.parse(since), () => openLiveUpdates(res));
    return STREAMED;
  });
}

function eventsOfOne({ orders, liveOrders }: Dependencies): Route {
  return defineRoute({
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
    problems: NO_ROOM,
  }).handledBy(async ({ principal, params, headers, req, res }) => {
    const order = await orders.find(principal, params.id);
    if (order === null) throw notFound(`No order ${params.id}`);
    const seen = timelineOf(order).find(({ status }) => status === headers['last-event-id'])?.status ?? null;
    if (seen !== null && seen === order.status && isFinal(seen)) return { status: 204 };
    liveOrders.open({ ...principal, address: addressOf(req) }, order, seen, () => openLiveUpdates(res));
    return STREAMED;
  });
}
