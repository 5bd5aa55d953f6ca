import { readSession } from '@stockade/auth';
import { isFinal, type Keys, type OrderMoveView, type OrderStatus } from '@stockade/contracts';
import type { LiveRoom, LiveUpdates, Principal } from '@stockade/http';
import { makeWatch, type Tracked } from '@stockade/redis';
import { movesAfter, type Order } from './order-record.js';
import { makeOrderReader } from './order-queries.js';

export interface LiveOrdersOptions {
  tracked: Tracked;
  keys: Keys;
  /** Called when an order or a session cannot be parsed. */
  onError: (error: unknown) => void;
  /** Admits the clients that follow, and ends their live updates when the process stops. */
  room: LiveRoom;
}

interface Viewer extends Pick<Principal, 'userId' | 'sessionId'> {
  address: string;
}

export interface LiveOrders {
  /**
   * Starts live updates that send each status of the order once, from the one after `seen` (null: from the first),
   * until the order is final, the session ends, the client leaves or the process stops. Throws the problem 429 or 503
   * when there is no room.
   */
  open(viewer: Viewer, order: Order, seen: OrderStatus | null, begin: () => LiveUpdates): void;
}

/**
 * The clients that follow orders live, and what was sent to each. Redis notifies us when an order or a session changes,
 * whichever client changed it; each is then read once, for all its followers.
 */
export function makeLiveOrders({ tracked, keys, onError, room }: LiveOrdersOptions): LiveOrders {
  const orders = makeWatch({ tracked, keyOf: keys.order, read: makeOrderReader(tracked.redis, keys), onError });
  const readViewersSession = (sessionId: string) => readSession(tracked.redis, keys, sessionId);
  const sessions = makeWatch({ tracked, keyOf: keys.session, read: readViewersSession, onError });

  return {
    open(viewer, order, seen, begin) {
      const { userId, sessionId } = viewer;
      const stream = room.admit(viewer, begin);
      if (stream.closed.aborted) return;
      const show = makeTeller(stream, seen);
      show(order);
      orders.follow(order.order_id, (now) => (now === null ? stream.end() : show(now)), stream.closed);
      sessions.follow(sessionId, (session) => session?.user_id === userId || stream.end(), stream.closed);
    },
  };
}

/**
 * Returns a function that sends a client the statuses that it has not had, for any version of the order and any number
 * of calls.
 */
function makeTeller(stream: LiveUpdates, seen: OrderStatus | null): (order: Order) => void {
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
