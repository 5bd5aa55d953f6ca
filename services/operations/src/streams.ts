import { allFlows, type Keys, type StreamView } from '@stockade/contracts';
import { viewStream } from '@stockade/operations';
import type { Redis } from '@stockade/redis';

export interface Streams {
  /** All streams of all partitions, with their groups and consumers. */
  all(): Promise<StreamView[]>;
}

export function makeStreams(redis: Redis, keys: Keys): Streams {
  return {
    all: () => Promise.all(allFlows(keys).map((flow) => viewStream(redis, flow))),
  };
}
