import { isList, listOf, loadScript } from '@stockade/redis';
import { suspicionMax } from './bounds.js';
import { deadLettersOf, suspectsOf, type Entry, type Subscription } from './types.js';

/** An entry that Redis holds pending, and how often it was delivered. */
export interface PendingEntry {
  id: string;
  deliveries: number;
}

/** Pending entries of this consumer, or of one that gave no sign of life, which this process does not hold. */
export interface Found {
  /** At most as many as were asked for. */
  ordinary: PendingEntry[];
  /** The suspects found on the way; see suspects.ts. */
  suspects: PendingEntry[];
}

type Claim =
  | { word: 'claimed'; entry: Entry }
  | { word: 'exhausted'; id: string; deliveries: number; reason: string }
  | { word: 'vanished'; id: string };

const claimEntries = loadScript(new URL('../src/lua/claim-entries.lua', import.meta.url), listOf(parseClaim));

/** Pending entries read in one call, because a call blocks Redis meanwhile. */
const PENDING_PER_LOOK_MAX = 1_000;
/** Remembered claims whose reply may have been lost. Forgetting an older one counts one delivery too many at worst. */
const CLAIMS_REMEMBERED_MAX = 10_000;

/**
 * Finds entries to recover. `own` are pending under this consumer's name, from before a restart or from a read whose
 * reply was lost; `abandoned` were not touched for the idle limit, whichever consumer holds them.
 */
export async function findPending<Event>(
  { redis, stream, group, consumer, bounds }: Subscription<Event>,
  which: 'own' | 'abandoned',
  holds: (id: string) => boolean,
  count: number,
): Promise<Found> {
  const filter = which === 'own' ? { consumer } : { IDLE: bounds.minIdleMs };
  const found: Found = { ordinary: [], suspects: [] };
  let from = '-';
  while (found.ordinary.length < count) {
    const pending = await redis.xPendingRange(stream, group, from, '+', PENDING_PER_LOOK_MAX, filter);
    for (const { id, deliveriesCounter: deliveries } of pending) {
      if (holds(id)) continue;
      if (deliveries >= suspicionMax(bounds)) found.suspects.push({ id, deliveries });
      else found.ordinary.push({ id, deliveries });
    }
    const last = pending.at(-1);
    if (last === undefined || pending.length < PENDING_PER_LOOK_MAX) break;
    from = `(${last.id}`;
  }
  found.ordinary.splice(count);
  return found;
}

/**
 * Claims pending entries by id. Those that kill their consumers become dead letters in the same script; those settled
 * meanwhile, or held by another live consumer, are skipped.
 */
export type ClaimEntries = (ids: readonly string[]) => Promise<Entry[]>;

/** `holds`: whether this process has the entry already and claims it for a retry. */
export function makeClaim<Event>(subscription: Subscription<Event>, holds: (id: string) => boolean): ClaimEntries {
  const { redis, stream, group, consumer, life, bounds, signals } = subscription;
  const claimedBefore = new Set<string>();

  return async (ids) => {
    const max = String(suspicionMax(bounds));
    const args = [group, consumer, life, String(bounds.minIdleMs), max, max, String(Date.now())];
    for (const id of ids) args.push(id, claimedBefore.has(id) || holds(id) ? 'again' : 'anew');
    // Before the call: it may take effect even if its reply is lost.
    for (const id of ids) claimedBefore.add(id);
    const claims = await claimEntries.run(redis, [stream, deadLettersOf(stream), suspectsOf(stream)], args);
    // The reply has come: the entries are held from now on, or settled.
    for (const id of ids) claimedBefore.delete(id);
    for (const id of claimedBefore) if (claimedBefore.size > CLAIMS_REMEMBERED_MAX) claimedBefore.delete(id);

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
  };
}

function parseClaim(item: unknown): Claim {
  if (!isList(item)) throw new Error('claim-entries.lua returned no list');
  const [word, id, deliveries, last] = item;
  if (typeof id !== 'string' || typeof deliveries !== 'number') throw new Error('claim-entries.lua returned no entry');
  if (word === 'claimed' && isList(last)) return { word, entry: { id, deliveries, fields: toRecord(last) } };
  if (word === 'exhausted') return { word, id, deliveries, reason: String(last) };
  if (word === 'vanished') return { word, id };
  throw new Error(`claim-entries.lua returned ${String(word)}`);
}

function toRecord(flat: readonly unknown[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) record[String(flat[i])] = String(flat[i + 1]);
  return record;
}
