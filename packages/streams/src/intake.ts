import { setTimeout as after } from 'node:timers/promises';
import type { HeldEntries } from './entries.js';
import type { Reader } from './reader.js';
import { findPending, makeClaim } from './recover.js';
import { makeSuspects } from './suspects.js';
import type { Entry, Subscription } from './types.js';

/** What is to be handled now; `apart`: with nothing beside it. */
export interface Portion {
  entries: Entry[];
  apart: boolean;
}

export interface Intake {
  /** Waits for something to do, and comes back with nothing when there may be more to know: as often as a read blocks at least. */
  next(): Promise<Portion>;
  /** After an error: whatever Redis gave to a read that failed is pending for this consumer, and unknown here. */
  recoverFirst(): void;
  /** The handler of a portion that was to be handled apart has come back. */
  cameBack(entries: readonly Entry[]): Promise<void>;
}

/**
 * Where entries come from: in every other turn those whose retry is due; what this consumer left pending before; what others
 * abandoned; what is new. What may have killed its consumers comes apart from all others.
 */
export function makeIntake<Event>(subscription: Subscription<Event>, reader: Reader, held: HeldEntries): Intake {
  const { bounds } = subscription;
  const claim = makeClaim(subscription, held.holds);
  const suspects = makeSuspects(subscription);
  let isRetriesTurn = false;
  let ownRecovered = false;
  let claimAt = 0;
  let lingerUntil = 0;

  async function next(): Promise<Portion> {
    if (suspects.dueInMs() === 0) return takeSuspects();

    isRetriesTurn = !isRetriesTurn;
    const retries = isRetriesTurn ? held.dueRetries(Math.min(bounds.batchEntriesMax, held.roomForRetries())) : [];
    if (retries.length > 0) return together(await claimRetries(retries));

    const count = Math.min(bounds.batchEntriesMax, held.roomForNew());
    const waitMs = Math.max(1, Math.floor(Math.min(bounds.blockMs, held.dueInMs(), suspects.dueInMs())));
    if (count <= 0) {
      await held.handlerIsBack(waitMs);
      return together([]);
    }
    return together((await recover(count)) ?? (await read(count, waitMs)));
  }

  async function takeSuspects(): Promise<Portion> {
    if (held.inFlight().length > 0) {
      await held.handlerIsBack(bounds.blockMs);
      return together([]);
    }
    return { entries: await suspects.take(claim), apart: true };
  }

  async function claimRetries(ids: readonly string[]): Promise<Entry[]> {
    const entries = await claim(ids);
    const claimed = new Set(entries.map(({ id }) => id));
    ids.filter((id) => !claimed.has(id)).forEach(held.letGo);
    return entries;
  }

  /** Null when there is nothing to recover; an empty list when those found were dead letters. */
  async function recover(count: number): Promise<Entry[] | null> {
    if (!ownRecovered) {
      const own = await claimPending('own', count);
      if (own !== null) return own;
      ownRecovered = true;
    }
    if (performance.now() < claimAt) return null;
    const abandoned = await claimPending('abandoned', count);
    if (abandoned === null) claimAt = performance.now() + bounds.claimIntervalMs;
    return abandoned;
  }

  async function claimPending(which: 'own' | 'abandoned', count: number): Promise<Entry[] | null> {
    const found = await findPending(subscription, which, held.holds, count);
    suspects.remember(found.suspects);
    return found.ordinary.length === 0 ? null : claim(found.ordinary.map(({ id }) => id));
  }

  async function read(count: number, waitMs: number): Promise<Entry[]> {
    const lingerMs = Math.ceil(lingerUntil - performance.now());
    if (lingerMs > 0) await after(lingerMs);
    const entries = await reader.read(count, waitMs);
    lingerUntil = entries.length < count ? performance.now() + bounds.lingerMs : 0;
    return entries;
  }

  return {
    next,
    recoverFirst() {
      ownRecovered = false;
    },
    async cameBack(entries) {
      await suspects.cameBack(entries);
      // There may be more than were met on the way to others.
      if (suspects.dueInMs() === Infinity) ownRecovered = false;
    },
  };
}

const together = (entries: Entry[]): Portion => ({ entries, apart: false });
