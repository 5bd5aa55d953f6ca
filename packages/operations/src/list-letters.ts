import type { DeadLetterView, Page } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { compareEntryIds } from './entry-id.js';
import type { MarkedStream } from './flow-streams.js';
import { toView } from './letter-view.js';
import { sizeOf, walkEntries, type StoredEntry } from './read-entries.js';
import { shortenLetter } from './shorten-letter.js';

/** How much of the dead letters one list reads; then it ends with a cursor, however few items it has. */
const LIST_CHARACTERS_MAX = 2_000_000;

/** The dead letters of a stream as a part of a list. */
interface ListedStream extends MarkedStream {
  /** The entry after which the list goes on; not given: it begins with the newest. */
  after?: string | undefined;
  /** Whether that entry is itself still to be listed. */
  inclusive?: boolean;
}

/**
 * Lists the dead letters of several streams as one list, newest first, with long values cut. Of equal ids that of the stream
 * named first comes first.
 */
export async function listLetters(
  redis: Redis,
  streams: readonly ListedStream[],
  limit: number,
): Promise<Page<DeadLetterView>> {
  const bytesMax = LIST_CHARACTERS_MAX / streams.length;
  const walks = streams.map((one) => ({ one, entries: walkDown(redis, one, bytesMax) }));
  const heads = await Promise.all(walks.map(async ({ entries }) => nextOf(entries)));
  const items: DeadLetterView[] = [];
  let characters = 0;
  for (;;) {
    const place = newestAmong(heads);
    const [walk, entry] = [walks[place], heads[place]];
    if (walk === undefined || !entry) return { items, next_cursor: null };
    characters += sizeOf(entry);
    const isFull = items.length === limit || (items.length > 0 && characters > LIST_CHARACTERS_MAX);
    if (isFull) return { items, next_cursor: items.at(-1)?.id ?? null };
    const { stream, mark } = walk.one;
    items.push(shortenLetter({ ...toView(stream, entry), id: `${mark}${entry.id}` }));
    heads[place] = await nextOf(walk.entries);
  }
}

type Entries = AsyncGenerator<StoredEntry, void>;

function walkDown(redis: Redis, { stream, after, inclusive = false }: ListedStream, bytesMax: number): Entries {
  const from = after === undefined ? '+' : inclusive ? after : `(${after}`;
  return walkEntries(redis, deadLettersOf(stream), { from, to: '-', newestFirst: true }, bytesMax);
}

async function nextOf(entries: Entries): Promise<StoredEntry | undefined> {
  const { value } = await entries.next();
  return value ?? undefined;
}

/** The place of the newest of the entries, or -1 when there is none left. */
function newestAmong(heads: readonly (StoredEntry | undefined)[]): number {
  let [place, newest] = [-1, ''];
  for (const [i, head] of heads.entries())
    if (head !== undefined && (newest === '' || compareEntryIds(head.id, newest) > 0)) [place, newest] = [i, head.id];
  return place;
}
