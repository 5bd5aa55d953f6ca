import type { History, Mark } from '@stockade/client';
import { memo, useMemo } from 'react';
import type { AlignedData } from 'uplot';
import { curlOf } from '../../parts/curl.js';
import { clock } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { RANGES, useHistory, type Measure, type RangeName } from './history.js';
import { Chart, type Line } from './chart.js';
import { Legend } from './legend.js';
import { Values, type ValueRow } from './values.js';

export interface ChartOf {
  readonly title: string;
  readonly lines: readonly (Line & Measure)[];
  readonly format: (value: number) => string;
  readonly axisUnit?: number;
}

const ROWS_MAX = 12;
const MS_PER_S = 1_000;
/** `12:34:56`. */
const CLOCK_LENGTH = 8;

interface ChartPanelProps {
  chart: ChartOf;
  range: RangeName;
  marks: readonly Mark[];
}

/**
 * A chart with what it says in a sentence, and its last values as a table. It is drawn when its own data change, and not with
 * each sample.
 */
export const ChartPanel = memo(function ChartPanel({ chart, range, marks }: ChartPanelProps) {
  const { title, lines } = chart;
  const { data, error } = useHistory(lines, range);
  const names = lines.map(({ series }) => series).join(',');
  const path = `/api/operations/ops/history?series=${names}&step=${RANGES[range].step}`;
  return (
    <Panel title={title} json={data} curl={curlOf({ path, isPrivate: true })}>
      {data === undefined ? (
        error === null ? (
          <div aria-busy="true" className="skeleton h-[190px]" />
        ) : (
          <ProblemNote error={error} />
        )
      ) : (
        <Drawn history={data} chart={chart} marks={marks} />
      )}
    </Panel>
  );
});

interface DrawnProps extends Omit<ChartPanelProps, 'range'> {
  history: History;
}

function Drawn({ history, chart: { lines, format, axisUnit }, marks }: DrawnProps) {
  const data = useMemo(() => alignedOf(history), [history]);
  return (
    <figure>
      <Chart data={data} lines={lines} format={format} axisUnit={axisUnit} marks={marks} />
      <Legend lines={lines} lastOf={(i) => lastOf(history.series[i]?.values ?? [], format)} />
      <Values words={lines.map(({ word }) => word)} rowsOf={() => lastRows(history, format)} />
    </figure>
  );
}

const lengthOf = ({ series: [first] }: History): number => first?.values.length ?? 0;

function alignedOf(history: History): AlignedData {
  const start = Date.parse(history.from) / MS_PER_S;
  const times = Array.from({ length: lengthOf(history) }, (_, i) => start + i * history.step_s);
  return [times, ...history.series.map(({ values }) => [...values])];
}

function lastOf(values: readonly (number | null)[], format: (value: number) => string): string {
  const last = values.findLast((value) => value !== null);
  return last === undefined || last === null ? '–' : format(last);
}

function lastRows(history: History, format: (value: number) => string): ValueRow[] {
  const length = lengthOf(history);
  const steps = Array.from({ length: Math.min(ROWS_MAX, length) }, (_, i) => length - 1 - i);
  const startMs = Date.parse(history.from);
  return steps.map((step) => ({
    time: clock(new Date(startMs + step * history.step_s * MS_PER_S).toISOString()).slice(0, CLOCK_LENGTH),
    values: history.series.map(({ values }) => lastOf(values.slice(step, step + 1), format)),
  }));
}
