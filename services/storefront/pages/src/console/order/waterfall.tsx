import { LOOKS } from '../../order/places.js';
import type { Place, Step } from '../../order/steps.js';
import { duration } from '../../parts/format.js';

/** Who takes an order to a place, and what the span of that is called where spans are sent. */
const SPANS: Readonly<Record<Place, { who: string; span: string }>> = {
  placed: { who: 'store', span: 'POST /orders' },
  cancelled: { who: 'store', span: 'POST /orders/:id/cancel' },
  declined: { who: 'store', span: 'process order-placed' },
  paid: { who: 'store', span: 'process order-placed' },
  short: { who: 'warehouse', span: 'process order-completed' },
  reserved: { who: 'warehouse', span: 'process order-completed' },
  refunded: { who: 'refund', span: 'process refund-initiated' },
};

/** So much of the whole width is always drawn, or what took a moment would not be seen. */
const WIDTH_MIN = 0.8;
const WIDTH = 100;

/** What an order has waited for, one below the other over time: from one step to the next, in its stream and in hand. */
export function Waterfall({ steps }: { steps: readonly Step[] }) {
  const first = steps[0];
  if (first === undefined) return null;
  const sinceMs = (at: string) => Math.max(0, Date.parse(at) - Date.parse(first.at));
  const totalMs = Math.max(1, ...steps.map(({ at }) => sinceMs(at)));
  return (
    <>
      <ol className="grid gap-3">
        {steps.map(({ place, at, tookMs }) => {
          const endMs = sinceMs(at);
          const { who, span } = SPANS[place];
          const { word, sign: Sign, colour } = LOOKS[place];
          return (
            <li
              key={place}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 lg:grid-cols-[8.5rem_17rem_minmax(0,1fr)_5.5rem]"
            >
              <span className="col-start-1 row-start-1 flex items-center gap-2 font-medium">
                <Sign className="size-4.5 shrink-0" color={colour} strokeWidth="1.75" aria-hidden="true" />
                {word}
              </span>
              <span className="col-span-2 row-start-2 text-sm text-muted lg:col-span-1 lg:col-start-2 lg:row-start-1">
                {who} · <code className="font-mono">{span}</code>
              </span>
              <Bar startMs={endMs - (tookMs ?? 0)} endMs={endMs} totalMs={totalMs} colour={colour} />
              <span className="col-start-2 row-start-1 text-right text-sm lg:col-start-4">
                {tookMs === null ? 'at 0 ms' : duration(tookMs)}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="mt-3 text-sm text-muted">
        {steps.length > 1 && `${duration(totalMs)} from the first step to the last. `}A bar is the wait in the stream
        and the work itself, by the clocks of the services.
      </p>
    </>
  );
}

interface BarProps {
  startMs: number;
  endMs: number;
  totalMs: number;
  /** A colour of the palette. */
  colour: string;
}

function Bar({ startMs, endMs, totalMs, colour }: BarProps) {
  const width = Math.max(WIDTH_MIN, ((endMs - startMs) / totalMs) * WIDTH);
  const x = Math.min(WIDTH - width, Math.max(0, (startMs / totalMs) * WIDTH));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 10`}
      preserveAspectRatio="none"
      className="col-span-2 row-start-3 h-3.5 w-full lg:col-span-1 lg:col-start-3 lg:row-start-1"
      aria-hidden="true"
    >
      <rect width={WIDTH} height="10" fill="var(--sunken)" />
      <rect x={x} width={width} height="10" fill={colour} />
    </svg>
  );
}
