import { dataOf, type History, type Overview } from '@stockade/client';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { clients } from '../../api/clients.js';
import { overview } from '../feed/feed.js';

/** How far back a chart goes: so many values of so many seconds. */
export const RANGES = {
  '15 min': { step: '1', stepS: 1, values: 900 },
  '6 h': { step: '10', stepS: 10, values: 2_160 },
  '7 d': { step: '60', stepS: 60, values: 10_080 },
} as const;
export type RangeName = keyof typeof RANGES;
const MS_PER_S = 1_000;
/** So many samples of the service may come late or be lost before it is asked. */
const SILENT_SAMPLES = 3;

/** What is measured, and how a sample tells it now. */
export interface Measure {
  readonly series: string;
  readonly of: (now: Overview) => number | null;
}

const historyOf = (names: readonly string[], range: RangeName) =>
  queryOptions({
    queryKey: ['operations', 'history', range, ...names],
    queryFn: ({ signal }) =>
      dataOf(
        clients.operations.GET('/ops/history', {
          params: { query: { series: names.join(','), step: RANGES[range].step } },
          signal,
        }),
      ),
  });

/** What was measured of late, which goes on with each sample; where nothing was measured there is a gap. */
export function useHistory(measures: readonly Measure[], range: RangeName) {
  const queries = useQueryClient();
  const options = historyOf(
    measures.map(({ series }) => series),
    range,
  );
  const query = useQuery(options);
  useEffect(
    () =>
      overview.subscribe(() => {
        const now = overview.get();
        const known = queries.getQueryData(options.queryKey);
        if (now === null || known === undefined) return;
        const next = range === '15 min' ? withSample(known, measures, now) : known;
        if (next === known && !isDue(known, now)) return;
        if (next === null || next === known)
          void queries.invalidateQueries({ queryKey: options.queryKey, exact: true });
        else queries.setQueryData(options.queryKey, next);
      }),
    [queries, options.queryKey, measures, range],
  );
  return query;
}

/** The number of the step in which a time is, counted from the history's first. */
const stepAt = ({ from, step_s: stepS }: History, at: string): number =>
  Math.floor((Date.parse(at) - Date.parse(from)) / (stepS * MS_PER_S));

const lengthOf = ({ series: [first] }: History): number => first?.values.length ?? 0;

/** Whether a step has passed since the last one that is known. */
const isDue = (history: History, { at }: Overview): boolean => stepAt(history, at) > lengthOf(history);

/** The history with one more sample; null when it is to be read anew, as the sample is too far from it. */
function withSample(history: History, measures: readonly Measure[], now: Overview): History | null {
  const length = lengthOf(history);
  const missing = stepAt(history, now.at) - length;
  // This page did not look meanwhile; the service did.
  if (missing * history.step_s * MS_PER_S > SILENT_SAMPLES * now.interval_ms) return null;
  // Another one in the same second, or one that the service has sent already.
  if (missing < 0) return history;
  const gap = Array.from({ length: missing }, () => null);
  return {
    from: new Date(Date.parse(history.from) + (missing + 1) * history.step_s * MS_PER_S).toISOString(),
    step_s: history.step_s,
    series: measures.map(({ series, of }, i) => ({
      name: series,
      values: [...(history.series[i]?.values ?? []), ...gap, of(now)].slice(missing + 1),
    })),
  };
}
