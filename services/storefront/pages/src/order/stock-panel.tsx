import type { Order, Reservation } from '@stockade/client';
import { Check, Hourglass, X } from 'lucide-react';
import { curlOf } from '../parts/curl.js';
import { Panel } from '../parts/panel.js';
import { isAtEnd, stepsOf } from './steps.js';

/** What the warehouse decided, line by line. */
export function StockPanel({ order, decision }: { order: Order; decision: Reservation | undefined }) {
  const path = `/api/warehouse/reservations/${order.order_id}`;
  return (
    <Panel title="Stock" json={decision} curl={curlOf({ path, isPrivate: true })}>
      <ul className="flex flex-col gap-3">
        {order.items.map(({ product_id, name, quantity }) => {
          const line = decision?.lines.find((one) => one.product_id === product_id);
          return (
            <Line
              key={product_id}
              name={name}
              requested={quantity}
              available={line?.available ?? null}
              decision={decision}
            />
          );
        })}
      </ul>
      <p className="mt-4 text-sm text-muted">{sentenceOf(order, decision)}</p>
    </Panel>
  );
}

function sentenceOf(order: Order, decision: Reservation | undefined): string {
  if (decision?.outcome === 'reserved') return 'The warehouse reserved the whole order.';
  if (decision || order.status === 'refunded')
    return 'There was too little. An order is reserved whole or not at all, so all of it is given back.';
  return isAtEnd(stepsOf(order, decision))
    ? 'The warehouse was never asked: only a paid order reaches it.'
    : 'The warehouse decides as soon as the order is paid.';
}

interface LineProps {
  name: string;
  requested: number;
  /** Pieces there when the warehouse decided; null when it does not say. */
  available: number | null;
  decision: Reservation | undefined;
}

function Line({ name, requested, available, decision }: LineProps) {
  const isShort = available !== null && available < requested;
  const Sign = decision === undefined ? Hourglass : isShort ? X : Check;
  const colour = decision === undefined ? 'text-muted' : isShort ? 'text-bad' : 'text-good';
  return (
    <li>
      <p className="flex items-start gap-2">
        <Sign className={`mt-0.5 size-5 shrink-0 ${colour}`} aria-hidden="true" />
        <span className="grow [overflow-wrap:anywhere]">{name}</span>
        <span className="max-w-1/2 shrink-0 text-right font-semibold">
          {requested.toLocaleString()}
          <span className="font-normal text-muted">
            {available === null ? ' wanted' : ` wanted, ${available.toLocaleString()} there`}
          </span>
        </span>
      </p>
      {available !== null && <Bar requested={requested} available={available} />}
    </li>
  );
}

/** What was there, of what was wanted. */
function Bar({ requested, available }: { requested: number; available: number }) {
  const share = Math.min(1, available / requested);
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-1.5 h-1.5 w-full" aria-hidden="true">
      <rect width="100" height="4" rx="1" fill="var(--line)" />
      <rect width={share * 100} height="4" rx="1" fill={share < 1 ? 'var(--bad)' : 'var(--good)'} />
    </svg>
  );
}
