import { setImmediate as turn } from 'node:timers/promises';
import type { ProductChangeView } from '@stockade/contracts';
import { tooBusy, type LiveRoom, type LiveUpdates } from '@stockade/http';
import { makeProductWatch, type ProductWatchOptions } from './product-watch.js';

/** Clients that an event is written to in one turn of the event loop. */
const SENT_TOGETHER = 500;

export interface LiveProductsOptions extends Omit<ProductWatchOptions, 'onChange' | 'onGap'> {
  /** Admits the clients that follow, and ends their live updates when the process stops. */
  room: LiveRoom;
}

export interface LiveProducts {
  /**
   * Starts live updates of these products, or of all, until the client leaves or the process stops. Throws the problem 429
   * or 503 when there is no room.
   */
  open(address: string, ids: readonly string[] | undefined, begin: () => LiveUpdates): void;
}

/**
 * The clients that follow products live, and what is sent to each. Redis notifies us when a product or its stock changes,
 * whoever changed it; it is then read once, for all its followers.
 */
export function makeLiveProducts({ room, ...options }: LiveProductsOptions): LiveProducts {
  const watch = makeProductWatch({ ...options, onChange, onGap });
  const ofAll = new Set<LiveUpdates>();
  const ofOne = new Map<string, Set<LiveUpdates>>();
  /** Those that have not been told yet that changes are being watched. */
  const waiting = new Set<LiveUpdates>();
  let gaps = 0;
  options.tracked.onLost(onLost);

  async function onChange(id: string, change: ProductChangeView | null): Promise<void> {
    // What names the event is the product, and when it was read.
    const event = { id: `${id}.${Date.now()}`, type: change ? 'product' : 'removed', data: change ?? { id } };
    const streams = [...ofAll, ...(ofOne.get(id) ?? [])].filter((stream) => !waiting.has(stream));
    for (let from = 0; from < streams.length; from += SENT_TOGETHER) {
      for (const stream of streams.slice(from, from + SENT_TOGETHER)) stream.send(event);
      await turn();
    }
  }

  /** Redis is away: whoever follows is told so, once. */
  function onLost(): void {
    for (const some of [ofAll, ...ofOne.values()])
      for (const stream of some) {
        if (waiting.has(stream)) continue;
        waiting.add(stream);
        stream.send({ id: `away.${Date.now()}`, type: 'away', data: {} });
      }
  }

  function onGap(): void {
    gaps += 1;
    for (const some of [ofAll, ...ofOne.values()]) for (const stream of some) waiting.add(stream);
    if (waiting.size > 0) void tellFollowing();
  }

  /** Tells those who wait that they follow, once every later change of what they follow will be noticed. */
  async function tellFollowing(): Promise<void> {
    const streams = [...waiting];
    const gapsBefore = gaps;
    await watch.caughtUp();
    if (gaps !== gapsBefore) return;
    for (const stream of streams)
      if (waiting.delete(stream)) stream.send({ id: `following.${Date.now()}`, type: 'following', data: {} });
  }

  function follow(stream: LiveUpdates, ids: readonly string[] | undefined): void {
    if (ids === undefined) ofAll.add(stream);
    for (const id of ids ?? []) ofOne.set(id, (ofOne.get(id) ?? new Set()).add(stream));
    waiting.add(stream);
    void tellFollowing();
  }

  function unfollow(stream: LiveUpdates, ids: readonly string[] = []): void {
    ofAll.delete(stream);
    waiting.delete(stream);
    for (const id of ids) {
      const streams = ofOne.get(id);
      streams?.delete(stream);
      if (streams?.size === 0) ofOne.delete(id);
    }
  }

  return {
    open(address, ids, begin) {
      const unwatch = ids === undefined ? watch.watchAll() : watch.watchNamed(ids);
      if (unwatch === null) throw tooBusy();
      let isOpen = false;
      try {
        const stream = room.admit({ address }, begin);
        isOpen = !stream.closed.aborted;
        if (!isOpen) return;
        follow(stream, ids);
        stream.closed.addEventListener('abort', () => {
          unfollow(stream, ids);
          unwatch();
        });
      } finally {
        if (!isOpen) unwatch();
      }
    },
  };
}
