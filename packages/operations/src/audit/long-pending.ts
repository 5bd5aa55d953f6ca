import { isOfOtherType, isReply, type Redis } from '@stockade/redis';
import { readEntries } from '../read-entries.js';
import type { Finding } from './finding.js';

/** How many pending entries of a stream are read: the oldest. */
const ENTRIES_MAX = 1_000;

interface Reader {
  stream: string;
  group: string;
}

/** Reads the ids of pending entries that were appended longer ago than the limit. */
export async function listLongPending(redis: Redis, { stream, group }: Reader, limitMs: number): Promise<Set<string>> {
  const end = String(Date.now() - limitMs);
  try {
    const entries = await redis.xPendingRange(stream, group, '-', end, ENTRIES_MAX);
    return new Set(entries.map(({ id }) => id));
  } catch (error) {
    if (isReply(error, 'NOGROUP') || isOfOtherType(error)) return new Set();
    throw error;
  }
}

/**
 * Keeps the entries that were pending before and still are. In a backlog every entry is old when it is delivered, so
 * age alone proves nothing; an entry that is being processed is settled by the second read.
 */
export async function judgeLongPending(
  redis: Redis,
  { stream, group }: Reader,
  limitMs: number,
  before: ReadonlySet<string>,
): Promise<Finding[]> {
  const now = await listLongPending(redis, { stream, group }, limitMs);
  const still = [...before].filter((id) => now.has(id));
  const entries = await Promise.all(still.map((id) => readEntries(redis, stream, id, id, 1)));
  return still.map((id, i) => ({
    rule: 'pending-long',
    id: entries[i]?.[0]?.message['subject'] ?? id,
    what: `its entry ${id} of ${stream} was delivered to ${group} and is not settled`,
  }));
}
