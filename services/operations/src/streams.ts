import {
  allFlows,
  flowsOf,
  type EntriesQuery,
  type EntryView,
  type Flow,
  type Keys,
  type Page,
  type PendingEntryView,
  type PendingQuery,
  type StreamView,
} from '@stockade/contracts';
import { listEntries, listPending, viewStream } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { STREAM_KINDS } from './sampling/watched-streams.js';

export interface Streams {
  /** All streams of all partitions, with their groups and consumers. */
  all(): Promise<StreamView[]>;
  /** The stream of this name in a partition; null when there is none. The name is that in a shop of one partition. */
  find(name: string, partition: number): Flow | null;
  /** What a group was given and has not settled; null when the stream has no such group and should not have it. */
  pending(flow: Flow, query: PendingQuery): Promise<Page<PendingEntryView> | null>;
  entries(flow: Flow, query: EntriesQuery): Promise<Page<EntryView>>;
}

export function makeStreams(redis: Redis, keys: Keys): Streams {
  return {
    all: () => Promise.all(allFlows(keys).map((flow) => viewStream(redis, flow))),
    find(name, partition) {
      const of = keys.partitions[partition];
      const flows = of === undefined ? [] : Object.values<Flow>(flowsOf(of));
      return flows[STREAM_KINDS.indexOf(name)] ?? null;
    },
    async pending({ stream, readers }, { group = readers[0], cursor, limit }) {
      const page = await listPending(redis, stream, { group, cursor, limit });
      // A consumer makes the group when it starts.
      return page ?? (readers.includes(group) ? { items: [], next_cursor: null } : null);
    },
    entries: ({ stream }, query) => listEntries(redis, stream, query),
  };
}
