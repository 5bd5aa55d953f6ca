import { useQuery } from '@tanstack/react-query';
import { overview } from '../feed/feed.js';
import { useRefreshOn } from '../parts/use-refresh-on.js';
import { sumOf } from '../sums.js';
import { storyOf } from './queries.js';

/**
 * Everything about an order, read again as soon as it has made a step, or another number of dead letters is counted, of which one
 * may be its.
 * @param steps that it has made, as far as the page knows
 */
export function useStory(orderId: string, steps: number) {
  const story = storyOf(orderId);
  const streams = overview.use()?.streams;
  useRefreshOn(story.queryKey, steps);
  useRefreshOn(story.queryKey, streams === undefined ? null : sumOf(streams.map(({ dead_letters }) => dead_letters)));
  return useQuery(story);
}
