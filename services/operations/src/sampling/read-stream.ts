import type { StreamView } from '@stockade/contracts';
import { lookAtStream, type StreamProgress } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import type { WatchedStream } from './watched-streams.js';

/** How many pending entries of a group are read: the oldest, which are the ones in trouble. */
const PENDING_SEEN_MAX = 100;

export interface StreamReading {
  readonly watched: WatchedStream;
  readonly view: StreamView;
  readonly progress: StreamProgress | null;
}

/**
 * Reads the state of a stream from the counts that Redis keeps, without a scan.
 * @param isFull whether to read its consumers too
 */
export async function readStream(redis: Redis, watched: WatchedStream, isFull: boolean): Promise<StreamReading> {
  const look = { pendingSeenMax: PENDING_SEEN_MAX, consumers: isFull };
  return { watched, ...(await lookAtStream(redis, watched.flow, look)) };
}

/** What was appended between two looks; null when the stream was made anew in between. */
export function addedBetween(before: StreamProgress | null, now: StreamProgress | null): number | null {
  const added = (now?.added ?? 0) - (before?.added ?? 0);
  return added < 0 ? null : added;
}
