import { dataOf, type StreamName } from '@stockade/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';

const STREAMS_KEY = [...KEYS.console, 'streams'];
const PAGE_SIZE = 25;
const MS_PER_S = 1_000;

/** Which of the streams of a name: in a shop of one partition there is one, that of partition 0. */
export interface Which {
  stream: StreamName;
  partition: number;
}

const firstPage = (): string | null => null;
const nextPage = ({ next_cursor }: { next_cursor: string | null }) => next_cursor;

/** What each stream took in of late, second by second. */
export const ratesOf = (streams: readonly string[], recentS: number) =>
  queryOptions({
    queryKey: [...STREAMS_KEY, 'rates', streams],
    queryFn({ signal }) {
      const query = {
        series: streams.map((stream) => `${stream}.rate`).join(','),
        from: new Date(Date.now() - recentS * MS_PER_S).toISOString(),
      };
      return dataOf(clients.operations.GET('/ops/history', { params: { query }, signal }));
    },
    enabled: streams.length > 0,
    // What the feed does not tell: from before this page.
    staleTime: 0,
    gcTime: 0,
  });

/** The numbers of each partition, which the feed sums up. */
export const partitionsNow = queryOptions({
  queryKey: [...STREAMS_KEY, 'partitions'],
  queryFn: ({ signal }) => dataOf(clients.operations.GET('/ops/overview', { signal })),
});

export const pendingOf = ({ stream, partition }: Which, group: string) =>
  infiniteQueryOptions({
    queryKey: [...STREAMS_KEY, 'pending', stream, partition, group],
    queryFn({ pageParam, signal }) {
      const query = { partition, group, limit: PAGE_SIZE, ...(pageParam !== null && { cursor: pageParam }) };
      const params = { path: { stream: stream }, query };
      return dataOf(clients.operations.GET('/ops/streams/{stream}/pending', { params, signal }));
    },
    initialPageParam: firstPage(),
    getNextPageParam: nextPage,
    staleTime: 0,
  });

/** Ids of entries, both included; the empty text is the stream's own end. */
export interface Range {
  from: string;
  to: string;
}

export const entriesOf = ({ stream, partition }: Which, { from, to }: Range) =>
  infiniteQueryOptions({
    queryKey: [...STREAMS_KEY, 'entries', stream, partition, from, to],
    queryFn({ pageParam, signal }) {
      const begin = pageParam ?? from;
      const query = { partition, limit: PAGE_SIZE, ...(begin !== '' && { from: begin }), ...(to !== '' && { to }) };
      const params = { path: { stream: stream }, query };
      return dataOf(clients.operations.GET('/ops/streams/{stream}/entries', { params, signal }));
    },
    initialPageParam: firstPage(),
    getNextPageParam: nextPage,
    staleTime: 0,
  });
