import { isList, listOf, loadScript } from '@stockade/redis';
import { isSuspect } from './bounds.js';
import type { Entry } from './delivery.js';
import type { Subscription } from './subscription.js';

type Claim =
  | { word: 'claimed'; entry: Entry }
  | { word: 'exhausted'; id: string; deliveries: number; reason: string }
  | { word: 'vanished'; id: string };

const claimEntries = loadScript(new URL('../src/lua/claim-entries.lua', import.meta.url), listOf(parseClaim));

/**
 * Entries that this consumer's name holds and that this process does not (`held`): of the life before a restart, or of
 * a read whose answer was lost with its socket. Null when there are none; an empty list when those found were dead
 * letters.
 */
export function recoverOwn<Event>(
  subscription: Subscription<Event>,
  held: ReadonlySet<string>,
  count: number,
): Promise<Entry[] | null> {
  return recover(subscription, held, count, { consumer: subscription.consumer });
}

/**
 * Entries that nobody has touched for the idle limit: their consumer is dead or stuck. One of this consumer's own is
 * among them when Redis gave it to a connection of ours that was gone already. Null when there are none.
 */
export function recoverAbandoned<Event>(
  subscription: Subscription<Event>,
  held: ReadonlySet<string>,
  count: number,
): Promise<Entry[] | null> {
  return recover(subscription, held, count, { IDLE: subscription.bounds.minIdleMs });
}

async function recover<Event>(
  subscription: Subscription<Event>,
  held: ReadonlySet<string>,
  count: number,
  filter: { consumer: string } | { IDLE: number },
): Promise<Entry[] | null> {
  const { redis, stream, group, bounds } = subscription;
  const pending = await redis.xPendingRange(stream, group, '-', '+', count + held.size, filter);
  const found = pending.filter(({ id }) => !held.has(id));
  if (found.length === 0) return null;

  const unsuspected = found.filter(({ deliveriesCounter }) => !isSuspect(deliveriesCounter, bounds));
  const chosen = unsuspected.length > 0 ? unsuspected.slice(0, count) : found.slice(0, 1);
  return claim(
    subscription,
    chosen.map(({ id }) => id),
  );
}

/**
 * Claims pending entries by id. Those delivered too often go to the dead letters in the same script; those settled
 * meanwhile, or held by another consumer that lives, are passed over.
 */
export async function claim<Event>(subscription: Subscription<Event>, ids: readonly string[]): Promise<Entry[]> {
  const { redis, stream, deadLetters, group, consumer, bounds, signals } = subscription;
  const args = [group, consumer, String(bounds.minIdleMs), String(bounds.deliveriesMax), String(Date.now()), ...ids];
  const claims = await claimEntries.run(redis, [stream, deadLetters], args);

  const entries: Entry[] = [];
  for (const each of claims) {
    if (each.word === 'claimed') entries.push(each.entry);
    else if (each.word === 'vanished') signals.emit('vanished', { stream, id: each.id });
    else {
      const { id, deliveries, reason } = each;
      signals.emit('deadLettered', { stream, id, deliveries, reason });
    }
  }
  if (entries.length > 0) signals.emit('claimed', { stream, entries: entries.length });
  return entries;
}

function parseClaim(item: unknown): Claim {
  if (!isList(item)) throw new Error('claim-entries.lua answered no list');
  const [word, id, deliveries, last] = item;
  if (typeof id !== 'string' || typeof deliveries !== 'number') throw new Error('claim-entries.lua answered no entry');
  if (word === 'claimed' && isList(last)) return { word, entry: { id, deliveries, fields: toRecord(last) } };
  if (word === 'exhausted') return { word, id, deliveries, reason: String(last) };
  if (word === 'vanished') return { word, id };
  throw new Error(`claim-entries.lua answered ${String(word)}`);
}

function toRecord(flat: readonly unknown[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) record[String(flat[i])] = String(flat[i + 1]);
  return record;
}
