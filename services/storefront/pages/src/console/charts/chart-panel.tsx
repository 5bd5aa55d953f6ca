import { useState } from 'react';
import { curlOf } from '../../parts/curl.js';
import { clock } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { RANGES, useHistory, type Measure, type RangeName } from './history.js';
import { Chart, type Line } from './chart.js';

export interface ChartOf {
  readonly title: string;
  readonly lines: readonly (Line & Measure)[];
  readonly format: (value: number) => string;
}

const ROWS_MAX = 12;
const MS_PER_S = 1_000;

/** A chart with what it says in a sentence, and its last values as a table. */
export function ChartPanel({ chart: { title, lines, format }, range }: { chart: ChartOf; range: RangeName }) {
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
        <figure>
          <Chart history={data} lines={lines} format={format} />
          <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {lines.map(({ word, colour, dash, series }, i) => (
              <span key={series} className="flex items-center gap-1.5">
                <Sample colour={colour} dash={dash} />
                <span className="text-muted">{word}</span>
                <strong>{lastOf(data.series[i]?.values ?? [], format)}</strong>
              </span>
            ))}
          </figcaption>
          <Values lines={lines} format={format} history={data} />
        </figure>
      )}
    </Panel>
  );
}

function Sample({ colour, dash }: { colour: string; dash: Line['dash'] }) {
  return (
    <svg width="20" height="8" aria-hidden="true">
      <path d="M0 4H20" stroke={`var(${colour})`} strokeWidth="2.5" strokeDasharray={dash?.join(' ')} />
    </svg>
  );
}

function lastOf(values: readonly (number | null)[], format: (value: number) => string): string {
  const last = values.findLast((value) => value !== null);
  return last === undefined || last === null ? '–' : format(last);
}

interface ValuesProps extends Pick<ChartOf, 'lines' | 'format'> {
  history: { from: string; step_s: number; series: readonly { values: readonly (number | null)[] }[] };
}

/** The last values, for whoever cannot see the chart. */
function Values(props: ValuesProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="mt-2 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit text-muted">Values</summary>
      {isOpen && <ValueTable {...props} />}
    </details>
  );
}

function ValueTable({ lines, format, history: { from, step_s: stepS, series } }: ValuesProps) {
  const length = series[0]?.values.length ?? 0;
  const steps = Array.from({ length: Math.min(ROWS_MAX, length) }, (_, i) => length - 1 - i);
  return (
    <div className="mt-2 overflow-x-auto">
      <table className="w-full text-left">
        <thead>
          <tr className="text-muted">
            <th className="pr-4 font-medium">Time</th>
            {lines.map(({ word, series: name }) => (
              <th key={name} className="pr-4 font-medium">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step}>
              <td className="pr-4">
                {clock(new Date(Date.parse(from) + step * stepS * MS_PER_S).toISOString()).slice(0, CLOCK_LENGTH)}
              </td>
              {series.map(({ values }, i) => (
                <td key={lines[i]?.series} className="pr-4">
                  {lastOf(values.slice(step, step + 1), format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `12:34:56`. */
const CLOCK_LENGTH = 8;
