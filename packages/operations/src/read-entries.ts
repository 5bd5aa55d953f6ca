import type { Redis } from '@stockade/redis';

export interface StoredEntry {
  id: string;
  message: Record<string, string>;
}

/** A stretch of a stream from its beginning on, both ends included unless they begin with `(`; none when there is no stream. */
export async function readEntries(
  redis: Redis,
  stream: string,
  start: string,
  end: string,
  count: number,
): Promise<StoredEntry[]> {
  return (await redis.xRange(stream, start, end, { COUNT: count })) ?? [];
}

/** A stretch from a given id, or the end, backwards. */
export async function readNewestEntries(
  redis: Redis,
  stream: string,
  count: number,
  before?: string,
): Promise<StoredEntry[]> {
  const start = before === undefined ? '+' : `(${before}`;
  return (await redis.xRevRange(stream, start, '-', { COUNT: count })) ?? [];
}
