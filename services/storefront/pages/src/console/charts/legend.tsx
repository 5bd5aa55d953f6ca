import type { Line } from './chart.js';

/** How a line of a chart looks. */
export function Sample({ colour, dash }: Omit<Line, 'word'>) {
  return (
    <svg width="20" height="8" aria-hidden="true">
      <path d="M0 4H20" stroke={`var(${colour})`} strokeWidth="2.5" strokeDasharray={dash?.join(' ')} />
    </svg>
  );
}

/** The lines of a chart, each with its last value in words. */
export function Legend({ lines, lastOf }: { lines: readonly Line[]; lastOf: (line: number) => string }) {
  return (
    <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {lines.map(({ word, colour, dash }, i) => (
        <span key={word} className="flex items-center gap-1.5">
          <Sample colour={colour} {...(dash !== undefined && { dash })} />
          <span className="text-muted">{word}</span>
          <strong>{lastOf(i)}</strong>
        </span>
      ))}
    </figcaption>
  );
}
