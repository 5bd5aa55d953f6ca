import { dataOf, done } from '@stockade/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';

const PAGE_SIZE = 20;
const ACCOUNTS_KEY = [...KEYS.console, 'accounts'];

const firstPage = (): string | null => null;

/** Users, newest first; or those whose emails begin so, or the one with this id. Nothing tells when they change. */
export const accountList = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...ACCOUNTS_KEY, 'lists', q],
    queryFn({ pageParam, signal }) {
      const query = { limit: PAGE_SIZE, ...(q !== '' && { q }), ...(pageParam !== null && { cursor: pageParam }) };
      return dataOf(clients.store.GET('/users', { params: { query }, signal }));
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: 0,
  });

/** The account of a user. */
export const accountOf = (id: string) =>
  queryOptions({
    queryKey: [...ACCOUNTS_KEY, 'one', id],
    queryFn: ({ signal }) => dataOf(clients.store.GET('/users/{id}', { params: { path: { id } }, signal })),
  });

/** The sessions of a user as they are when asked for. Nothing tells when they change. */
export const sessionsOf = (id: string) =>
  queryOptions({
    queryKey: [...ACCOUNTS_KEY, 'sessions', id],
    queryFn: ({ signal }) => dataOf(clients.store.GET('/users/{id}/sessions', { params: { path: { id } }, signal })),
    staleTime: 0,
  });

/** Ends all sessions of a user; repeated, it does the same. Throws an ApiProblem. */
export const endSessions = (id: string) =>
  done(clients.store.DELETE('/users/{id}/sessions', { params: { path: { id } } }));
