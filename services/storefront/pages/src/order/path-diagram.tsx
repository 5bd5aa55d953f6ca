import { useState } from 'react';
import { Edge, PlaceNode, RADIUS, type Point } from './path-parts.js';
import { STREAM_TO } from './places.js';
import { COMES_FROM, isAtEnd, PLACES, type Place, type Step } from './steps.js';

interface DrawingProps {
  steps: readonly Step[];
  isFresh: (place: Place) => boolean;
}

/** The states of an order with the path that it has taken, and how long each part of it took. */
export function PathDiagram({ steps }: { steps: readonly Step[] }) {
  const [first] = useState(() => new Set(steps.map(({ place }) => place)));
  const isFresh = (place: Place) => !first.has(place);
  return (
    // The steps are listed below, for whoever cannot see this.
    <div aria-hidden="true">
      <WholeMap steps={steps} isFresh={isFresh} />
      <Column steps={steps} isFresh={isFresh} />
    </div>
  );
}

const AT: Readonly<Record<Place, Point>> = {
  placed: [110, 100],
  cancelled: [60, 236],
  declined: [210, 236],
  paid: [400, 100],
  reserved: [690, 100],
  short: [450, 236],
  refunded: [690, 236],
};
const UPPER: ReadonlySet<Place> = new Set<Place>(['placed', 'paid', 'reserved']);

/** All places, with those that the order can no longer reach. */
function WholeMap({ steps, isFresh }: DrawingProps) {
  const stepTo = (place: Place) => steps.find((step) => step.place === place);
  const last = steps.at(-1)?.place;
  const isOver = isAtEnd(steps);
  return (
    <svg viewBox="0 0 800 300" className="hidden w-full sm:block">
      {PLACES.map((place) => {
        const from = COMES_FROM[place];
        if (from === null) return null;
        const step = stepTo(place);
        return <Edge key={place} from={AT[from]} to={AT[place]} place={place} step={step} isFresh={isFresh(place)} />;
      })}
      {PLACES.map((place) => (
        <StreamName key={place} place={place} />
      ))}
      {PLACES.map((place) => (
        <PlaceNode
          key={place}
          at={AT[place]}
          place={place}
          step={stepTo(place)}
          isNow={place === last && !isOver}
          words={UPPER.has(place) ? 'above' : 'below'}
        />
      ))}
    </svg>
  );
}

function StreamName({ place }: { place: Place }) {
  const name = STREAM_TO[place];
  const from = COMES_FROM[place];
  if (name === undefined || from === null) return null;
  const [x1] = AT[from];
  const [x2, y] = AT[place];
  return (
    <text
      x={(x1 + x2) / 2}
      y={UPPER.has(place) ? y + 34 : y - 24}
      textAnchor="middle"
      fontSize="13"
      className="font-mono"
      fill="var(--muted)"
    >
      {name}
    </text>
  );
}

const COLUMN_X = RADIUS + 12;
const ROW_HEIGHT = 128;

/** For phones: the places where the order was, and those that it goes to if all is well. */
function Column({ steps, isFresh }: DrawingProps) {
  const last = steps.at(-1)?.place;
  const ahead: readonly Place[] = last === 'placed' ? ['paid', 'reserved'] : last === 'paid' ? ['reserved'] : [];
  const places = [...steps.map(({ place }) => place), ...ahead];
  const at = (row: number): Point => [COLUMN_X, COLUMN_X + row * ROW_HEIGHT];
  return (
    <svg
      viewBox={`0 0 300 ${(places.length - 1) * ROW_HEIGHT + 2 * COLUMN_X}`}
      className="mx-auto w-full max-w-80 sm:hidden"
    >
      {places.map((place, row) => (
        <g key={place}>
          {row > 0 && <Edge from={at(row - 1)} to={at(row)} place={place} step={steps[row]} isFresh={isFresh(place)} />}
          <PlaceNode
            at={at(row)}
            place={place}
            step={steps[row]}
            isNow={place === last && ahead.length > 0}
            words="right"
          />
        </g>
      ))}
    </svg>
  );
}
