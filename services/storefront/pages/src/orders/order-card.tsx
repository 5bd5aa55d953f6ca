import type { Order, Reservation } from '@stockade/client';
import { Box } from 'lucide-react';
import { Link } from 'wouter';
import { LOOKS } from '../order/places.js';
import { isAtEnd, stepsOf } from '../order/steps.js';
import { counted, dateTime, duration, money, shortId } from '../parts/format.js';
import { StatusBadge } from '../parts/status.js';

/** An order in a list. */
export function OrderCard({ order, decision }: { order: Order; decision: Reservation | undefined }) {
  const { order_id, status, items, total, currency, created_at } = order;
  const names = items.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ');
  const steps = stepsOf(order, decision);
  return (
    <li className="card relative grid gap-x-5 gap-y-2 p-4 hover:border-accent sm:grid-cols-[1fr_auto] sm:p-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <StatusBadge status={status} />
          {decision?.outcome === 'reserved' && (
            <span className="inline-flex items-center gap-1 text-sm text-good">
              <Box className="size-4" aria-hidden="true" /> reserved
            </span>
          )}
          <Link href={`/orders/${order_id}`} className="font-mono text-sm text-muted after:absolute after:inset-0">
            <span className="sr-only">Order </span>
            {shortId(order_id)}
          </Link>
        </p>
        <p className="mt-1 truncate">{names}</p>
        <p className="mt-1 text-sm text-muted">
          {dateTime(created_at)} · {counted(items.length, 'line')}
        </p>
      </div>
      <div className="flex items-center justify-between gap-6 sm:flex-col sm:items-end sm:justify-center">
        <strong className="text-lg">{money(total, currency)}</strong>
        <MiniPath steps={steps} />
      </div>
    </li>
  );
}

const GAP = 34;

/** The path of an order, small: a dot for each step. */
function MiniPath({ steps }: { steps: ReturnType<typeof stepsOf> }) {
  const whole = steps.reduce((sum, { tookMs }) => sum + (tookMs ?? 0), 0);
  return (
    <span className="flex items-center gap-2 text-sm text-muted">
      {whole > 0 && duration(whole)}
      <svg viewBox={`0 0 ${3 * GAP + 16} 16`} className="h-4 w-auto" aria-hidden="true">
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
