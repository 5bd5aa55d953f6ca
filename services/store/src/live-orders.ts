import { readSession } from '@stockade/auth';
import { isFinal, type Keys, type OrderMoveView, type OrderStatus } from '@stockade/contracts';
import { ProblemError, type LiveUpdates, type Principal } from '@stockade/http';
import { makeWatch, type Tracked } from '@stockade/redis';
import { movesAfter, type Order } from './order-record.js';
import { makeOrderReader } from './order-queries.js';

/** Proxies close a connection that is idle for a minute, some after 30 s. */
const HEARTBEAT_DEFAULT_MS = 15_000;
const RETRY_AFTER_S = 5;

export interface LiveOrdersOptions {
  tracked: Tracked;
  keys: Keys;
  /** Called when an order or a session cannot be parsed. */
  onError: (error: unknown) => void;
  /** Live updates open at the same time in this process. */
  followersMax: number;
  /** The same for one user and for one address. */
  followersPerUserMax: number;
  followersPerAddressMax: number;
  heartbeatMs?: number;
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
  /** Ends all live updates, and starts no more. */
  end(): void;
}

/**
 * The clients that follow orders live: who they are, how many are allowed, and what was sent to each. Redis notifies us
 * when an order or a session changes, whichever client changed it; each is then read once, for all its followers.
 */
export function makeLiveOrders(options: LiveOrdersOptions): LiveOrders {
  const { tracked, keys, onError, heartbeatMs = HEARTBEAT_DEFAULT_MS } = options;
  const { followersMax, followersPerUserMax, followersPerAddressMax } = options;
  const orders = makeWatch({ tracked, keyOf: keys.order, read: makeOrderReader(tracked.redis, keys), onError });
  const readViewersSession = (sessionId: string) => readSession(tracked.redis, keys, sessionId);
  const sessions = makeWatch({ tracked, keyOf: keys.session, read: readViewersSession, onError });
  const open = new Set<LiveUpdates>();
  const ofUser = makeTally();
  const ofAddress = makeTally();
  let isEnding = false;

  function expectRoom({ userId, address }: Viewer): void {
    if (isEnding) throw noRoom(503, 'This process is stopping; try again');
    if (open.size >= followersMax) throw noRoom(503, 'Too many live updates are open here; try again');
    if (ofUser.count(userId) >= followersPerUserMax)
      throw noRoom(429, `You already follow ${followersPerUserMax} orders, the maximum; close one`);
    if (ofAddress.count(address) >= followersPerAddressMax)
      throw noRoom(
        429,
        `Clients at your address already follow ${followersPerAddressMax} orders, the maximum; close one`,
      );
  }

  function register(stream: LiveUpdates, { userId, address }: Viewer): void {
    open.add(stream);
    ofUser.add(userId, 1);
    ofAddress.add(address, 1);
    // One timer each: all heartbeats at once would delay everything else in the process.
    const heartbeat = setInterval(() => stream.beat(), heartbeatMs);
    stream.closed.addEventListener('abort', () => {
      clearInterval(heartbeat);
      open.delete(stream);
      ofUser.add(userId, -1);
      ofAddress.add(address, -1);
    });
  }

  return {
    open(viewer, order, seen, begin) {
      const { userId, sessionId } = viewer;
      expectRoom(viewer);
      const stream = begin();
      if (stream.closed.aborted) return;
      register(stream, viewer);
      const show = makeTeller(stream, seen);
      show(order);
      orders.follow(order.order_id, (now) => (now === null ? stream.end() : show(now)), stream.closed);
      sessions.follow(sessionId, (session) => session?.user_id === userId || stream.end(), stream.closed);
    },
    end() {
      isEnding = true;
      for (const stream of open) stream.end();
    },
  };
}

/** Counts by name; names with a count of 0 take no memory. */
function makeTally() {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.get(name) ?? 0;
  return {
    count,
    add(name: string, change: 1 | -1) {
      const now = count(name) + change;
      if (now > 0) counts.set(name, now);
      else counts.delete(name);
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

const noRoom = (status: 429 | 503, detail: string) =>
  new ProblemError(status, detail, { headers: { 'retry-after': String(RETRY_AFTER_S) } });
