import { setTimeout as after } from 'node:timers/promises';
import { isReply, whenReady } from '@stockade/redis';
import { isSuspect } from './bounds.js';
import { deliver } from './deliver.js';
import type { Entry } from './delivery.js';
import { ensureGroup } from './group.js';
import { makeRun } from './handle.js';
import { makeHand, type Hand } from './hand.js';
import { startHousekeeping } from './housekeeping.js';
import type { Reader } from './reader.js';
import { claim, recoverAbandoned, recoverOwn } from './recover.js';
import type { Subscription } from './subscription.js';

export interface LoopStatus {
  /** When Redis last answered, or the hand was full, by performance.now(); null before the first time. */
  wellAt: number | null;
  /** What went wrong since, or null. */
  error: unknown;
}

/** `begun`: take no more entries. `deadline`: wait no longer for those in hand. */
export interface Stop {
  begun: AbortSignal;
  deadline: AbortSignal;
}

/** How often a stop looks whether its deadline has passed; a settled entry wakes it at once. */
const DRAIN_LOOK_MS = 100;

/**
 * Consumes one stream until it is stopped. No error ends it. Entries in hand at the stop are finished within the
 * deadline, or stay pending for the next consumer.
 */
export async function consume<Event>(
  subscription: Subscription<Event>,
  reader: Reader,
  stop: Stop,
  status: LoopStatus,
): Promise<void> {
  const { bounds, handler, signals, stream, redis } = subscription;
  const hand = makeHand(bounds);
  const run = makeRun(bounds.handlingMaxMs, stop.deadline);
  const intake = makeIntake(subscription, reader, hand);
  const endHousekeeping = startHousekeeping(subscription, hand, stop.deadline, report);
  const reported = new Set<string>();
  let backoffMs = bounds.backoffMinMs;

  await whenReady(redis, stop.begun).catch(() => 'stopping');
  while (!stop.begun.aborted) {
    try {
      const entries = await intake.next();
      Object.assign(status, { wellAt: performance.now(), error: null });
      reported.clear();
      backoffMs = bounds.backoffMinMs;
      if (entries.length > 0) work(entries);
    } catch (error) {
      intake.recoverFirst();
      if (isReply(error, 'NOGROUP')) await ensureGroup(subscription).catch(report);
      else report(error);
      await after(backoffMs, undefined, { signal: stop.begun }).catch(() => 'stopping');
      backoffMs = Math.min(backoffMs * 2, bounds.backoffMaxMs);
    }
  }
  while (hand.working().length > 0 && !stop.deadline.aborted) await hand.settled(DRAIN_LOOK_MS);
  endHousekeeping();

  function work(entries: readonly Entry[]): void {
    const alone = entries.some(({ deliveries }) => isSuspect(deliveries - 1, bounds));
    const portions = handler.kind === 'each' ? entries.map((entry) => [entry]) : [entries];
    for (const portion of portions)
      hand.take(portion, alone, () => deliver(subscription, portion, hand.failingForMs, run).catch(keep(portion)));
  }

  /** Only a handler that answers no outcomes at all, against its type, gets here. */
  function keep(portion: readonly Entry[]) {
    return (error: unknown): string[] => {
      signals.emit('failed', { stream, error });
      return portion.map(({ id }) => id);
    };
  }

  /** An outage repeats its errors at every attempt; each is reported once. */
  function report(error: unknown): void {
    if (!reported.has(String(error))) signals.emit('failed', { stream, error });
    reported.add(String(error));
    status.error = error;
  }
}

/**
 * Where entries come from: those whose retry is due, then what this consumer left pending before, then what others
 * abandoned, then what is new.
 */
function makeIntake<Event>(subscription: Subscription<Event>, reader: Reader, hand: Hand) {
  const { bounds } = subscription;
  let ownRecovered = false;
  let claimAt = 0;
  let lingerUntil = 0;

  async function next(): Promise<Entry[]> {
    const retries = hand.dueRetries(Math.min(bounds.batchEntriesMax, hand.room()));
    if (retries.length > 0) return claimRetries(retries);

    const count = Math.min(bounds.batchEntriesMax, hand.free());
    const waitMs = Math.max(1, Math.floor(Math.min(bounds.blockMs, hand.retryInMs())));
    if (count <= 0) {
      await hand.settled(waitMs);
      return [];
    }
    if (!ownRecovered) {
      const own = await recoverOwn(subscription, hand.held(), count);
      if (own !== null) return own;
      ownRecovered = true;
    }
    if (performance.now() >= claimAt) {
      const abandoned = await recoverAbandoned(subscription, hand.held(), count);
      if (abandoned !== null) return abandoned;
      claimAt = performance.now() + bounds.claimIntervalMs;
    }
    const lingerMs = Math.ceil(lingerUntil - performance.now());
    if (lingerMs > 0) await after(lingerMs);
    const entries = await reader.read(count, waitMs);
    lingerUntil = entries.length < count ? performance.now() + bounds.lingerMs : 0;
    return entries;
  }

  async function claimRetries(ids: readonly string[]): Promise<Entry[]> {
    const entries = await claim(subscription, ids);
    const claimed = new Set(entries.map(({ id }) => id));
    ids.filter((id) => !claimed.has(id)).forEach(hand.letGo);
    return entries;
  }

  return {
    next,
    /** After an error: whatever Redis gave to a read that failed is pending for this consumer, and unknown here. */
    recoverFirst() {
      ownRecovered = false;
    },
  };
}
