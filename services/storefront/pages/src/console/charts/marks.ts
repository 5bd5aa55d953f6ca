import { dataOf, type Mark } from '@stockade/client';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { makeCell } from '../../parts/cell.js';
import { overview, redisAway } from '../feed/feed.js';
import { readersOf } from '../flow/looks.js';
import { useRefreshOn } from '../parts/use-refresh-on.js';
import { RANGES, type RangeName } from './history.js';

interface MarkLook {
  /** In a word or two. */
  readonly word: string;
  readonly sign: string;
  /** A token of the palette. */
  readonly colour: string;
}

export const MARK_LOOKS: Readonly<Record<Mark['kind'], MarkLook>> = {
  replay: { word: 'Replay', sign: '↻', colour: '--pending' },
  purge: { word: 'Removal', sign: '✕', colour: '--bad' },
  repair: { word: 'Repair', sign: '✚', colour: '--good' },
  audit: { word: 'Audit', sign: '✓', colour: '--back' },
  'redis-away': { word: 'Redis away', sign: '△', colour: '--bad' },
  'service-away': { word: 'Service away', sign: '○', colour: '--stale' },
  start: { word: 'Start', sign: '▸', colour: '--muted' },
};

/** Tells marks apart. */
export const markKey = ({ kind, from, id, says }: Mark): string => id ?? `${kind} ${from} ${says}`;

/** The mark that somebody points at, on a chart or in the list; null for none. */
export const pointed = makeCell<string | null>(null);

const MS_PER_S = 1_000;

const marksIn = (range: RangeName) =>
  queryOptions({
    queryKey: ['operations', 'marks', range],
    queryFn({ signal }) {
      const { stepS, values } = RANGES[range];
      const from = new Date(Date.now() - stepS * values * MS_PER_S).toISOString();
      return dataOf(clients.operations.GET('/ops/marks', { params: { query: { from } }, signal }));
    },
    placeholderData: keepPreviousData,
    // They are as of the moment when they are asked for.
    staleTime: 0,
  });

/** What happened besides orders, read again when the feed tells of something that has a mark. */
export function useMarks(range: RangeName) {
  const options = marksIn(range);
  const now = overview.use();
  const isAway = redisAway.use() !== null;
  useRefreshOn(options.queryKey, now && JSON.stringify([isAway, ...now.streams.map(signalOf)]));
  return useQuery(options);
}

const signalOf = (stream: Parameters<typeof readersOf>[0] & { dead_letters: number }) => [
  stream.dead_letters,
  readersOf(stream).living === 0,
];
