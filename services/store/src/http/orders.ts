import { listOrdersQuerySchema, placeOrderRequestSchema } from '@stockade/contracts';
import { conflict, notFound, parse, parseId, validationError, type Authenticate } from '@stockade/service-kit';
import { Router, type Request } from 'express';
import { toOrderView, type Order } from '../order.js';
import type { Orders } from '../orders.js';
import type { PlaceOrder } from '../place-order.js';

interface Dependencies {
  orders: Orders;
  placeOrder: PlaceOrder;
  authenticate: Authenticate;
}

/** Paths that earlier clients use, beside the first of each row. */
const PATHS = {
  place: ['/orders', '/orders/create', '/orders/place-order', '/api/orders'],
  list: ['/orders', '/orders/my-orders', '/api/orders'],
  one: ['/orders/:id', '/api/orders/:id'],
  cancel: ['/orders/:id/cancel', '/api/orders/:id/cancel'],
};

export function makeOrdersRouter({ orders, placeOrder, authenticate }: Dependencies): Router {
  const router = Router();

  async function findOrder(req: Request): Promise<Order> {
    const principal = await authenticate.user(req);
    const orderId = parseId(req.params['id'], 'order');
    const order = await orders.find(principal, orderId);
    if (order === null) throw notFound(`No order ${orderId}`);
    return order;
  }

  async function cancelOrder(req: Request): Promise<Order> {
    const order = await findOrder(req);
    const word = await orders.cancel(order.order_id);
    const now = await findOrder(req);
    if (word === 'not-pending') throw conflict(`The order is ${now.status}; only a pending order can be cancelled`);
    return now;
  }

  router.post(PATHS.place, async (req, res) => {
    const { userId } = await authenticate.user(req);
    const result = await placeOrder(userId, parse(placeOrderRequestSchema, req.body));
    if ('refused' in result) throw validationError(result.refused);
    res.status(201).location(`/orders/${result.placed.order_id}`).json(toOrderView(result.placed));
  });

  router.get(PATHS.list, async (req, res) => {
    const principal = await authenticate.user(req);
    const { items, next_cursor } = await orders.list(principal, parse(listOrdersQuerySchema, req.query));
    res.json({ items: items.map(toOrderView), next_cursor });
  });

  router.get(PATHS.one, async (req, res) => {
    res.json(toOrderView(await findOrder(req)));
  });

  router.post(PATHS.cancel, async (req, res) => {
    res.json(toOrderView(await cancelOrder(req)));
  });
  router.patch(PATHS.cancel, async (req, res) => {
    res.json(toOrderView(await cancelOrder(req)));
  });

  return router;
}
