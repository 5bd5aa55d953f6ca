import { setImmediate as turn } from 'node:timers/promises';
import type { ProductChangeView } from '@stockade/contracts';
import { tooBusy, type LiveRoom, type LiveUpdates } from '@stockade/http';
import { makeAudience } from './audience.js';
import { makeProductWatch, type ProductWatchOptions } from './product-watch.js';

/** Clients that an event is written to in one turn of the event loop. */
const SENT_TOGETHER = 500;

export interface LiveProductsOptions extends Omit<ProductWatchOptions, 'onChange' | 'audience'> {
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
  const audience = makeAudience<LiveUpdates>((stream, type) =>
    stream.send({ id: `${type}.${Date.now()}`, type, data: {} }),
  );
  const watch = makeProductWatch({ ...options, onChange, audience });
  const ofAll = new Set<LiveUpdates>();
  const ofOne = new Map<string, Set<LiveUpdates>>();

  async function onChange(id: string, change: ProductChangeView | null): Promise<void> {
    // What names the event is the product, and when it was read.
    const event = { id: `${id}.${Date.now()}`, type: change ? 'product' : 'removed', data: change ?? { id } };
    const streams = [...ofAll, ...(ofOne.get(id) ?? [])].filter(audience.isCurrent);
    for (let from = 0; from < streams.length; from += SENT_TOGETHER) {
      for (const stream of streams.slice(from, from + SENT_TOGETHER)) stream.send(event);
      await turn();
    }
  }

  function follow(stream: LiveUpdates, ids: readonly string[] | undefined): void {
    if (ids === undefined) ofAll.add(stream);
    for (const id of ids ?? []) ofOne.set(id, (ofOne.get(id) ?? new Set()).add(stream));
    audience.join(stream);
    watch.catchUp();
  }

  function unfollow(stream: LiveUpdates, ids: readonly string[] = []): void {
    ofAll.delete(stream);
    audience.leave(stream);
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
