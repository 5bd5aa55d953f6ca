import type { DeadLetterView, Page } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { compareEntryIds } from './entry-id.js';
import type { MarkedStream } from './flow-streams.js';
import { toView } from './letter-view.js';
import { sizeOf, walkEntries, type StoredEntry } from './read-entries.js';
import { shortenLetter } from './shorten-letter.js';

/** How much of the dead letters one list holds; then it ends with a cursor, however few items it has. */
const LIST_CHARACTERS_MAX = 2_000_000;
/** When only some dead letters are wanted: how much of them one page reads at most, and how many. */
const READ_CHARACTERS_MAX = 32_000_000;
export const LETTERS_READ_PER_PAGE_MAX = 5_000;

/** The dead letters of a stream as a part of a list. */
interface ListedStream extends MarkedStream {
  /** The entry after which the list goes on; not given: it begins with the newest. */
  after?: string | undefined;
  /** Whether that entry is itself still to be listed. */
  inclusive?: boolean;
}

/** Whether a dead letter is one of those that are wanted, by its stored entry, uncut. */
export type SelectLetter = (entry: StoredEntry) => boolean;

/** A page of dead letters, and how many were read for it. */
export interface LetterPage extends Page<DeadLetterView> {
  read: number;
}

/**
 * Lists the dead letters of several streams as one list, newest first, with long values cut. Of equal ids that of the stream
 * named first comes first. When few of many are wanted, a page may be empty and have a cursor.
 */
export async function listLetters(
  redis: Redis,
  streams: readonly ListedStream[],
  limit: number,
  isWanted: SelectLetter = () => true,
): Promise<LetterPage> {
  const items: DeadLetterView[] = [];
  let [listed, characters, read] = [0, 0, 0];
  let last: string | null = null;
  for await (const { stream, id, entry } of mergeNewestFirst(redis, streams, LIST_CHARACTERS_MAX / streams.length)) {
    const size = sizeOf(entry);
    const wanted = isWanted(entry);
    const isFull = items.length === limit || (wanted && items.length > 0 && listed + size > LIST_CHARACTERS_MAX);
    const isEnough = read === LETTERS_READ_PER_PAGE_MAX || characters > READ_CHARACTERS_MAX;
    if (isFull || isEnough) return { items, next_cursor: last, read };
    read += 1;
    characters += size;
    last = id;
    if (!wanted) continue;
    listed += size;
    items.push(shortenLetter({ ...toView(stream, entry), id }));
  }
  return { items, next_cursor: null, read };
}

interface Found {
  stream: string;
  /** With the mark of its stream. */
  id: string;
  entry: StoredEntry;
}

/** All of them, newest first. At most `bytesMax` of each stream are in memory at once, or one. */
async function* mergeNewestFirst(
  redis: Redis,
  streams: readonly ListedStream[],
  bytesMax: number,
): AsyncGenerator<Found> {
  const walks = streams.map((one) => ({ one, entries: walkDown(redis, one, bytesMax) }));
  const heads = await Promise.all(walks.map(async ({ entries }) => nextOf(entries)));
  for (;;) {
    const place = newestAmong(heads);
    const [walk, entry] = [walks[place], heads[place]];
    if (walk === undefined || !entry) return;
    const { stream, mark } = walk.one;
    yield { stream, id: `${mark}${entry.id}`, entry };
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
