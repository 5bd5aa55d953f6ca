import type { ClaimEntries, PendingEntry } from './recover.js';
import { suspectsOf, type Entry, type Subscription } from './types.js';

/**
 * When a suspect is settled just as its consumer dies, its mark is left over; so marks expire. Each new mark renews the
 * TTL.
 */
const MARKS_TTL_S = 86_400;

/**
 * Suspects are entries from which several consumers did not return. One of them may kill its consumers; the others were
 * merely in flight beside it. Or none of them does: a service that crashes at its start loses whatever it holds each
 * time.
 *
 * So suspects are handled apart, with nothing else in flight: first one, then two, then four, as long as the consumer
 * survives. Only the death of a consumer that had run for a while and held a single suspect counts against that
 * suspect. The consumer marks the suspect in Redis beforehand, under the id of its present life, and removes the mark
 * when the handler returns, whatever the outcome; a mark that a later life finds is a death. Suspects with the fewest
 * deliveries come first, so that in a crash loop the counts of the others rise too, and a killer ends up alone.
 */
export interface Suspects {
  remember(found: readonly PendingEntry[]): void;
  /** Milliseconds until the next suspects may be taken, Infinity when none is known. */
  dueInMs(): number;
  /** Takes the next suspects. Rejects when a suspect cannot be marked in Redis; then it is not handled. */
  take(claim: ClaimEntries): Promise<Entry[]>;
  /** To be called when their handler has returned. Never rejects. */
  cameBack(entries: readonly Entry[]): Promise<void>;
}

export function makeSuspects<Event>({ redis, stream, life, bounds, signals }: Subscription<Event>): Suspects {
  const marks = suspectsOf(stream);
  const markOf = ({ id }: Entry) => `${id} ${life}`;
  const known = new Map<string, PendingEntry>();
  let countMax = 1;
  let takenAt = performance.now();
  let nextAt = takenAt + bounds.suspectsAfterMs;

  return {
    remember(found) {
      for (const entry of found) known.set(entry.id, entry);
    },
    dueInMs: () => (known.size === 0 ? Infinity : Math.max(0, nextAt - performance.now())),
    async take(claim) {
      const fewestFirst = [...known.values()].toSorted((one, other) => one.deliveries - other.deliveries);
      const ids = fewestFirst.slice(0, countMax).map(({ id }) => id);
      const entries = await claim(ids);
      for (const id of ids) known.delete(id);
      const [only, ...others] = entries;
      if (only && others.length === 0) {
        await Promise.all([redis.hSet(marks, markOf(only), Date.now()), redis.expire(marks, MARKS_TTL_S)]);
        signals.emit('isolated', { stream, id: only.id, deliveries: only.deliveries });
      }
      takenAt = performance.now();
      return entries;
    },
    async cameBack(entries) {
      countMax = Math.min(countMax * 2, bounds.batchEntriesMax);
      // Other entries now get as much time as the suspects took.
      nextAt = performance.now() + (performance.now() - takenAt);
      if (entries.length > 0) await redis.hDel(marks, entries.map(markOf)).catch(() => 'it ends by itself');
    },
  };
}
