import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { refresh } from '../../live/refresh.js';
import { overview } from '../feed/feed.js';
import { sumOf } from '../sums.js';
import { storyOf } from './queries.js';

/**
 * Everything about an order, read again as soon as it has made a step, or another number of dead letters is counted, of which one
 * may be its.
 * @param steps that it has made, as far as the page knows
 */
export function useStory(orderId: string, steps: number) {
  const queries = useQueryClient();
  const streams = overview.use()?.streams;
  const dead = streams === undefined ? null : sumOf(streams.map(({ dead_letters }) => dead_letters));
  const seen = useRef({ steps, dead });
  useEffect(() => {
    const { steps: stepsBefore, dead: deadBefore } = seen.current;
    seen.current = { steps, dead: dead ?? deadBefore };
    if (steps !== stepsBefore || (dead !== null && deadBefore !== null && dead !== deadBefore))
      refresh(queries, { queryKey: storyOf(orderId).queryKey });
  }, [queries, orderId, steps, dead]);
  return useQuery(storyOf(orderId));
}
