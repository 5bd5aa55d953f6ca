import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { clock, duration } from '../parts/format.js';
import { LOOKS } from './places.js';
import type { Place, Step } from './steps.js';

declare module 'react' {
  interface CSSProperties {
    /** The colour of an edge. */
    '--edge'?: string;
  }
}

export type Point = readonly [x: number, y: number];

export const RADIUS = 34;
const SIGN_SIZE = 28;
const EDGE_MARGIN = RADIUS + 8;
const DEGREES_PER_RADIAN = 180 / Math.PI;

interface EdgeProps {
  from: Point;
  to: Point;
  /** Where it leads to. */
  place: Place;
  /** Undefined when it was not taken. */
  step: Step | undefined;
  /** Whether it was taken while somebody looked. */
  isFresh: boolean;
}

/** From one place to the next, with the time that it took. */
export function Edge({ from: [x1, y1], to: [x2, y2], place, step, isFresh }: EdgeProps) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const length = Math.hypot(x2 - x1, y2 - y1) - 2 * EDGE_MARGIN;
  const start = [x1 + Math.cos(angle) * EDGE_MARGIN, y1 + Math.sin(angle) * EDGE_MARGIN].join(' ');
  const { colour } = LOOKS[place];
  return (
    <g style={{ '--edge': colour }}>
      <g transform={`translate(${start}) rotate(${angle * DEGREES_PER_RADIAN})`}>
        {step === undefined ? (
          <path className="path-ahead" d={`M0 0H${length}`} />
        ) : (
          <rect className="path-taken" y="-1.5" width={length} height="3" rx="1.5" data-fresh={isFresh} />
        )}
      </g>
      {typeof step?.tookMs === 'number' && (
        <Pill x={(x1 + x2) / 2} y={(y1 + y2) / 2} text={duration(step.tookMs)} colour={colour} />
      )}
    </g>
  );
}

const CHARACTER_WIDTH = 8.4;

function Pill({ x, y, text, colour }: { x: number; y: number; text: string; colour: string }) {
  const width = text.length * CHARACTER_WIDTH + 18;
  return (
    <>
      <rect
        x={x - width / 2}
        y={y - 14}
        width={width}
        height="28"
        rx="14"
        fill="var(--raised)"
        stroke={colour}
        strokeWidth="1.5"
      />
      <text x={x} y={y + 5} textAnchor="middle" fontSize="15" fontWeight="600" fill={colour}>
        {text}
      </text>
    </>
  );
}

interface NodeProps {
  at: Point;
  place: Place;
  step: Step | undefined;
  /** Whether the order is there and goes on. */
  isNow: boolean;
  /** Where its words are. */
  words: 'above' | 'below' | 'right';
}

const WORDS_AT = {
  above: { x: 0, y: -RADIUS - 28, anchor: 'middle' },
  below: { x: 0, y: RADIUS + 22, anchor: 'middle' },
  right: { x: RADIUS + 14, y: -2, anchor: 'start' },
} as const;

/** A place, filled once the order was there. */
export function PlaceNode({ at: [x, y], place, step, isNow, words }: NodeProps) {
  const { word, sign, colour } = LOOKS[place];
  const isTaken = step !== undefined;
  const { x: dx, y: dy, anchor } = WORDS_AT[words];
  return (
    <g className="path-node" data-now={isNow} transform={`translate(${x} ${y})`}>
      <circle className="halo" r={RADIUS} fill={colour} />
      <circle
        r={RADIUS}
        fill={isTaken ? colour : 'var(--raised)'}
        stroke={isTaken ? colour : 'var(--line)'}
        strokeWidth="2"
      />
      <Sign sign={sign} colour={isTaken ? 'var(--raised)' : 'var(--muted)'} />
      <g textAnchor={anchor} transform={`translate(${dx} ${dy})`}>
        <text fontSize="16" fontWeight={isTaken ? 650 : 400} fill={isTaken ? colour : 'var(--muted)'}>
          {word}
        </text>
        {isTaken && (
          <text y="18" fontSize="13" fill="var(--muted)">
            {clock(step.at)}
          </text>
        )}
      </g>
    </g>
  );
}

function Sign({ sign: Drawing, colour }: { sign: LucideIcon; colour: string }): ReactNode {
  const corner = -SIGN_SIZE / 2;
  return <Drawing x={corner} y={corner} width={SIGN_SIZE} height={SIGN_SIZE} color={colour} strokeWidth="1.75" />;
}
