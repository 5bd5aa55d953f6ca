import type { Order, Reservation } from '@stockade/client';
import { Box } from 'lucide-react';
import { Link } from 'wouter';
import { stepsOf } from '../order/steps.js';
import { counted, dateTime, money, shortId } from '../parts/format.js';
import { StatusBadge } from '../parts/status.js';
import { MiniPath } from './mini-path.js';

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
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 sm:flex-col sm:items-end sm:justify-center">
        <strong className="text-lg">{money(total, currency)}</strong>
        <MiniPath steps={steps} />
      </div>
    </li>
  );
}
