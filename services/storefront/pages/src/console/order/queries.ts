import { dataOf } from '@stockade/client';
import { queryOptions } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';
import { curlOf } from '../../parts/curl.js';

export const storyOf = (orderId: string) =>
  queryOptions({
    queryKey: [...KEYS.console, 'stories', orderId],
    queryFn: ({ signal }) =>
      dataOf(clients.operations.GET('/ops/orders/{id}/story', { params: { path: { id: orderId } }, signal })),
    // A story is as of the moment when it is asked for.
    staleTime: 0,
  });

/** How to ask for a story by hand. A foreign entry may name as its order whatever it likes. */
export const storyCurl = (orderId: string): string =>
  curlOf({ path: `/api/operations/ops/orders/${encodeURIComponent(orderId)}/story`, isPrivate: true });
