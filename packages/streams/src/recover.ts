import { listOf, loadScript } from '@stockade/redis';
import type { Entry } from './delivery.js';
import type { Subscription } from './subscription.js';

type Claim = { word: 'claimed'; entry: Entry } | { word: 'exhausted' | 'vanished'; id: string; deliveries: number };

const claimEntries = loadScript(new URL('../src/lua/claim-entries.lua', import.meta.url), listOf(parseClaim));

/**
 * Entries that this consumer's name holds and that this process does not know: of the life before a restart, or of a
 * read whose answer was lost with its socket. `known` ids are in hand here. Null when there are none; an empty list
 * when those found went to the dead letters.
 */
export async function recoverOwn<Event>(
  subscription: Subscription<Event>,
  known: ReadonlySet<string>,
  count: number,
): Promise<Entry[] | null> {
  const { redis, stream, group, consumer } = subscription;
  const pending = await redis.xPendingRange(stream, group, '-', '+', count + known.size, { consumer });
  const ids = pending.map(({ id }) => id).filter((id) => !known.has(id));
  return ids.length === 0 ? null : claim(subscription, ids.slice(0, count), 0);
}

/** Entries that others hold and have not touched for the idle limit: their consumer is dead or stuck. Null when there are none. */
export async function recoverAbandoned<Event>(
  subscription: Subscription<Event>,
  count: number,
): Promise<Entry[] | null> {
  const { redis, stream, group, consumer, bounds } = subscription;
  const pending = await redis.xPendingRange(stream, group, '-', '+', count + bounds.inFlightEntriesMax, {
    IDLE: bounds.minIdleMs,
  });
  const ids = pending.filter((entry) => entry.consumer !== consumer).map(({ id }) => id);
  return ids.length === 0 ? null : claim(subscription, ids.slice(0, count), bounds.minIdleMs);
}

/**
 * Claims pending entries by id. Those delivered too often go to the dead letters in the same script; those settled
 * meanwhile, or touched within the idle limit, are passed over.
 */
export async function claim<Event>(
  subscription: Subscription<Event>,
  ids: readonly string[],
  minIdleMs: number,
): Promise<Entry[]> {
  const { redis, stream, deadLetters, group, consumer, bounds, signals } = subscription;
  const args = [group, consumer, String(minIdleMs), String(bounds.deliveriesMax), String(Date.now()), ...ids];
  const claims = await claimEntries.run(redis, [stream, deadLetters], args);

  const entries: Entry[] = [];
  for (const each of claims) {
    if (each.word === 'claimed') entries.push(each.entry);
    else if (each.word === 'vanished') signals.emit('vanished', { stream, id: each.id });
    else signals.emit('deadLettered', { stream, id: each.id, deliveries: each.deliveries, reason: 'never settled' });
  }
  if (entries.length > 0) signals.emit('claimed', { stream, entries: entries.length });
  return entries;
}

function parseClaim(item: unknown): Claim {
  if (!Array.isArray(item)) throw new Error('claim-entries.lua answered no list');
  const [word, id, deliveries, fields]: unknown[] = item;
  if (typeof id !== 'string' || typeof deliveries !== 'number') throw new Error('claim-entries.lua answered no entry');
  if (word === 'claimed' && Array.isArray(fields)) return { word, entry: { id, deliveries, fields: toRecord(fields) } };
  if (word === 'exhausted' || word === 'vanished') return { word, id, deliveries };
  throw new Error(`claim-entries.lua answered ${String(word)}`);
}

function toRecord(flat: readonly unknown[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) record[String(flat[i])] = String(flat[i + 1]);
  return record;
}
