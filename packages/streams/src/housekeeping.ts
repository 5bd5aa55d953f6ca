import { setTimeout as after } from 'node:timers/promises';
import { listOf, loadScript } from '@stockade/redis';
import { appendedAtMs } from './entry-id.js';
import type { Hand } from './hand.js';
import { renew } from './renew.js';
import type { Subscription } from './subscription.js';

const removeDeadConsumers = loadScript(
  new URL('../src/lua/remove-dead-consumers.lua', import.meta.url),
  listOf(String),
);
const trimAcknowledged = loadScript(new URL('../src/lua/trim-acknowledged.lua', import.meta.url), Number);

/** Renewals within one idle limit: two may fail before anybody takes a slow handler for dead. */
const RENEWALS_PER_IDLE_LIMIT = 3;

/**
 * What has to be done beside the loop: renew what is in hand, trim what everybody acknowledged, remove consumers that
 * are gone, report the lag. Answers a function that ends it; the deadline ends it too.
 */
export function startHousekeeping<Event>(
  subscription: Subscription<Event>,
  hand: Hand,
  deadline: AbortSignal,
  report: (error: unknown) => void,
): () => void {
  const { redis, stream, deadLetters, group, consumer, readers, bounds, signals } = subscription;
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, deadline]);

  async function renewHand(): Promise<void> {
    await renew(subscription, 'working', hand.working());
    await renew(subscription, 'waiting', hand.waiting());
  }

  async function trim(): Promise<void> {
    let entries = 0;
    for (let some = -1; some !== 0; entries += some) some = await trimAcknowledged.run(redis, [stream], [...readers]);
    if (entries > 0) signals.emit('trimmed', { stream, entries });
  }

  async function removeDead(): Promise<void> {
    const args = [group, consumer, String(bounds.consumerSilentMs)];
    const consumers = await removeDeadConsumers.run(redis, [stream], args);
    if (consumers.length > 0) signals.emit('consumersRemoved', { stream, consumers });
  }

  async function reportLag(): Promise<void> {
    const state = (await redis.xInfoGroups(stream)).find(({ name }) => name === group);
    if (!state) return;
    const [{ firstId }, dead] = await Promise.all([redis.xPending(stream, group), redis.xLen(deadLetters)]);
    const oldestPendingMs = firstId === null ? 0 : Math.max(0, Date.now() - appendedAtMs(firstId));
    const { lag, pending } = state;
    signals.emit('lag', { stream, group, entries: lag ?? null, pending, oldestPendingMs, deadLetters: dead });
  }

  async function repeat(intervalMs: number, ...tasks: (() => Promise<void>)[]): Promise<void> {
    while (await hasPassed(intervalMs, signal)) {
      for (const task of tasks) await task().catch((error: unknown) => signal.aborted || report(error));
    }
  }

  void repeat(bounds.minIdleMs / RENEWALS_PER_IDLE_LIMIT, renewHand);
  void repeat(bounds.housekeepingIntervalMs, trim, removeDead, reportLag);
  return () => ended.abort();
}

/** False when the signal ended the wait. */
async function hasPassed(ms: number, signal: AbortSignal): Promise<boolean> {
  await after(ms, undefined, { signal }).catch(() => 'ended');
  return !signal.aborted;
}
