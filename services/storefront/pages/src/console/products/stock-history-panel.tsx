import type { ProductStock, StockHistory } from '@stockade/client';
import { ChartNoAxesColumn } from 'lucide-react';
import { useState } from 'react';
import { curlOf } from '../../parts/curl.js';
import { counted, dateTime } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { Chart, type Line } from '../charts/chart.js';
import { Sample } from '../charts/legend.js';
import { Values } from '../charts/values.js';
import { overview } from '../feed/feed.js';
import { Nothing } from '../parts/nothing.js';
import { useStockHistory } from './stock-history.js';
import { levelsOf, since, stepsOf, type Kind, type StockLevel } from './stock-levels.js';

const LINES: readonly (Line & { kind: Kind })[] = [
  { kind: 'available', word: 'Available', colour: '--good' },
  { kind: 'reserved', word: 'Reserved', colour: '--pending', dash: [7, 3] },
  { kind: 'received', word: 'Received', colour: '--back', dash: [2, 3] },
];
const MS_PER_HOUR = 3_600_000;
const HOURS_PER_DAY = 24;
const RANGES = [
  { word: '1 h', ms: MS_PER_HOUR },
  { word: '24 h', ms: HOURS_PER_DAY * MS_PER_HOUR },
  { word: 'All that is kept', ms: null },
] as const;
const [, , ALL] = RANGES;
const ROWS_MAX = 12;

const compact = (value: number) => value.toLocaleString(undefined, { notation: 'compact' });

/** The pieces of a product over time: what is kept of it, and up to now. */
export function StockHistoryPanel({ id, stock }: { id: string; stock: ProductStock | undefined }) {
  const { data: history, error } = useStockHistory(id);
  const path = `/api/operations/ops/stock/${id}/history`;
  return (
    <Panel title="Stock over time" json={history} curl={curlOf({ path, isPrivate: true })}>
      {history === undefined &&
        (error === null ? <div aria-busy="true" className="skeleton h-[190px]" /> : <ProblemNote error={error} />)}
      {history !== undefined && !history.followed && (
        <p className="mb-4">
          The newest {history.products_max.toLocaleString()} products are followed, and this is not one of them.
        </p>
      )}
      {history?.followed && history.points.length === 0 && (
        <Nothing sign={ChartNoAxesColumn}>
          <p>Nothing kept yet: the first point comes within a minute.</p>
        </Nothing>
      )}
      {history !== undefined && history.points.length > 0 && <Kept history={history} stock={stock} />}
    </Panel>
  );
}

function Kept({ history, stock }: { history: StockHistory; stock: ProductStock | undefined }) {
  const [lines, setLines] = useState(LINES);
  const [range, setRange] = useState<(typeof RANGES)[number]>(ALL);
  const nowAt = overview.use()?.at;
  const nowMs = nowAt === undefined ? null : Date.parse(nowAt);
  const all = levelsOf(history, stock, nowMs);
  const levels = since(all, range.ms === null || nowMs === null ? null : nowMs - range.ms);
  const toggle = (kind: Kind) => setLines(LINES.filter((line) => lines.includes(line) !== (line.kind === kind)));
  return (
    <>
      <div className="mb-3 flex flex-wrap justify-between gap-x-6 gap-y-2">
        <div role="group" aria-label="How far back" className="flex flex-wrap gap-2">
          {RANGES.map((one) => (
            <button
              key={one.word}
              type="button"
              className="chip"
              aria-pressed={range === one}
              onClick={() => setRange(one)}
            >
              {one.word}
            </button>
          ))}
        </div>
        <div role="group" aria-label="Lines" className="flex flex-wrap gap-2">
          {LINES.map((line) => (
            <button
              key={line.kind}
              type="button"
              className="chip"
              aria-pressed={lines.includes(line)}
              disabled={lines.length === 1 && lines.includes(line)}
              onClick={() => toggle(line.kind)}
            >
              <Sample colour={line.colour} {...(line.dash !== undefined && { dash: line.dash })} />
              {line.word}
            </button>
          ))}
        </div>
      </div>
      <figure>
        <Chart
          data={stepsOf(
            levels,
            lines.map(({ kind }) => kind),
          )}
          lines={lines}
          format={compact}
          axisUnit={1}
          isStepped
        />
        <figcaption className="mt-2 text-sm">{sentenceOf(levels)}</figcaption>
        <Values words={LINES.map(({ word }) => word)} rowsOf={() => rowsOf(levels, nowMs)} />
      </figure>
      {history.points.length === history.points_max && (
        <p className="mt-2 text-sm text-muted">The last {counted(history.points_max, 'change')} are kept.</p>
      )}
    </>
  );
}

/** What the chart shows, for whoever cannot see it. */
function sentenceOf(levels: readonly StockLevel[]): string {
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined || last === undefined) return '';
  const available = levels.map((level) => level.available);
  const [least, most] = [Math.min(...available), Math.max(...available)].map((pieces) => pieces.toLocaleString());
  const now = LINES.map(({ kind }) => `${last[kind].toLocaleString()} ${kind}`).join(', ');
  return `Now ${now}. Since ${dateTime(new Date(first.atMs).toISOString())} at least ${least} and at most ${most} were available.`;
}

function rowsOf(levels: readonly StockLevel[], nowMs: number | null) {
  return levels
    .slice(-ROWS_MAX)
    .toReversed()
    .map((level) => ({
      time: level.atMs === nowMs ? 'Now' : dateTime(new Date(level.atMs).toISOString()),
      values: LINES.map(({ kind }) => level[kind].toLocaleString()),
    }));
}
