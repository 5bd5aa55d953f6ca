import { ENTRY_ID } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeDeadLetters, type DeadLetters } from './dead-letters.js';
import type { MarkedStream } from './flow-streams.js';
import { listLetters, type LetterPage, type SelectLetter } from './list-letters.js';

/** The dead letters of one flow in several partitions, with ids that tell the partition. */
export interface AllDeadLetters extends DeadLetters {
  /** Lists only those that are wanted. It reads a bounded number, so a page with a cursor may have few items or none. */
  search(page: { limit: number; cursor?: string | undefined }, isWanted: SelectLetter): Promise<LetterPage>;
  /** The stream whose dead letter could have this id or cursor; null when none could. */
  streamOf(id: string): string | null;
}

/**
 * Reads, replays and purges the dead letters of several streams as if they were one. Entry ids are unique in a stream only, so
 * the list is sorted by entry id and then by stream, and a cursor names both.
 */
export function makeAllDeadLetters(redis: Redis, streams: readonly MarkedStream[]): AllDeadLetters {
  const all = streams.map((one) => ({ ...one, letters: makeDeadLetters(redis, one.stream) }));

  function locate(id: string) {
    for (const [place, one] of all.entries()) {
      const entryId = id.slice(one.mark.length);
      if (id.startsWith(one.mark) && ENTRY_ID.test(entryId)) return { ...one, place, entryId };
    }
    return null;
  }

  async function search({ limit, cursor }: { limit: number; cursor?: string | undefined }, isWanted?: SelectLetter) {
    const last = cursor === undefined ? null : locate(cursor);
    if (cursor !== undefined && last === null) throw new RangeError(`${cursor} is no dead letter of these streams`);
    const listed = streams.map((one, place) => ({
      ...one,
      after: last?.entryId,
      inclusive: last !== null && place > last.place,
    }));
    return listLetters(redis, listed, limit, isWanted);
  }

  return {
    streamOf: (id) => locate(id)?.stream ?? null,
    search,
    async list(page) {
      const { items, next_cursor } = await search(page);
      return { items, next_cursor };
    },
    async find(id) {
      const found = locate(id);
      const letter = await found?.letters.find(found.entryId);
      return letter ? { ...letter, id } : null;
    },
    async replay(id) {
      const found = locate(id);
      return found === null ? 'unknown' : found.letters.replay(found.entryId);
    },
    async replayAll() {
      const counts = { replayed: 0, unreadable: 0 };
      for (const { letters } of all) {
        const { replayed, unreadable } = await letters.replayAll();
        counts.replayed += replayed;
        counts.unreadable += unreadable;
      }
      return counts;
    },
    async purge(id) {
      const found = locate(id);
      return found === null ? 'unknown' : found.letters.purge(found.entryId);
    },
    async purgeAll() {
      const counts = await Promise.all(all.map(({ letters }) => letters.purgeAll()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}
