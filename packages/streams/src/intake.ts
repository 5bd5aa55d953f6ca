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
 * Where entries come from. First what this consumer left pending before. Then old and new in turn: those whose retry is due or
 * that others abandoned, and those that nobody was given yet. What may have killed its consumers comes apart from all others.
 */
export function makeIntake<Event>(subscription: Subscription<Event>, reader: Reader, held: HeldEntries): Intake {
  const { bounds } = subscription;
  const claim = makeClaim(subscription, held.holds);
  const suspects = makeSuspects(subscription);
  let isOldsTurn = false;
  let ownRecovered = false;
  let claimAt = 0;
  let lingerUntil = 0;
  /** The last read got as many as it asked for. */
  let moreIsNew = true;

  async function next(): Promise<Portion> {
    if (suspects.dueInMs() === 0) return takeSuspects();

    isOldsTurn = !isOldsTurn;
    // While everything fails, what was not tried yet says more than what has failed before.
    if (isOldsTurn && ownRecovered && !(held.isProbing() && moreIsNew)) {
      const old = (await takeRetries()) ?? (await takeAbandoned());
      if (old !== null) return together(old);
    }
    const count = Math.min(bounds.batchEntriesMax, held.roomForNew());
    const idleMs = performance.now() >= claimAt ? 1 : bounds.blockMs;
    const waitMs = Math.max(1, Math.floor(Math.min(idleMs, held.dueInMs(), suspects.dueInMs())));
    if (count <= 0) {
      await held.handlerIsBack(waitMs);
      return together([]);
    }
    return together((await takeOwn(count)) ?? (await read(count, waitMs)));
  }

  async function takeSuspects(): Promise<Portion> {
    if (held.inFlight().length > 0) {
      await held.handlerIsBack(bounds.blockMs);
      return together([]);
    }
    return { entries: await suspects.take(claim), apart: true };
  }

  /** Null when none is due or there is no room for one. */
  async function takeRetries(): Promise<Entry[] | null> {
    const ids = held.dueRetries(Math.min(bounds.batchEntriesMax, held.roomForRetries()));
    if (ids.length === 0) return null;
    const entries = await claim(ids);
    const claimed = new Set(entries.map(({ id }) => id));
    ids.filter((id) => !claimed.has(id)).forEach(held.letGo);
    return entries;
  }

  /** Null when there are none, or at the end of them; an empty list when those found were dead letters. */
  async function takeOwn(count: number): Promise<Entry[] | null> {
    if (ownRecovered) return null;
    const own = await claimPending('own', count);
    ownRecovered = own === null;
    return own;
  }

  async function takeAbandoned(): Promise<Entry[] | null> {
    const count = Math.min(bounds.batchEntriesMax, held.roomForNew());
    if (performance.now() < claimAt || count <= 0) return null;
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
    moreIsNew = entries.length === count;
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
