import { readSession } from '@stockade/auth';
import { isFinal, type Keys, type OrderMoveView, type OrderStatus } from '@stockade/contracts';
import type { LiveRoom, LiveUpdates, Principal } from '@stockade/http';
import { makeWatch, type Tracked } from '@stockade/redis';
import { makeOrderFeeds } from './order-feeds.js';
import { indexesFor } from './order-search.js';
import { makeMovesReader, movesAfter, type OrderMoves } from './order-moves.js';

export interface LiveOrdersOptions {
  tracked: Tracked;
  keys: Keys;
  /** Called when what is followed cannot be parsed. */
  onError: (error: unknown) => void;
  /** Admits the clients that follow, and ends their live updates when the process stops. */
  room: LiveRoom;
}

/** Somebody who follows, and from where. */
interface Viewer extends Principal {
  address: string;
}

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
}

/**
 * The clients that follow orders live, and what is sent to each. Redis notifies us when an order changes, whichever
 * client changed it; it is then read once, for all that follow it or a list with it.
 */
export function makeLiveOrders({ tracked, keys, onError, room }: LiveOrdersOptions): LiveOrders {
  const read = makeMovesReader(tracked.redis, keys, onError);
  const orders = makeWatch({ tracked, keyOf: keys.order, read, onError });
  const feeds = makeOrderFeeds({ tracked, orders, onError });
  const readViewersSession = (sessionId: string) => readSession(tracked.redis, keys, sessionId);
  const sessions = makeWatch({ tracked, keyOf: keys.session, read: readViewersSession, onError });

  /** Live updates that end with the session of the viewer; null when the client has left already. */
  function admit(viewer: Viewer, begin: () => LiveUpdates): LiveUpdates | null {
    const { userId, sessionId } = viewer;
    const stream = room.admit(viewer, begin);
    if (stream.closed.aborted) return null;
    sessions.follow(sessionId, (session) => session?.user_id === userId || stream.end(), stream.closed);
    return stream;
  }

  return {
    open(viewer, order, seen, begin) {
      const stream = admit(viewer, begin);
      if (stream === null) return;
      const show = makeTeller(stream, seen);
      show(order);
      orders.follow(order.order_id, (now) => (now === null ? stream.end() : show(now)), stream.closed);
    },
    openAll(viewer, sinceMs, begin) {
      const stream = admit(viewer, begin);
      if (stream !== null) feeds.join(indexesFor(keys, viewer), stream, sinceMs);
    },
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
