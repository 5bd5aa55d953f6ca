import type { StreamOverview } from '@stockade/client';
import { Skull } from 'lucide-react';
import { Link } from 'wouter';
import { counted, duration } from '../../parts/format.js';
import { perSecond } from '../sums.js';
import { CONDITION_COLOURS, conditionOf, pipeFill, pipeWidth, type Readers } from './looks.js';
import type { PipeShape, Point } from './shape.js';

interface PipeProps {
  shape: PipeShape;
  stream: StreamOverview;
  readers: Readers;
  /** Whether Redis does not answer, so that nobody knows what is in it. */
  isUnknown: boolean;
}

const WALL = 3;
const SKULL_WIDTH = 52;
const CHARACTER_WIDTH = 9.2;

/** A stream: as wide as its rate, as full as its lag, coloured by the age of what waits longest. */
export function Pipe({ shape: { path, words, anchor, pit, drop }, stream, readers, isUnknown }: PipeProps) {
  const width = pipeWidth(stream.rate_per_s);
  const colour = CONDITION_COLOURS[conditionOf(stream)];
  const fill = pipeFill(stream.lag);
  return (
    <g>
      <path
        d={path}
        fill="none"
        stroke="var(--line)"
        strokeWidth={width + 2 * WALL}
        strokeDasharray={isUnknown ? '4 8' : undefined}
      />
      <path d={path} fill="none" stroke="var(--sunken)" strokeWidth={width} />
      {fill > 0 && !isUnknown && (
        <path d={path} fill="none" stroke={colour} strokeWidth={Math.max(2, width * fill)} opacity="0.75" />
      )}
      <Words at={words} anchor={anchor} stream={stream} colour={colour} others={readers.others} />
      <path d={drop} fill="none" stroke="var(--line)" strokeWidth="2" strokeDasharray="2 5" strokeLinecap="round" />
      <Pit at={pit} stream={stream.stream} count={stream.dead_letters} />
    </g>
  );
}

interface WordsProps {
  at: Point;
  anchor: 'start' | 'middle';
  stream: StreamOverview;
  colour: string;
  others: readonly string[];
}

function Words({ at: [x, y], anchor, stream, colour, others }: WordsProps) {
  const { lag, oldest_pending_age_ms: ageMs } = stream;
  const state = [
    `${perSecond(stream.rate_per_s)}/s`,
    lag === null ? 'lag unknown' : `lag ${lag.toLocaleString()}`,
    ...(ageMs === null ? [] : [duration(ageMs)]),
  ].join(' · ');
  return (
    <g textAnchor={anchor} fontSize="13" transform={`translate(${x} ${y})`}>
      <text className="font-mono" fill="var(--ink)">
        {stream.stream}
      </text>
      <text y="19" fontWeight={lag === 0 ? 400 : 650} fill={lag === 0 ? 'var(--muted)' : colour}>
        {state}
      </text>
      {others.length > 0 && (
        <text y="38" fill="var(--stale)">
          △ also read by {others.join(', ')}
        </text>
      )}
    </g>
  );
}

/** How many entries were appended since somebody looks. */
export function Sum({ at: [x, y], count }: { at: Point; count: number }) {
  const text = `Σ ${count.toLocaleString()}`;
  const width = text.length * CHARACTER_WIDTH + 14;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect x={-width / 2} y="-13" width={width} height="26" rx="13" fill="var(--raised)" stroke="var(--accent)" />
      <text y="5" textAnchor="middle" fontSize="14" fontWeight="650" fill="var(--ink)">
        {text}
      </text>
    </g>
  );
}

/** Where dead letters lie; a link to them. */
function Pit({ at: [x, y], stream, count }: { at: Point; stream: string; count: number }) {
  const colour = count === 0 ? 'var(--muted)' : 'var(--bad)';
  const text = count.toLocaleString();
  const width = SKULL_WIDTH + text.length * CHARACTER_WIDTH;
  return (
    <Link
      href={`/console/dead-letters?stream=${stream}`}
      aria-label={`${counted(count, 'dead letter')} of ${stream}`}
      className="outline-offset-4"
    >
      <g transform={`translate(${x} ${y})`}>
        <rect
          x={-width / 2}
          y="-17"
          width={width}
          height="34"
          rx="10"
          fill={count === 0 ? 'var(--ground)' : 'var(--raised)'}
          stroke={colour}
          strokeWidth={count === 0 ? 1 : 2}
        />
        <Skull x={-width / 2 + 9} y={-10} width={20} height={20} color={colour} strokeWidth="1.75" />
        <text x={-width / 2 + 38} y="5" fontSize="15" fontWeight={count === 0 ? 400 : 700} fill={colour}>
          {text}
        </text>
      </g>
    </Link>
  );
}
