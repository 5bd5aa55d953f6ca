import { perSecond } from '../sums.js';
import { RECENT_S, type Sample } from './samples.js';

const WIDTH = 160;
const HEIGHT = 36;
/** Two samples further apart have a gap between them. */
const GAP_MS = 3_500;
const MS_PER_S = 1_000;

/** A rate over the last minutes as a line; a gap where nothing was measured. */
export function Sparkline({ samples }: { samples: readonly Sample[] }) {
  const endMs = samples.at(-1)?.atMs ?? 0;
  const known = samples.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = Math.max(1, ...known);
  const place = ({ atMs, value }: Sample) => {
    const x = WIDTH * (1 - (endMs - atMs) / (RECENT_S * MS_PER_S));
    return `${x.toFixed(1)} ${(HEIGHT - 2 - ((value ?? 0) / most) * (HEIGHT - 4)).toFixed(1)}`;
  };
  const line = samples.map((sample, i) => {
    if (sample.value === null) return '';
    const before = samples[i - 1];
    const isJoined = before !== undefined && before.value !== null && sample.atMs - before.atMs < GAP_MS;
    return `${isJoined ? 'L' : 'M'}${place(sample)}`;
  });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-9 w-full text-accent"
      role="img"
      aria-label={`Of the last ${RECENT_S / 60} minutes: at most ${perSecond(known.length === 0 ? null : Math.max(...known))} a second`}
    >
      <path
        d={`M0 ${HEIGHT - 1.5}H${WIDTH}`}
        className="stroke-line"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={line.join('')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
