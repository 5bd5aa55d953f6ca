import type { Order } from '@stockade/client';
import { Link } from 'wouter';
import { money } from '../parts/format.js';
import { Panel } from '../parts/panel.js';

/** What was ordered, at the prices of then. */
export function ItemsPanel({ order }: { order: Order }) {
  const { items, subtotal, fee, total, currency, shipping_address: address, payment_method } = order;
  return (
    <Panel title="Items">
      <ul className="flex flex-col gap-2">
        {items.map(({ product_id, name, quantity, line_total }) => (
          <li key={product_id} className="flex justify-between gap-3">
            <span className="[overflow-wrap:anywhere]">
              {quantity} ×{' '}
              <Link href={`/products/${product_id}`} className="underline decoration-line hover:decoration-accent">
                {name}
              </Link>
            </span>
            <span className="shrink-0">{money(line_total, currency)}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-y-1 border-t border-line pt-3">
        <dt className="text-muted">Subtotal</dt>
        <dd className="text-right">{money(subtotal, currency)}</dd>
        <dt className="text-muted">Fee</dt>
        <dd className="text-right">{money(fee, currency)}</dd>
        <dt className="font-semibold">Total</dt>
        <dd className="text-right font-semibold">{money(total, currency)}</dd>
      </dl>
      <p className="mt-4 text-sm text-muted">
        Card <code className="font-mono">{payment_method}</code>
      </p>
      {address !== null && (
        <p className="mt-1 text-sm whitespace-pre-line text-muted [overflow-wrap:anywhere]">
          {typeof address === 'string' ? address : Object.values(address).join('\n')}
        </p>
      )}
    </Panel>
  );
}
