import type { StreamView } from '@stockade/contracts';
import { viewStream } from '@stockade/operations';
import { isReply, type Redis } from '@stockade/redis';
import type { WatchedStream } from './watched-streams.js';

/** How many pending entries are read of a group: the oldest, which are the troubled ones. */
const PENDING_SEEN_MAX = 100;

/** How far a stream has come; null when there is none. */
export interface Progress {
  /** Entries that were ever appended. */
  added: number;
  lastId: string;
}

export interface StreamReading {
  readonly watched: WatchedStream;
  readonly view: StreamView;
  readonly progress: Progress | null;
}

/** Reads how a stream is, from what Redis keeps count of: nothing is scanned. @param isFull whether its consumers are asked for too */
export async function readStream(redis: Redis, watched: WatchedStream, isFull: boolean): Promise<StreamReading> {
  const look = { pendingSeenMax: PENDING_SEEN_MAX, consumers: isFull };
  const [view, progress] = await Promise.all([
    viewStream(redis, watched.flow, look),
    readProgress(redis, watched.flow.stream),
  ]);
  return { watched, view, progress };
}

export async function readProgress(redis: Redis, stream: string): Promise<Progress | null> {
  try {
    const info = await redis.xInfoStream(stream);
    return { added: info['entries-added'], lastId: info['last-generated-id'] };
  } catch (error) {
    if (isReply(error, 'ERR no such key')) return null;
    throw error;
  }
}

/** What was appended between two looks; null when the stream was made anew in between. */
export function addedBetween(before: Progress | null, now: Progress | null): number | null {
  const added = (now?.added ?? 0) - (before?.added ?? 0);
  return added < 0 ? null : added;
}
