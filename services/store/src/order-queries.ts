import { timeOfId, toIso, type Keys, type ListOrdersQuery, type Page } from '@stockade/contracts';
import { makeListTurns, type Principal } from '@stockade/http';
import { makeEntityReader, readPage, type ReadEntity } from '@stockade/records';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { ORDER_FIELD_TYPES, orderSchema, type Order } from './order-record.js';
import { planSearch } from './order-search.js';

const cancelOrderScript = loadScript(
  new URL('../src/lua/cancel-order.lua', import.meta.url),
  oneOf('cancelled', 'already-cancelled', 'not-pending'),
);

export interface Orders {
  /** Finds an order if this principal may see it: its customer or an admin. For anybody else it does not exist. */
  find(principal: Principal, orderId: string): Promise<Order | null>;
  /** Lists those of the own orders that are asked for, newest first; an admin gets everybody's. */
  list(principal: Principal, query: ListOrdersQuery): Promise<FoundOrders>;
  /** Cancels a pending order; no other order can be cancelled. */
  cancel(orderId: string): Promise<'cancelled' | 'already-cancelled' | 'not-pending'>;
}

/** Orders of a search, newest first. */
interface FoundOrders extends Page<Order> {
  /** When the search stopped before the page was full: the time of the last order that it looked at, ISO 8601. */
  searched_until: string | null;
}

/** Reads an order of any customer. */
function makeOrderReader(redis: Redis, keys: Keys): ReadEntity<Order> {
  const read = makeEntityReader(redis, keys.entities.order, ORDER_FIELD_TYPES, orderSchema);
  return async (orderId) => {
    const kept = await read(orderId);
    return kept && { order_id: orderId, ...kept };
  };
}

export function makeOrders(redis: Redis, keys: Keys): Orders {
  const readOrder = makeOrderReader(redis, keys);
  const turns = makeListTurns();

  return {
    async find({ userId, role }, orderId) {
      const order = await readOrder(orderId);
      return order && (role === 'admin' || order.customer_id === userId) ? order : null;
    },
    list(principal, query) {
      return turns.take(principal.userId, async (inTurn) => {
        const { indexes, page, select } = await planSearch(redis, keys, principal, query);
        const found = await readPage(redis, indexes, page, { load: readOrder, select, inTurn });
        return { ...found, searched_until: searchedUntil(found, page.limit) };
      });
    },
    cancel: (orderId) => cancelOrderScript.run(redis, [keys.order(orderId)], [String(Date.now())]),
  };
}

function searchedUntil({ items, next_cursor }: Page<Order>, limit: number): string | null {
  return next_cursor === null || items.length === limit ? null : toIso(timeOfId(next_cursor));
}
