import {
  listOrdersQuerySchema,
  orderPageSchema,
  orderViewSchema,
  sentIdSchema,
  toOrderView,
  tracedOrderViewSchema,
} from '@stockade/contracts';
import { conflict, defineRoute, notFound, type Principal, type Route } from '@stockade/http';
import { SCANNED_PER_PAGE_MAX } from '@stockade/records';
import { toTracedOrderView, type Order } from '../order-record.js';
import type { Orders } from '../order-queries.js';

interface Dependencies {
  orders: Orders;
}

const tag = 'Orders';
const id = { names: 'order', schema: sentIdSchema };

/** The routes to list, read and cancel orders. */
export function makeOrderRoutes({ orders }: Dependencies): Route[] {
  async function findOrder(principal: Principal, orderId: string): Promise<Order> {
    const order = await orders.find(principal, orderId);
    if (order === null) throw notFound(`No order ${orderId}`);
    return order;
  }

  const list = defineRoute({
    method: 'get',
    path: '/orders',
    aliases: ['/orders/my-orders', '/api/orders'],
    summary: 'List your orders, newest first',
    description:
      "An admin gets everybody's. Every filter narrows the list. Times, ids, customers and emails are looked up. Statuses, " +
      `products and payment methods are looked for in the newest ${SCANNED_PER_PAGE_MAX} orders or so of what is left: a page ` +
      'may be short and yet not the last, and then says in `searched_until` how far the search came.',
    tag,
    access: 'user',
    query: listOrdersQuerySchema,
    answers: { 200: { description: 'A page of orders', body: orderPageSchema } },
  }).handledBy(async ({ principal, query }) => {
    const { items, ...rest } = await orders.list(principal, query);
    return { status: 200, body: { items: items.map(toOrderView), ...rest } };
  });

  const one = defineRoute({
    method: 'get',
    path: '/orders/:id',
    aliases: ['/api/orders/:id'],
    summary: 'Get an order, its timeline and its events',
    description:
      '`trace_id` is the trace of the request that placed it (W3C Trace Context), which all its events carry. An event has ' +
      'the id of its entry in the stream of its name; `refund-initiated` is there once the order is refunded.',
    tag,
    access: 'user',
    params: { id },
    answers: { 200: { description: 'The order', body: tracedOrderViewSchema } },
  }).handledBy(async ({ principal, params }) => ({
    status: 200,
    body: toTracedOrderView(await findOrder(principal, params.id)),
  }));

  const cancel = defineRoute({
    method: 'post',
    methodAliases: ['patch'],
    path: '/orders/:id/cancel',
    writes: 'named',
    aliases: ['/api/orders/:id/cancel'],
    summary: 'Cancel an order that is still pending',
    description: 'Repeated, it returns the cancelled order again.',
    tag,
    access: 'user',
    params: { id },
    answers: { 200: { description: 'The order, cancelled', body: orderViewSchema } },
    problems: { 409: 'The order has been paid or has failed' },
  }).handledBy(async ({ principal, params }) => {
    const { order_id } = await findOrder(principal, params.id);
    const word = await orders.cancel(order_id);
    const order = await findOrder(principal, order_id);
    if (word === 'not-pending') throw conflict(`The order is ${order.status}; only a pending order can be cancelled`);
    return { status: 200, body: toOrderView(order) };
  });

  return [list, one, cancel];
}
