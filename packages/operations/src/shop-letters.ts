import type { Keys, LetterFilter, ShopLetterPage, ShopLetterView } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { makeAllDeadLetters, type AllDeadLetters } from './all-dead-letters.js';
import { streamsByFlow, type MarkedStream } from './flow-streams.js';
import { causeOf } from './letter-cause.js';
import { toView } from './letter-view.js';
import type { SelectLetter } from './list-letters.js';
import { sizeOf, walkEntries, type StoredEntry } from './read-entries.js';

/** How many dead letters one question reads that is about all of them. */
export const LETTERS_READ_MAX = 20_000;
/** How much of them it reads at most: a foreign entry may have any size. */
const SURVEY_CHARACTERS_MAX = 128_000_000;
/** How much of them is in memory at once. */
const TOGETHER_CHARACTERS_MAX = 2_000_000;

/** A stream of the shop: the ids of its dead letters begin with its flow and, if there are several, its partition. */
export interface ShopStream extends MarkedStream {
  /** The name of the stream in a shop of one partition; it stands for those of all partitions. */
  flow: string;
}

/** What a survey of many dead letters was made of. */
interface Survey {
  /** All dead letters of the streams. */
  total: number;
  read: number;
  /** Whether all were read; else the newest of each stream were. */
  complete: boolean;
}

/** The dead letters of all streams in all partitions. */
export interface ShopLetters extends Omit<AllDeadLetters, 'list' | 'search' | 'replayAll' | 'purgeAll'> {
  /** The streams that a filter names; null when there is no such stream. */
  streamsOf(filter: LetterFilter): readonly ShopStream[] | null;
  /** Lists those that a filter means, newest first. Throws a RangeError for a cursor or a stream that is none. */
  list(page: { limit: number; cursor?: string | undefined }, filter: LetterFilter): Promise<ShopLetterPage>;
  /** Reads one, uncut. */
  find(id: string): Promise<ShopLetterView | null>;
  /**
   * Passes those that a filter means to `visit`, stream by stream, newest first. Reads at most 20,000: of more than that from
   * each stream its share, so that no stream is left out.
   */
  survey(filter: LetterFilter, visit: (stream: ShopStream, entry: StoredEntry) => void): Promise<Survey>;
  /** The ids of those that a filter means, the oldest of each stream first; of too many the newest. */
  select(filter: LetterFilter): Promise<{ ids: string[]; complete: boolean }>;
}

export function makeShopLetters(redis: Redis, keys: Keys): ShopLetters {
  const streams = shopStreams(keys);
  const all = makeAllDeadLetters(redis, streams);

  function streamsOf({ stream }: LetterFilter): readonly ShopStream[] | null {
    if (stream === undefined) return streams;
    const meant = streams.filter((one) => one.flow === stream || one.stream === stream);
    return meant.length > 0 ? meant : null;
  }

  function expectStreams(filter: LetterFilter): readonly ShopStream[] {
    const meant = streamsOf(filter);
    if (meant === null) throw new RangeError(`there is no stream ${filter.stream}`);
    return meant;
  }

  async function survey(
    filter: LetterFilter,
    visit: (stream: ShopStream, entry: StoredEntry) => void,
  ): Promise<Survey> {
    const isWanted = selectBy(filter);
    const meant = expectStreams(filter);
    const lengths = await Promise.all(meant.map(({ stream }) => redis.xLen(deadLettersOf(stream))));
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const isTooMuch = total > LETTERS_READ_MAX;
    let [read, charactersLeft, isCut] = [0, SURVEY_CHARACTERS_MAX, isTooMuch];
    for (const [i, stream] of meant.entries()) {
      // Others may die meanwhile: counted off from the newest, they would hide the oldest.
      const share = isTooMuch ? Math.ceil(((lengths[i] ?? 0) * LETTERS_READ_MAX) / total) : LETTERS_READ_MAX;
      let readHere = 0;
      for await (const entry of walkNewest(redis, stream)) {
        if (readHere >= share || charactersLeft <= 0) {
          isCut = true;
          break;
        }
        readHere += 1;
        charactersLeft -= sizeOf(entry);
        if (isWanted(entry)) visit(stream, entry);
      }
      read += readHere;
    }
    return { total: Math.max(total, read), read, complete: !isCut };
  }

  const { streamOf, replay, purge } = all;
  return {
    streamOf,
    replay,
    purge,
    streamsOf,
    survey,
    async list(page, filter) {
      const meant = makeAllDeadLetters(redis, expectStreams(filter));
      const { items, ...rest } = await meant.search(page, selectBy(filter));
      return { items: items.map(withCause), ...rest };
    },
    async find(id) {
      const letter = await all.find(id);
      return letter && withCause(letter);
    },
    async select(filter) {
      const byStream = new Map<ShopStream, string[]>();
      const { complete } = await survey(filter, (stream, { id }) => {
        const ids = byStream.get(stream) ?? [];
        ids.push(`${stream.mark}${id}`);
        byStream.set(stream, ids);
      });
      return { ids: [...byStream.values()].flatMap((ids) => ids.toReversed()), complete };
    },
  };
}

/** All streams of a shop, each with a mark that tells the ids of its dead letters from those of every other. */
function shopStreams(keys: Keys): ShopStream[] {
  return streamsByFlow(keys).flatMap(({ name: flow, streams }) =>
    streams.map(({ stream, mark }) => ({ flow, stream, mark: `${flow}.${mark}` })),
  );
}

function selectBy({ reason, order_id: orderId }: LetterFilter): SelectLetter {
  const cause = reason === undefined ? null : causeOf(reason);
  return (entry) => {
    const { reason: said = '', fields = '' } = entry.message;
    if (cause !== null && causeOf(said) !== cause) return false;
    // Most are ruled out without being parsed.
    return orderId === undefined || (fields.includes(orderId) && toView('', entry).order_id === orderId);
  };
}

const withCause = <Letter extends { reason: string }>(letter: Letter) => ({ ...letter, cause: causeOf(letter.reason) });

function walkNewest(redis: Redis, { stream }: ShopStream): AsyncGenerator<StoredEntry> {
  const newestFirst = { from: '+', to: '-', newestFirst: true };
  return walkEntries(redis, deadLettersOf(stream), newestFirst, TOGETHER_CHARACTERS_MAX);
}
