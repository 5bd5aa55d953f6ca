import type { Overview, StreamOverview } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { overview } from '../feed/feed.js';
import { ratesOf } from './queries.js';

/** How far back the lines of this page go. */
export const RECENT_S = 120;
const MS_PER_S = 1_000;
const RECENT_MS = RECENT_S * MS_PER_S;
/** A lag is compared with that of so long ago. */
const TREND_MS = 10 * MS_PER_S;

/** A value at a time, by Date.now(); null where it is not known. */
export interface Sample {
  atMs: number;
  value: number | null;
}

/** The looks at the shop that came while this page was shown, as far as they are recent. */
export function useRecentLooks(): readonly Overview[] {
  const [looks, setLooks] = useState<readonly Overview[]>([]);
  useEffect(() => {
    const note = () => {
      const look = overview.get();
      if (look === null) return;
      const fromMs = Date.parse(look.at) - RECENT_MS;
      setLooks((before) => [...before.filter(({ at }) => at !== look.at && Date.parse(at) >= fromMs), look]);
    };
    note();
    return overview.subscribe(note);
  }, []);
  return looks;
}

/** What a stream took in of late: as it was measured before this page was opened, and since then. */
export function useRates(
  streams: readonly string[],
  looks: readonly Overview[],
): (stream: string) => readonly Sample[] {
  const { data: history } = useQuery(ratesOf(streams, RECENT_S));
  const sinceMs = looks[0] === undefined ? Infinity : Date.parse(looks[0].at);
  return (stream) => {
    const values = history?.series.find(({ name }) => name === `${stream}.rate`)?.values ?? [];
    const startMs = history === undefined ? 0 : Date.parse(history.from);
    const before = values.map((value, i) => ({ atMs: startMs + i * (history?.step_s ?? 1) * MS_PER_S, value }));
    const since = looks.map((look) => ({ atMs: Date.parse(look.at), value: find(look, stream)?.rate_per_s ?? null }));
    return [...before.filter(({ atMs }) => atMs < sinceMs), ...since];
  };
}

const find = (look: Overview, name: string): StreamOverview | undefined =>
  look.streams.find(({ stream }) => stream === name);

export type Trend = 'grows' | 'falls' | 'stays';

/** Where the lag of a stream goes; null while that cannot be said. */
export function trendOf(looks: readonly Overview[], stream: string): Trend | null {
  const last = looks.at(-1);
  if (last === undefined) return null;
  const earlier = looks.findLast(({ at }) => Date.parse(last.at) - Date.parse(at) >= TREND_MS) ?? looks[0];
  const [now, before] = [find(last, stream)?.lag ?? null, earlier && (find(earlier, stream)?.lag ?? null)];
  if (now === null || before === null || before === undefined || earlier === last) return null;
  return now > before ? 'grows' : now < before ? 'falls' : 'stays';
}
