import { isFinal, type OrderMoveView, type OrderStatus } from '@stockade/contracts';
import type { LiveUpdates } from '@stockade/http';
import { makeWatch } from '@stockade/redis';
import { makeLiveClients, type LiveClientsOptions, type Viewer } from './live-clients.js';
import { makeOrderFeeds } from './order-feeds.js';
import { makeMovesReader, movesAfter, type OrderMoves } from './order-moves.js';

export interface LiveOrders {
  /**
   * Starts live updates that send each status of the order once, from the one after `seen` (null: from the first),
   * until the order is final, the session ends, the client leaves or the process stops. Throws the problem 429 or 503
   * when there is no room.
   */
  open(viewer: Viewer, order: OrderMoves, seen: OrderStatus | null, begin: () => LiveUpdates): void;
  /**
   * Starts live updates of the viewer's newest orders, an admin's of everybody's: first what the client may have missed
   * since a time in milliseconds since 1970 (null: the latest status of each), then each move as it happens. They never
   * end by themselves. Throws as `open`.
   */
  openAll(viewer: Viewer, sinceMs: number | null, begin: () => LiveUpdates): void;
  /** Ends all live updates, and starts no more. */
  end(): void;
}

/**
 * The clients that follow orders live, and what is sent to each. Redis notifies us when an order changes, whichever
 * client changed it; it is then read once, for all that follow it or a list with it.
 */
export function makeLiveOrders(options: LiveClientsOptions): LiveOrders {
  const { tracked, keys, onError } = options;
  const clients = makeLiveClients(options);
  const read = makeMovesReader(tracked.redis, keys, onError);
  const orders = makeWatch({ tracked, keyOf: keys.order, read, onError });
  const feeds = makeOrderFeeds({ tracked, orders, onError });

  return {
    open(viewer, order, seen, begin) {
      const stream = clients.admit(viewer, begin);
      if (stream === null) return;
      const show = makeTeller(stream, seen);
      show(order);
      orders.follow(order.order_id, (now) => (now === null ? stream.end() : show(now)), stream.closed);
    },
    openAll(viewer, sinceMs, begin) {
      const stream = clients.admit(viewer, begin);
      const index = viewer.role === 'admin' ? keys.orders : keys.ordersOfCustomer(viewer.userId);
      if (stream !== null) feeds.join(index, stream, sinceMs);
    },
    end: clients.end,
  };
}

/**
 * Returns a function that sends a client the statuses that it has not had, for any version of the order and any number
 * of calls.
 */
function makeTeller(stream: LiveUpdates, seen: OrderStatus | null): (order: OrderMoves) => void {
  let told = seen;
  return (order) => {
    for (const { status, at } of movesAfter(order, told)) {
      const data: OrderMoveView = { order_id: order.order_id, status, at };
      stream.send({ id: status, type: 'status', data });
      told = status;
    }
    if (isFinal(order.status)) stream.end();
  };
}
