import { readSession } from '@stockade/auth';
import { isFinal, type Keys, type OrderMoveView, type OrderStatus } from '@stockade/contracts';
import { ProblemError, type LiveUpdates, type Principal } from '@stockade/http';
import { makeWatch, type Tracked } from '@stockade/redis';
import { movesAfter, type Order } from './order-record.js';
import { makeOrderReader } from './order-queries.js';

/** Proxies close a connection on which nothing comes for a minute, some for 30 s. */
const HEARTBEAT_DEFAULT_MS = 15_000;
const RETRY_AFTER_S = 5;

export interface LiveOrdersOptions {
  tracked: Tracked;
  keys: Keys;
  /** Called when an order or a session cannot be understood. */
  onError: (error: unknown) => void;
  /** Open at the same time in this process. */
  followersMax: number;
  /** Of these, for one user, and for one address. */
  followersPerUserMax: number;
  followersPerAddressMax: number;
  heartbeatMs?: number;
}

interface Viewer extends Pick<Principal, 'userId' | 'sessionId'> {
  address: string;
}

export interface LiveOrders {
  /**
   * Begins a stream that tells each move of the order once, from the one after `seen` (null: from the first), until the
   * order has come to its end, the session ends, the client goes or the process stops. Throws the problem 429 or 503
   * when there is no room for it.
   */
  open(viewer: Viewer, order: Order, seen: OrderStatus | null, begin: () => LiveUpdates): void;
  /** Ends all streams, and begins no more. */
  end(): void;
}

/**
 * The clients that follow orders live: who they are, how many may be, and what each has been told. Redis says when an
 * order or a session changes, whoever changes it; each is then read once, for all who follow it.
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
      throw noRoom(429, `You follow ${followersPerUserMax} orders at the same time, which is the most; close one`);
    if (ofAddress.count(address) >= followersPerAddressMax)
      throw noRoom(
        429,
        `${followersPerAddressMax} orders are followed from your address, which is the most; close one`,
      );
  }

  function register(stream: LiveUpdates, { userId, address }: Viewer): void {
    open.add(stream);
    ofUser.add(userId, 1);
    ofAddress.add(address, 1);
    // Each at its own time: all at once would hold up whatever else the process does.
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

/** How many there are of each; those of which there are none take no memory. */
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

/** Tells a client what it has not been told, whichever version of the order it is shown, and however often. */
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
