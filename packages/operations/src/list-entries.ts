import type { EntryView, Page, PendingEntryView } from '@stockade/contracts';
import { isReply, type Redis } from '@stockade/redis';
import { appendedAtMs } from '@stockade/streams';
import { sizeOf, walkEntries, type StoredEntry } from './read-entries.js';
import { shortenFields } from './shorten-letter.js';

/** How much of the entries one list reads; then it ends with a cursor, however few items it has. */
const LIST_CHARACTERS_MAX = 2_000_000;
/** The latest time that a Date can be; an entry that somebody appended by hand may have any id. */
const TIME_MAX_MS = 8.64e15;

interface Stretch {
  /** The ids of the first and the last entry; left out, the stream's own. */
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
}

/** Lists entries of a stream, oldest first, with long values cut; the cursor is the id of the first one that is left out. */
export async function listEntries(redis: Redis, stream: string, stretch: Stretch): Promise<Page<EntryView>> {
  const { from = '-', to = '+', limit } = stretch;
  const items: EntryView[] = [];
  let characters = 0;
  for await (const entry of walkEntries(redis, stream, { from, to, newestFirst: false }, LIST_CHARACTERS_MAX)) {
    characters += sizeOf(entry);
    const isFull = items.length === limit || (items.length > 0 && characters > LIST_CHARACTERS_MAX);
    if (isFull) return { items, next_cursor: entry.id };
    items.push(viewEntry(entry));
  }
  return { items, next_cursor: null };
}

function viewEntry({ id, message }: StoredEntry): EntryView {
  const { fields, isWhole } = shortenFields(Object.entries(message));
  const orderId = fields.find(([name]) => name === 'subject')?.[1] ?? null;
  const at = new Date(Math.min(appendedAtMs(id), TIME_MAX_MS)).toISOString();
  return { id, at, order_id: orderId, fields, complete: isWhole };
}

/** Lists the pending entries of a group, oldest first; null when the stream has no such group. */
export async function listPending(
  redis: Redis,
  stream: string,
  { group, cursor, limit }: { group: string; cursor?: string | undefined; limit: number },
): Promise<Page<PendingEntryView> | null> {
  const start = cursor === undefined ? '-' : `(${cursor}`;
  try {
    const found = await redis.xPendingRange(stream, group, start, '+', limit + 1);
    const items = found.slice(0, limit).map(({ id, consumer, millisecondsSinceLastDelivery, deliveriesCounter }) => ({
      id,
      consumer,
      idle_ms: millisecondsSinceLastDelivery,
      age_ms: Math.max(0, Date.now() - appendedAtMs(id)),
      deliveries: deliveriesCounter,
    }));
    return { items, next_cursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  } catch (error) {
    if (isReply(error, 'NOGROUP')) return null;
    throw error;
  }
}
