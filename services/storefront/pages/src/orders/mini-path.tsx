import { LOOKS } from '../order/places.js';
import { isAtEnd, type Step } from '../order/steps.js';
import { duration } from '../parts/format.js';

const GAP = 34;

/** The path of an order, small: a dot for each step. */
export function MiniPath({ steps }: { steps: readonly Step[] }) {
  const whole = steps.reduce((sum, { tookMs }) => sum + (tookMs ?? 0), 0);
  return (
    <span className="flex items-center gap-2 text-sm whitespace-nowrap text-muted">
      {whole > 0 && duration(whole)}
      <svg viewBox={`0 0 ${3 * GAP + 16} 16`} className="h-4 w-auto min-w-0" aria-hidden="true">
        {!isAtEnd(steps) && (
          <path d={`M8 8H${8 + 2 * GAP}`} stroke="var(--line)" strokeWidth="2" strokeDasharray="2 4" />
        )}
        {steps.map(({ place }, i) => (
          <g key={place} fill={LOOKS[place].colour} stroke={LOOKS[place].colour}>
            {i > 0 && <path d={`M${8 + (i - 1) * GAP} 8H${8 + i * GAP}`} strokeWidth="3" />}
            <circle cx={8 + i * GAP} cy="8" r="6" strokeWidth="0" />
          </g>
        ))}
      </svg>
    </span>
  );
}
