import type { Mark } from '@stockade/client';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useMedia } from '../../parts/media.js';
import { useOnScreen } from '../../parts/on-screen.js';
import { theme } from '../../shell/theme.js';
import { drawMarks, markAt } from './draw-marks.js';
import { whenOf } from './mark-words.js';
import { MARK_LOOKS, markKey, pointed } from './marks.js';

const HEIGHT = 190;
const AXIS_WIDTH = 58;
/** Half of it stands to the right of the last time, as in `12:34:56`. */
const LAST_TIME_WIDTH = 56;
const MS_PER_S = 1_000;
const LINE_WIDTH = 1.75;

export interface Line {
  /** In a word or two, for the legend. */
  readonly word: string;
  /** A token of the palette. */
  readonly colour: string;
  readonly dash?: readonly [on: number, off: number];
}

const NO_MARKS: readonly Mark[] = [];

interface ChartProps {
  /** Times in seconds since 1970, and the values of each line at these. */
  data: uPlot.AlignedData;
  lines: readonly Line[];
  /** A value in words, with its unit. */
  format: (value: number) => string;
  /** Only whole multiples of it stand at the axis. Default: any value. */
  axisUnit?: number | undefined;
  /** Whether a value holds until the next; else lines go from one to the next. */
  isStepped?: boolean;
  /** Default: none. */
  marks?: readonly Mark[];
}

/** Values over time. All charts of the page show the same moment under the pointer. */
export function Chart(props: ChartProps) {
  // A canvas has the colours with which it was made.
  const chosen = theme.use();
  const isDark = useMedia('(prefers-color-scheme: dark)');
  return <Plot key={`${chosen} ${isDark}`} {...props} />;
}

function Plot({ data, lines, format, axisUnit, isStepped = false, marks = NO_MARKS }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [isUnderPointer, setUnderPointer] = useState(false);
  const key = pointed.use();
  const shown = isUnderPointer ? marks.find((mark) => markKey(mark) === key) : undefined;
  const markLayer = useMarkLayer(plot, marks, key);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const options = optionsOf({ lines, format, axisUnit, isStepped }, element);
    const made = new uPlot({ ...options, hooks: markLayer(element) }, [], element);
    plot.current = made;
    const sizes = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [lines, format, axisUnit, isStepped, markLayer]);

  const isSeen = useOnScreen(place);
  useEffect(() => {
    if (isSeen) plot.current?.setData(data);
  }, [data, isSeen]);
  return (
    // The marks are listed below, and the values are in a table.
    <div
      className="relative"
      aria-hidden="true"
      onPointerEnter={() => setUnderPointer(true)}
      onPointerLeave={() => setUnderPointer(false)}
    >
      <div ref={place} className="chart h-[190px] min-w-0" />
      {shown && (
        <p className="pointer-events-none absolute top-7 left-16 max-w-[calc(100%-5rem)] rounded-md border border-line bg-raised px-2 py-1 text-sm">
          {MARK_LOOKS[shown.kind].sign} {whenOf(shown)}: {shown.says}
        </p>
      )}
    </div>
  );
}

/** Draws the marks on a chart as they are now, and tells which is under the pointer. */
function useMarkLayer(plot: RefObject<uPlot | null>, marks: readonly Mark[], key: string | null) {
  const now = useRef({ marks, key });
  const isOurs = useRef(false);
  useEffect(() => {
    now.current = { marks, key };
    plot.current?.redraw(false);
  }, [plot, marks, key]);
  return useCallback(
    (element: HTMLElement): uPlot.Hooks.Arrays => {
      const colours = getComputedStyle(element);
      const colourOf = (token: string) => colours.getPropertyValue(token).trim();
      return {
        draw: [(made) => drawMarks(made, now.current.marks, now.current.key, colourOf)],
        setCursor: [
          ({ cursor: { left = -1 } }) => {
            const made = plot.current;
            if (made === null) return;
            const found = left < 0 ? undefined : markAt(made, now.current.marks, left);
            // What the list points at stays, for charts also call this when they get another value.
            if (found !== undefined) pointed.set(markKey(found));
            else if (isOurs.current) pointed.set(null);
            isOurs.current = found !== undefined;
          },
        ],
      };
    },
    [plot],
  );
}

function optionsOf(
  { lines, format, axisUnit, isStepped }: Omit<ChartProps, 'data' | 'marks'>,
  element: HTMLElement,
): uPlot.Options {
  const steps = isStepped ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  const colours = getComputedStyle(element);
  const colourOf = (token: string) => colours.getPropertyValue(token).trim();
  const axis = {
    stroke: colourOf('--muted'),
    font: `12px ${colours.fontFamily}`,
    grid: { stroke: colourOf('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, LAST_TIME_WIDTH / 2, 0, 0],
    cursor: { sync: { key: 'operations' }, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { y: { range: (_, min, max) => [Math.min(0, min), max > 0 ? max * HEAD_ROOM : 1] } },
    axes: [
      { ...axis, space: 90, incrs: TIMES_APART_S, values: (_, times) => times.map((time) => clockOf(time, times)) },
      {
        ...axis,
        size: AXIS_WIDTH,
        values: (_, values) => values.map(format),
        ...(axisUnit !== undefined && { incrs: WHOLE_APART.map((apart) => apart * axisUnit) }),
      },
    ],
    series: [
      {},
      ...lines.map(({ word, colour, dash }) => ({
        label: word,
        stroke: colourOf(colour),
        width: LINE_WIDTH,
        points: { show: false },
        ...(steps !== undefined && { paths: steps }),
        ...(dash !== undefined && { dash: [...dash] }),
      })),
    ],
  };
}

const HEAD_ROOM = 1.1;
const POWERS_OF_TEN = 13;
/** How far apart whole numbers at an axis may be. */
const WHOLE_APART = Array.from({ length: POWERS_OF_TEN }, (_, power) => [1, 2, 5].map((n) => n * 10 ** power)).flat();
const S_PER_DAY = 86_400;
const S_PER_MINUTE = 60;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const SECONDS = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric' });

/** What may lie between two times of an axis: never less than what they are told to. */
const TIMES_APART_S = [
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * S_PER_MINUTE),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * S_PER_DAY),
];

function clockOf(time: number, times: readonly number[]): string {
  const [first = 0, second = Infinity] = times;
  const isLong = (times.at(-1) ?? 0) - first > S_PER_DAY;
  const isShort = second - first < S_PER_MINUTE;
  return (isLong ? DAY : isShort ? SECONDS : CLOCK).format(time * MS_PER_S);
}
