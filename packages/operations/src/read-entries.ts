import { readFrom, type Redis } from '@stockade/redis';

export interface StoredEntry {
  id: string;
  message: Record<string, string>;
}

/** Reads a range of a stream, both ends included unless they begin with `(`; empty when there is no stream. */
export async function readEntries(
  redis: Redis,
  stream: string,
  start: string,
  end: string,
  count: number,
): Promise<StoredEntry[]> {
  return (await readFrom(stream, redis.xRange(stream, start, end, { COUNT: count }))) ?? [];
}

/** Reads a range backwards from before an id, or from the end. */
export async function readNewestEntries(
  redis: Redis,
  stream: string,
  count: number,
  before?: string,
): Promise<StoredEntry[]> {
  const start = before === undefined ? '+' : `(${before}`;
  return (await readFrom(stream, redis.xRevRange(stream, start, '-', { COUNT: count }))) ?? [];
}

/** Entries per round trip, as long as they are small. */
const READ_TOGETHER_MAX = 64;

interface Stretch {
  /** Where the range begins: an id, or `(` and an id. */
  from: string;
  to: string;
  newestFirst: boolean;
}

/**
 * Yields a range of a stream, entry by entry. The size of an entry is not known before it is read, so the first is read
 * alone, and several together only while the previous ones were small: memory does not exceed `bytesMax` by much.
 */
export async function* walkEntries(
  redis: Redis,
  stream: string,
  { from, to, newestFirst }: Stretch,
  bytesMax: number,
): AsyncGenerator<StoredEntry> {
  const read = (start: string, count: number) =>
    newestFirst
      ? redis.xRevRange(stream, start, to, { COUNT: count })
      : redis.xRange(stream, start, to, { COUNT: count });
  let start = from;
  for (let count = 1; ;) {
    const entries = (await readFrom(stream, read(start, count))) ?? [];
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < count) return;
    start = `(${last.id}`;
    const largest = Math.max(1, ...entries.map(sizeOf));
    count = Math.max(1, Math.min(2 * count, READ_TOGETHER_MAX, Math.floor(bytesMax / largest)));
  }
}

/** The number of characters in the values of an entry. */
export function sizeOf({ message }: StoredEntry): number {
  return Object.values(message).reduce((sum, value) => sum + value.length, 0);
}
