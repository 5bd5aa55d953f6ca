import { type FollowingView, type OrderMoveView, timelineOf } from '@stockade/contracts';
import type { LiveUpdates } from '@stockade/http';
import { newestOf, readIndex } from '@stockade/records';
import { makeWatch, type Tracked, type Watch } from '@stockade/redis';
import { movesAfter, type OrderMoves } from './order-moves.js';

/**
 * How many orders a feed follows: the newest ones of its index. A client that comes back may get three moves of each in
 * one turn, some 165 bytes a move, and a client for which more than 64 KiB pile up is disconnected.
 */
export const ORDERS_FOLLOWED_MAX = 100;
/** An index that grows all the time is read ten times a second. */
const INDEX_PAUSE_MS = 100;
/**
 * A move is dated by the host that made it, and a client reconnects with the time of the last move that it received, from any host.
 * So moves are sent again that are up to this much older: more than the clocks of hosts differ.
 */
const CLOCK_SLACK_MS = 15 * 60 * 1_000;

interface Dependencies {
  tracked: Tracked;
  orders: Watch<OrderMoves | null>;
  /** Called when an index cannot be read. */
  onError: (error: unknown) => void;
}

export interface OrderFeeds {
  /**
   * Sends a client the moves of the newest orders of some indexes, until it leaves: first those since a time in milliseconds
   * since 1970 (null: the last one of each order), then the event `following`, then each as it happens.
   */
  join(indexes: readonly string[], stream: LiveUpdates, sinceMs: number | null): void;
}

/** One feed for whatever indexes clients follow, however many they are. */
export function makeOrderFeeds({ tracked, orders, onError }: Dependencies): OrderFeeds {
  const read = (index: string) => readIndex(tracked.redis, index, undefined, ORDERS_FOLLOWED_MAX);
  const watch = makeWatch({ tracked, keyOf: (index) => index, read, onError, pauseMs: INDEX_PAUSE_MS });
  const feeds = new Map<string, Feed>();

  function start(indexes: readonly string[], name: string): Feed {
    const feed = makeFeed(orders);
    feeds.set(name, feed);
    const newest = new Map<string, readonly string[]>();
    for (const index of indexes) {
      const onRead = (orderIds: readonly string[]) => {
        newest.set(index, orderIds);
        if (newest.size === indexes.length) feed.followNewest(newestOf([...newest.values()], ORDERS_FOLLOWED_MAX));
      };
      watch.follow(index, onRead, feed.over);
    }
    feed.over.addEventListener('abort', () => feeds.delete(name));
    return feed;
  }

  return {
    join(indexes, stream, sinceMs) {
      const name = indexes.join(' ');
      (feeds.get(name) ?? start(indexes, name)).join(stream, sinceMs);
    },
  };
}

type Feed = ReturnType<typeof makeFeed>;

interface Client {
  stream: LiveUpdates;
  sinceMs: number | null;
  joinedAt: Date;
}

interface FollowedOrder {
  /** The last version that was read; null before. */
  latest: OrderMoves | null;
  stop: AbortController;
}

/** Follows the newest orders for all clients that have joined, until the last one leaves. */
function makeFeed(orders: Watch<OrderMoves | null>) {
  const followed = new Map<string, FollowedOrder>();
  const joining = new Set<Client>();
  const live = new Set<Client>();
  const over = new AbortController();
  /** The orders found by the first reading of the index that have not been read yet; null before that reading. */
  let unread: Set<string> | null = null;

  const isStarted = () => unread?.size === 0;

  /** Gets the ids of the newest orders, newest first. */
  function followNewest(orderIds: readonly string[]): void {
    const newest = new Set(orderIds);
    for (const [orderId, { stop }] of followed) {
      if (newest.has(orderId)) continue;
      stop.abort();
      followed.delete(orderId);
      unread?.delete(orderId);
    }
    unread ??= new Set(newest);
    for (const orderId of orderIds) if (!followed.has(orderId)) follow(orderId);
    goLive();
  }

  function follow(orderId: string): void {
    const order: FollowedOrder = { latest: null, stop: new AbortController() };
    followed.set(orderId, order);
    const onRead = (now: OrderMoves | null) => {
      if (now !== null) update(order, now);
      if (unread?.delete(orderId)) goLive();
    };
    orders.follow(orderId, onRead, order.stop.signal);
  }

  function update(order: FollowedOrder, now: OrderMoves): void {
    const moves = movesAfter(now, order.latest?.status ?? null);
    if (moves.length === 0) return;
    order.latest = now;
    for (const move of moves) for (const { stream } of live) sendMove(stream, { order_id: now.order_id, ...move });
  }

  /** Sends waiting clients what they missed and lets them follow, once each order of the first reading is known. */
  function goLive(): void {
    if (!isStarted()) return;
    for (const client of joining) {
      const known = [...followed.values()].flatMap(({ latest }) => latest ?? []);
      catchUp(client, known);
      live.add(client);
    }
    joining.clear();
  }

  function leave(client: Client): void {
    joining.delete(client);
    live.delete(client);
    if (joining.size + live.size > 0) return;
    over.abort();
    for (const { stop } of followed.values()) stop.abort();
  }

  return {
    over: over.signal,
    followNewest,
    join(stream: LiveUpdates, sinceMs: number | null) {
      const client = { stream, sinceMs, joinedAt: new Date() };
      joining.add(client);
      stream.closed.addEventListener('abort', () => leave(client));
      goLive();
    },
  };
}

/**
 * Sends what a client may have missed, oldest first: a connection that breaks in the middle leaves it with the time of
 * the last event that it had, and all that was not sent is later. `following` takes the time at which the client joined,
 * because everything before that has been sent.
 */
function catchUp({ stream, sinceMs, joinedAt }: Client, orders: readonly OrderMoves[]): void {
  const moves = orders.flatMap((order) => {
    const made = timelineOf(order).map((move): OrderMoveView => ({ order_id: order.order_id, ...move }));
    return sinceMs === null ? made.slice(-1) : made.filter(({ at }) => Date.parse(at) >= sinceMs - CLOCK_SLACK_MS);
  });
  for (const move of moves.toSorted(oldestFirst)) sendMove(stream, move);
  const data: FollowingView = { orders: orders.length };
  stream.send({ id: joinedAt.toISOString(), type: 'following', data });
}

/** Moves of the same time are sorted by the ids of their orders, that is, by creation. */
function oldestFirst(one: OrderMoveView, other: OrderMoveView): number {
  const apartMs = Date.parse(one.at) - Date.parse(other.at);
  if (apartMs !== 0 || one.order_id === other.order_id) return apartMs;
  return one.order_id < other.order_id ? -1 : 1;
}

function sendMove(stream: LiveUpdates, data: OrderMoveView): void {
  stream.send({ id: data.at, type: 'status', data });
}
