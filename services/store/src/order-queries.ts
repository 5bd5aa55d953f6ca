import type { Keys, ListOrdersQuery, OrderStatus, Page } from '@stockade/contracts';
import { makeListTurns, type Principal } from '@stockade/http';
import { makeEntityReader, readPage, type ReadEntity } from '@stockade/records';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { ORDER_FIELD_TYPES, orderSchema, type Order } from './order-record.js';

const cancelOrderScript = loadScript(
  new URL('../src/lua/cancel-order.lua', import.meta.url),
  oneOf('cancelled', 'already-cancelled', 'not-pending'),
);

export interface Orders {
  /** Finds an order if this principal may see it: its customer or an admin. For anybody else it does not exist. */
  find(principal: Principal, orderId: string): Promise<Order | null>;
  /** Lists own orders, newest first; an admin gets all. */
  list(principal: Principal, query: ListOrdersQuery): Promise<Page<Order>>;
  /** Cancels a pending order; no other order can be cancelled. */
  cancel(orderId: string): Promise<'cancelled' | 'already-cancelled' | 'not-pending'>;
}

/** The indexes of the orders that a principal may see. */
export function indexesFor(keys: Keys, { userId, role }: Pick<Principal, 'userId' | 'role'>): readonly string[] {
  return role === 'admin' ? keys.partitions.map(({ orders }) => orders) : [keys.ordersOfCustomer(userId)];
}

/** Reads an order of any customer. */
function makeOrderReader(redis: Redis, keys: Keys): ReadEntity<Order> {
  return makeEntityReader(redis, keys.entities.order, ORDER_FIELD_TYPES, orderSchema);
}

export function makeOrders(redis: Redis, keys: Keys): Orders {
  const readOrder = makeOrderReader(redis, keys);
  const turns = makeListTurns();

  /** Reads only the status, because a whole order has up to 30 kB. */
  async function thoseIn(status: OrderStatus, orderIds: readonly string[]): Promise<string[]> {
    const statuses = await Promise.all(orderIds.map((orderId) => redis.hGet(keys.order(orderId), 'status')));
    return orderIds.filter((_, i) => statuses[i] === status);
  }

  return {
    async find({ userId, role }, orderId) {
      const order = await readOrder(orderId);
      return order && (role === 'admin' || order.customer_id === userId) ? order : null;
    },
    list({ userId, role }, { status, ...page }) {
      const indexes = indexesFor(keys, { userId, role });
      const select = status && ((orderIds: readonly string[]) => thoseIn(status, orderIds));
      return turns.take(userId, (inTurn) => readPage(redis, indexes, page, { load: readOrder, select, inTurn }));
    },
    cancel: (orderId) => cancelOrderScript.run(redis, [keys.order(orderId)], [String(Date.now())]),
  };
}
