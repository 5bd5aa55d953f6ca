import type { ClaimEntries, PendingEntry } from './recover.js';
import { suspectsOf, type Entry, type Subscription } from './types.js';

/** Marks of a suspect that was settled just as its consumer died are left over; so they end, and begin anew with each mark. */
const MARKS_TTL_S = 86_400;

/**
 * Entries that several consumers have not come back from. One of them may kill whoever handles it; the others were merely
 * there, or it was none of them: a service that crashes at its start takes whatever it holds along each time.
 *
 * So they are handled apart, with nothing else in flight: first one, then two, then four, as long as the consumer comes back.
 * Only a consumer that had lived well for a while and ends with a single one in hand counts against that one. It says
 * beforehand in Redis that it has it alone, under the name of its present life, and takes that back when it returns,
 * whatever the handler said; what a later life finds there of another life is a death. Those with the fewest deliveries come
 * first, so that in a crash loop the others' count rises too, and a killer is alone in the end.
 */
export interface Suspects {
  remember(found: readonly PendingEntry[]): void;
  /** Milliseconds until the next may be taken, Infinity when none is known. */
  dueInMs(): number;
  /** Takes the next ones. Rejects when Redis cannot say that it is alone; then it is not handled. */
  take(claim: ClaimEntries): Promise<Entry[]>;
  /** Their handler has come back. Never rejects. */
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
      // As long as they took, others have their turn.
      nextAt = performance.now() + (performance.now() - takenAt);
      if (entries.length > 0) await redis.hDel(marks, entries.map(markOf)).catch(() => 'it ends by itself');
    },
  };
}
