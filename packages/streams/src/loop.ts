import { setTimeout as after } from 'node:timers/promises';
import { isReply, whenReady } from '@stockade/redis';
import { makeRun } from './deadline.js';
import { deliver } from './deliver.js';
import { makeHeldEntries } from './entries.js';
import { makeIntake, type Portion } from './intake.js';
import { leave } from './lives.js';
import { ensureGroup, type Reader } from './reader.js';
import type { Entry, Stop, Subscription } from './types.js';
import { startUpkeep } from './upkeep.js';

export interface LoopStatus {
  /** When Redis last replied, or there was no room for more entries, by performance.now(); null before that. */
  wellAt: number | null;
  /** The error since then, or null. */
  error: unknown;
}

/** How often a stop checks its deadline; a settled entry wakes it at once. */
const DRAIN_LOOK_MS = 100;
/** How long aborted handlers have to return and to report to Redis that they did. */
const FAREWELL_MS = 250;

/**
 * Consumes one stream until it is stopped. No error ends it. Entries in flight at the stop are finished within the
 * deadline, or stay pending for the next consumer.
 */
export async function consume<Event>(
  subscription: Subscription<Event>,
  reader: Reader,
  stop: Stop,
  status: LoopStatus,
): Promise<void> {
  const { bounds, handler, signals, stream, redis } = subscription;
  const held = makeHeldEntries(bounds);
  const run = makeRun(bounds.handlingMaxMs, stop.deadline);
  const intake = makeIntake(subscription, reader, held);
  const reported = new Set<string>();

  /** During an outage the same error occurs at every attempt; it is reported once. */
  function report(error: unknown): void {
    if (!reported.has(String(error))) signals.emit('failed', { stream, error });
    reported.add(String(error));
    status.error = error;
  }

  function work({ entries, apart }: Portion): void {
    if (apart) {
      held.hand(entries, true, async () => {
        const retries = await settle(entries);
        await intake.cameBack(entries);
        return retries;
      });
      return;
    }
    const portions = handler.kind === 'each' ? entries.map((entry) => [entry]) : [entries];
    for (const portion of portions) held.hand(portion, false, () => settle(portion));
  }

  /** A handler that breaks its type must not end the loop: see `deliver`. */
  function settle(portion: readonly Entry[]): Promise<readonly string[]> {
    return deliver(subscription, portion, held.failures, run).catch((error: unknown) => {
      signals.emit('failed', { stream, error });
      return portion.map(({ id }) => id);
    });
  }

  const endUpkeep = startUpkeep(subscription, held, stop, report);
  let backoffMs = bounds.backoffMinMs;
  await whenReady(redis, stop.begun).catch(() => 'stopping');
  while (!stop.begun.aborted) {
    try {
      const portion = await intake.next();
      Object.assign(status, { wellAt: performance.now(), error: null });
      reported.clear();
      backoffMs = bounds.backoffMinMs;
      if (portion.entries.length > 0) work(portion);
    } catch (error) {
      intake.recoverFirst();
      if (isReply(error, 'NOGROUP')) await ensureGroup(subscription).catch(report);
      else report(error);
      await after(backoffMs, undefined, { signal: stop.begun }).catch(() => 'stopping');
      backoffMs = Math.min(backoffMs * 2, bounds.backoffMaxMs);
    }
  }
  while (held.inFlight().length > 0 && !stop.deadline.aborted) await held.handlerIsBack(DRAIN_LOOK_MS);
  const farewellEnd = performance.now() + FAREWELL_MS;
  while (held.inFlight().length > 0 && performance.now() < farewellEnd) await held.handlerIsBack(FAREWELL_MS);
  endUpkeep();
  await leave(subscription);
}
