import { dataOf, type DeadLetterChoice, type JobProgress } from '@stockade/client';
import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';
import { randomHex } from '../../parts/random-hex.js';
import { refresh } from '../../live/refresh.js';

const LETTERS_KEY = [...KEYS.console, 'dead-letters'];
/** The causes under every filter. */
export const CAUSES_KEY = [...LETTERS_KEY, 'causes'];
const PAGE_SIZE = 30;
const KEY_BYTES = 16;

export interface LetterFilter {
  stream?: string;
  reason?: string;
  order_id?: string;
}

/** How many of each cause a filter means. */
export const letterCauses = (filter: LetterFilter) =>
  queryOptions({
    queryKey: [...CAUSES_KEY, filter],
    queryFn: ({ signal }) =>
      dataOf(clients.operations.GET('/ops/dead-letters/causes', { params: { query: filter }, signal })),
  });

const firstPage = (): string | null => null;

export const letterList = (filter: LetterFilter) =>
  infiniteQueryOptions({
    queryKey: [...LETTERS_KEY, 'list', filter],
    queryFn({ pageParam, signal }) {
      const query = { ...filter, limit: PAGE_SIZE, ...(pageParam !== null && { cursor: pageParam }) };
      return dataOf(clients.operations.GET('/ops/dead-letters', { params: { query }, signal }));
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/**
 * The dead letters whose entries were appended after a replay had begun: those that died again, and new ones.
 * @param asOf names the state of the dead letters that is asked for
 */
export const diedSince = ({ job_id, started_at, about }: JobProgress, asOf: number) =>
  queryOptions({
    queryKey: [...LETTERS_KEY, 'died', job_id, asOf],
    async queryFn({ signal }) {
      const query = { limit: PAGE_SIZE, ...about.filter };
      const { items } = await dataOf(clients.operations.GET('/ops/dead-letters', { params: { query }, signal }));
      const sinceMs = Date.parse(started_at);
      return items.filter(({ source_id }) => Number(source_id.split('-')[0]) >= sinceMs);
    },
    placeholderData: keepPreviousData,
  });

/** A dead letter, uncut. */
export const letterOf = (id: string) =>
  queryOptions({
    queryKey: [...LETTERS_KEY, 'one', id],
    queryFn: ({ signal }) =>
      dataOf(clients.operations.GET('/ops/dead-letters/{id}', { params: { path: { id } }, signal })),
  });

/** Reads the dead letters again that are shown. */
export const refreshLetters = (queries: QueryClient) => refresh(queries, { queryKey: LETTERS_KEY });

/** A job to be started; under its key it is started once, however often it is sent. */
export interface LetterOrder {
  choice: DeadLetterChoice;
  /** Of a purge: how many will be removed. */
  expectedCount: number | null;
  key: string;
}

export const newOrder = (choice: DeadLetterChoice, expectedCount: number | null): LetterOrder => ({
  choice,
  expectedCount,
  key: randomHex(KEY_BYTES),
});

/** Starts a replay, or a purge of a number. */
export function startJob({ choice, expectedCount, key }: LetterOrder) {
  const params = { header: { 'idempotency-key': key } };
  return dataOf(
    expectedCount === null
      ? clients.operations.POST('/ops/dead-letters/replay', { params, body: choice })
      : clients.operations.POST('/ops/dead-letters/purge', {
          params,
          body: { ...choice, expected_count: expectedCount },
        }),
  );
}
