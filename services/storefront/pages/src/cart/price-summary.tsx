import type { Quote } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { about } from '../api/queries.js';
import { money } from '../parts/format.js';

const PERCENT = 100;

/** What it costs: lines, fee and total as the store counts them. */
export function PriceSummary({ quote, isOld }: { quote: Quote | undefined; isOld: boolean }) {
  const { data: store } = useQuery(about);
  const shown = (amount: number | undefined) =>
    amount === undefined || quote === undefined ? ' ' : money(amount, quote.currency);
  const rate = store === undefined ? '' : ` (${+(store.fee_rate * PERCENT).toFixed(2)} %)`;
  return (
    <dl className={`grid grid-cols-[1fr_auto] gap-y-1.5 transition-opacity ${isOld ? 'opacity-60' : ''}`}>
      <dt className="text-muted">Subtotal</dt>
      <dd className="text-right">{shown(quote?.subtotal)}</dd>
      <dt className="text-muted">Fee{rate}</dt>
      <dd className="text-right">{shown(quote?.fee)}</dd>
      <dt className="border-t border-line pt-2 text-lg font-semibold">Total</dt>
      <dd className="border-t border-line pt-2 text-right text-lg font-semibold">{shown(quote?.total)}</dd>
    </dl>
  );
}
