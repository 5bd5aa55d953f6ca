import { setTimeout as after } from 'node:timers/promises';
import { listOf, loadScript } from '@stockade/redis';
import type { HeldEntries } from './entries.js';
import { makeLookForTwin } from './lives.js';
import { appendedAtMs, deadLettersOf, type Stop, type Subscription } from './types.js';

const removeDeadConsumers = loadScript(
  new URL('../src/lua/remove-dead-consumers.lua', import.meta.url),
  listOf(String),
);
const trimAcknowledged = loadScript(new URL('../src/lua/trim-acknowledged.lua', import.meta.url), Number);
const renewEntries = loadScript(new URL('../src/lua/renew-entries.lua', import.meta.url), Number);

/** Renewals within one idle limit: two may fail before a slow handler counts as dead. */
const RENEWALS_PER_IDLE_LIMIT = 3;
/** Entries per call of the script, because a call blocks Redis meanwhile. */
const RENEWALS_PER_CALL_MAX = 1_000;

/**
 * Starts the work beside the loop: it renews held entries, trims acknowledged ones, removes dead consumers, looks for a
 * living process of the same name, and reports the lag and undeclared groups. Returns a function that ends it; the
 * deadline ends it too.
 */
export function startUpkeep<Event>(
  subscription: Subscription<Event>,
  entries: HeldEntries,
  { begun, deadline }: Stop,
  report: (error: unknown) => void,
): () => void {
  const { redis, stream, group, consumer, readers, bounds, signals } = subscription;
  const ended = new AbortController();
  const lookForTwin = makeLookForTwin(subscription);
  let undeclared: string[] = [];
  const signal = AbortSignal.any([ended.signal, deadline]);

  async function renewHeld(): Promise<void> {
    await renew(subscription, 'working', entries.inFlight());
    await renew(subscription, 'waiting', entries.waiting());
  }

  async function trim(): Promise<void> {
    let trimmed = 0;
    for (let some = -1; some !== 0; trimmed += some) some = await trimAcknowledged.run(redis, [stream], [...readers]);
    if (trimmed > 0) signals.emit('trimmed', { stream, entries: trimmed });
  }

  async function removeDead(): Promise<void> {
    const args = [group, consumer, String(bounds.consumerSilentMs)];
    const consumers = await removeDeadConsumers.run(redis, [stream], args);
    if (consumers.length > 0) signals.emit('consumersRemoved', { stream, consumers });
  }

  async function lookUnlessStopping(): Promise<void> {
    // Once it stops, another process may have taken its name.
    if (!begun.aborted) await lookForTwin();
  }

  async function reportGroups(): Promise<void> {
    const groups = await redis.xInfoGroups(stream);
    const strangers = groups.map(({ name }) => name).filter((name) => !readers.includes(name));
    if (strangers.join() !== undeclared.join())
      signals.emit('undeclaredGroups', { stream, groups: (undeclared = strangers) });
    const state = groups.find(({ name }) => name === group);
    if (!state) return;
    const [{ firstId }, dead] = await Promise.all([redis.xPending(stream, group), redis.xLen(deadLettersOf(stream))]);
    const oldestPendingMs = firstId === null ? 0 : Math.max(0, Date.now() - appendedAtMs(firstId));
    const { lag, pending } = state;
    signals.emit('lag', { stream, group, entries: lag ?? null, pending, oldestPendingMs, deadLetters: dead });
  }

  async function repeat(intervalMs: number, ...tasks: (() => Promise<void>)[]): Promise<void> {
    while (await hasPassed(intervalMs, signal)) {
      for (const task of tasks) await task().catch((error: unknown) => signal.aborted || report(error));
    }
  }

  void repeat(bounds.minIdleMs / RENEWALS_PER_IDLE_LIMIT, renewHeld);
  void repeat(bounds.housekeepingIntervalMs, reportGroups, trim, removeDead, lookUnlessStopping);
  return () => ended.abort();
}

/** Returns false when the signal ended the wait. */
async function hasPassed(ms: number, signal: AbortSignal): Promise<boolean> {
  await after(ms, undefined, { signal }).catch(() => 'ended');
  return !signal.aborted;
}

/**
 * Tells the group that this consumer is alive and holds these entries. Handlers have returned from entries that wait
 * for a retry, so their delivery count restarts.
 */
export async function renew<Event>(
  { redis, stream, group, consumer }: Subscription<Event>,
  state: 'working' | 'waiting',
  ids: readonly string[],
): Promise<void> {
  for (let i = 0; i < ids.length; i += RENEWALS_PER_CALL_MAX)
    await renewEntries.run(redis, [stream], [group, consumer, state, ...ids.slice(i, i + RENEWALS_PER_CALL_MAX)]);
}
