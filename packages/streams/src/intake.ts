import { setTimeout as after } from 'node:timers/promises';
import type { HeldEntries } from './entries.js';
import type { Reader } from './reader.js';
import { findPending, makeClaim } from './recover.js';
import { makeSuspects } from './suspects.js';
import type { Entry, Subscription } from './types.js';

/** Entries to handle now; `apart`: with nothing else in flight. */
export interface Portion {
  entries: Entry[];
  apart: boolean;
}

export interface Intake {
  /** Waits for entries, at most as long as a read blocks; then returns an empty portion. */
  next(): Promise<Portion>;
  /**
   * To be called after an error: entries that Redis delivered to a failed read are pending, but this process does not
   * know them.
   */
  recoverFirst(): void;
  /** To be called when the handler of a portion with `apart` has returned. */
  cameBack(entries: readonly Entry[]): Promise<void>;
}

/**
 * Chooses the next entries. First those that this consumer left pending in an earlier life. Then old and new ones in
 * turn: old ones are due for a retry or were abandoned by other consumers. Entries that may have killed their consumers
 * come apart from all others.
 */
export function makeIntake<Event>(subscription: Subscription<Event>, reader: Reader, held: HeldEntries): Intake {
  const { bounds } = subscription;
  const claim = makeClaim(subscription, held.holds);
  const suspects = makeSuspects(subscription);
  let isOldsTurn = false;
  let ownRecovered = false;
  let claimAt = 0;
  /** When the last read found something, and less than it asked for; -Infinity if it did not. */
  let foundFewAt = -Infinity;
  /** The last read returned as many entries as it asked for. */
  let moreIsNew = true;

  async function next(): Promise<Portion> {
    if (suspects.dueInMs() === 0) return takeSuspects();

    isOldsTurn = !isOldsTurn;
    // While everything fails, a new entry tells more than one that has failed before.
    if (isOldsTurn && ownRecovered && !(held.isProbing() && moreIsNew)) {
      const old = (await takeRetries()) ?? (await takeAbandoned());
      if (old !== null) return together(old);
    }
    const count = Math.min(bounds.batchEntriesMax, held.roomForNew());
    // Without room abandoned entries are not looked for, so that none are due.
    const idleMs = count > 0 && performance.now() >= claimAt ? 1 : bounds.blockMs;
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

  /** Null when no retry is due or there is no room for one. */
  async function takeRetries(): Promise<Entry[] | null> {
    const ids = held.dueRetries(Math.min(bounds.batchEntriesMax, held.roomForRetries()));
    if (ids.length === 0) return null;
    const entries = await claim(ids);
    const claimed = new Set(entries.map(({ id }) => id));
    ids.filter((id) => !claimed.has(id)).forEach(held.letGo);
    return entries;
  }

  /** Null when there are none left; an empty list when all that were found became dead letters. */
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
    const lingerUntil = foundFewAt + Math.min(bounds.lingerMaxMs, held.tookMs());
    const lingerMs = Math.round(lingerUntil - performance.now());
    if (lingerMs > 0) await after(lingerMs);
    const entries = await reader.read(count, waitMs);
    moreIsNew = entries.length === count;
    foundFewAt = entries.length > 0 && entries.length < count ? performance.now() : -Infinity;
    return entries;
  }

  return {
    next,
    recoverFirst() {
      ownRecovered = false;
    },
    async cameBack(entries) {
      await suspects.cameBack(entries);
      // There may be more suspects than findPending has met so far.
      if (suspects.dueInMs() === Infinity) ownRecovered = false;
    },
  };
}

const together = (entries: Entry[]): Portion => ({ entries, apart: false });
