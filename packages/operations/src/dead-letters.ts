import { OUTCOME_REMEMBERED_MS, type DeadLetterView, type Page } from '@stockade/contracts';
import { loadScript, oneOf, readFrom, type Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { toView } from './letter-view.js';
import { listLetters } from './list-letters.js';
import { readEntries, readNewestEntries, walkEntries } from './read-entries.js';

const replayDeadLetter = loadScript(
  new URL('../src/lua/replay-dead-letter.lua', import.meta.url),
  oneOf('replayed', 'already-replayed', 'unknown', 'unreadable'),
);
const purgeDeadLetter = loadScript(
  new URL('../src/lua/purge-dead-letter.lua', import.meta.url),
  oneOf('purged', 'already-purged', 'unknown'),
);

/** How much of the dead letters is in memory at once while all are replayed. */
const REPLAY_CHARACTERS_MAX = 8_000_000;

export interface DeadLetters {
  /**
   * Lists dead letters, newest first, with long values cut. `cursor` is the id after which the page begins. A page of
   * large ones holds fewer than `limit`, but at least one.
   */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<DeadLetterView>>;
  /** Reads one dead letter, uncut. */
  find(id: string): Promise<DeadLetterView | null>;
  /** Appends the original entry to its stream and removes the dead letter, in one step, and once. */
  replay(id: string): Promise<'replayed' | 'already-replayed' | 'unknown' | 'unreadable'>;
  /**
   * Replays all present dead letters, oldest first, but not those that die again meanwhile. Returns the number per
   * outcome.
   */
  replayAll(): Promise<{ replayed: number; unreadable: number }>;
  /** Removes one dead letter for good. */
  purge(id: string): Promise<'purged' | 'already-purged' | 'unknown'>;
  /** Removes all dead letters for good. Returns their number. */
  purgeAll(): Promise<number>;
}

/** Reads, replays and purges the dead letters of a stream. */
export function makeDeadLetters(redis: Redis, stream: string): DeadLetters {
  const deadLetters = deadLettersOf(stream);
  /** The key that says whether a removed dead letter was replayed or purged. */
  const settledLetter = (id: string) => `${deadLetters}:settled:${id}`;
  const replay = (id: string) =>
    replayDeadLetter.run(redis, [deadLetters, stream, settledLetter(id)], [id, String(OUTCOME_REMEMBERED_MS)]);

  return {
    replay,
    async list({ limit, cursor }) {
      const { items, next_cursor } = await listLetters(redis, [{ stream, mark: '', after: cursor }], limit);
      return { items, next_cursor };
    },
    async find(id) {
      const [entry] = await readEntries(redis, deadLetters, id, id, 1);
      return entry ? toView(stream, entry) : null;
    },
    async replayAll() {
      const counts = { replayed: 0, unreadable: 0 };
      const [newest] = await readNewestEntries(redis, deadLetters, 1);
      if (!newest) return counts;
      const stretch = { from: '-', to: newest.id, newestFirst: false };
      for await (const { id } of walkEntries(redis, deadLetters, stretch, REPLAY_CHARACTERS_MAX)) {
        const word = await replay(id);
        if (word === 'replayed' || word === 'unreadable') counts[word] += 1;
      }
      return counts;
    },
    purge: (id) => purgeDeadLetter.run(redis, [deadLetters, settledLetter(id)], [id, String(OUTCOME_REMEMBERED_MS)]),
    purgeAll: () => readFrom(deadLetters, redis.xTrim(deadLetters, 'MAXLEN', 0)),
  };
}
