import { setTimeout as after } from 'node:timers/promises';
import { isReply, whenReady } from '@stockade/redis';
import { deliver } from './deliver.js';
import type { Entry } from './delivery.js';
import { ensureGroup } from './group.js';
import { makeHand } from './hand.js';
import { startHousekeeping } from './housekeeping.js';
import type { Reader } from './reader.js';
import { claim, recoverAbandoned, recoverOwn } from './recover.js';
import type { Subscription } from './subscription.js';

export interface LoopStatus {
  /** When Redis last answered a read or a claim; null before the first time. */
  lastAnswerAt: number | null;
  lastError: unknown;
}

/**
 * Consumes one stream until `stopping`: first what this consumer left pending before, then what others abandoned, then
 * what is new. No error ends it. Entries in hand at the stop are finished within the deadline or stay pending.
 */
export async function consume<Event>(
  subscription: Subscription<Event>,
  reader: Reader,
  stopping: AbortSignal,
  status: LoopStatus,
): Promise<void> {
  const { bounds, handler, signals, stream } = subscription;
  const hand = makeHand(bounds.inFlightEntriesMax, bounds.retryDelayMs);
  const deadline = new AbortController();
  const stopHousekeeping = startHousekeeping(subscription, () => hand.working());

  let ownRecovered = false;
  let claimAt = 0;
  let backoffMs = bounds.backoffMinMs;
  let lastReported = '';

  async function next(): Promise<Entry[]> {
    const retries = hand.dueRetries(bounds.batchEntriesMax);
    if (retries.length > 0) return await claimRetries(retries);
    const count = Math.min(bounds.batchEntriesMax, hand.free());
    const waitMs = Math.max(1, Math.floor(Math.min(bounds.blockMs, hand.retryInMs())));
    if (count <= 0) {
      await hand.settled(waitMs);
      return [];
    }
    if (!ownRecovered) {
      const own = await recoverOwn(subscription, hand.known, count);
      if (own !== null) return own;
      ownRecovered = true;
      answered();
    }
    if (performance.now() >= claimAt) {
      const abandoned = await recoverAbandoned(subscription, count);
      if (abandoned !== null) return abandoned;
      claimAt = performance.now() + bounds.claimIntervalMs;
    }
    return reader.read(count, waitMs);
  }

  async function claimRetries(ids: string[]): Promise<Entry[]> {
    try {
      return await claim(subscription, ids, 0);
    } catch (error) {
      hand.retryLater(ids);
      throw error;
    }
  }

  function work(entries: readonly Entry[]): void {
    const portions = handler.kind === 'each' ? entries.map((entry) => [entry]) : [entries];
    for (const portion of portions)
      hand.take(portion, () => deliver(subscription, portion, deadline.signal).catch(keepAll(portion)));
  }

  /** Only a throwing signal listener gets here. */
  function keepAll(portion: readonly Entry[]) {
    return (error: unknown): string[] => {
      report(error);
      return portion.map(({ id }) => id);
    };
  }

  function answered(): void {
    status.lastAnswerAt = Date.now();
    backoffMs = bounds.backoffMinMs;
    lastReported = '';
  }

  /** An outage repeats one error at every attempt; it is reported once. */
  function report(error: unknown): void {
    if (String(error) !== lastReported) signals.emit('failed', { stream, error });
    lastReported = String(error);
  }

  await whenReady(subscription.redis, stopping).catch(() => 'stopping');
  while (!stopping.aborted) {
    try {
      const entries = await next();
      answered();
      if (entries.length > 0) work(entries);
    } catch (error) {
      status.lastError = error;
      // Whatever Redis gave to a read that failed is pending for this consumer, and unknown here.
      ownRecovered = false;
      if (isReply(error, 'NOGROUP')) await ensureGroup(subscription).catch(report);
      else report(error);
      await after(backoffMs, undefined, { signal: stopping }).catch(() => 'stopping');
      backoffMs = Math.min(backoffMs * 2, bounds.backoffMaxMs);
    }
  }

  const timer = setTimeout(() => deadline.abort(), bounds.stopDeadlineMs);
  await Promise.race([hand.idle(), aborted(deadline.signal)]);
  clearTimeout(timer);
  stopHousekeeping();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
