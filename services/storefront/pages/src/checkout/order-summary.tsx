import { ApiProblem, type Quote } from '@stockade/client';
import { PRICE_CHANGED_PROBLEM } from '@stockade/contracts/problem-types';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { KEYS, productOf } from '../api/queries.js';
import type { CartLine } from '../cart/cart.js';
import { PriceSummary } from '../cart/price-summary.js';
import { money } from '../parts/format.js';
import { ProblemNote } from '../parts/problem-note.js';
import { SendingNote } from './sending-note.js';

interface OrderSummaryProps {
  /** The form that the button sends. */
  form: string;
  lines: readonly CartLine[];
  quote: UseQueryResult<Quote>;
  /** Why nothing was placed. */
  problem: ApiProblem | null;
  isBusy: boolean;
  /** Whether somebody is logged in. */
  isKnown: boolean;
}

/** What it comes to, and the button. */
export function OrderSummary({ form, lines, quote, problem, isBusy, isKnown }: OrderSummaryProps) {
  return (
    <aside className="card sticky top-20 p-5" aria-label="Summary">
      <h2 className="mb-4 text-lg font-semibold">Your order</h2>
      <Lines lines={lines} quote={quote.data} />
      <PriceSummary quote={quote.data} isOld={quote.isFetching} />
      <Refusal problem={problem ?? (quote.error instanceof ApiProblem ? quote.error : null)} />
      <button
        type="submit"
        form={form}
        className="button button-main mt-5 w-full py-3 text-base"
        disabled={isBusy || !isKnown || quote.isError}
      >
        {isBusy ? 'Placing …' : quote.data ? `Pay ${money(quote.data.total, quote.data.currency)}` : 'Pay'}
      </button>
      {!isKnown && <p className="mt-2 text-center text-sm text-muted">First say who you are.</p>}
      <SendingNote />
    </aside>
  );
}

function Lines({ lines, quote }: { lines: readonly CartLine[]; quote: Quote | undefined }) {
  return (
    <ul className="mb-4 flex flex-col gap-2">
      {lines.map((line) => (
        <Line
          key={line.product_id}
          line={line}
          total={quote?.items.find((one) => one.product_id === line.product_id)?.line_total}
          currency={quote?.currency}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  line: CartLine;
  total: number | undefined;
  currency: string | undefined;
}

function Line({ line: { product_id, quantity }, total, currency }: LineProps) {
  const { data: product } = useQuery(productOf(product_id));
  return (
    <li className="flex justify-between gap-3">
      <span>
        {quantity} × {product?.name ?? '…'}
      </span>
      <span className="shrink-0">{total !== undefined && currency !== undefined && money(total, currency)}</span>
    </li>
  );
}

function PriceChanged() {
  const queries = useQueryClient();
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: KEYS.products });
  }, [queries]);
  return (
    <p role="alert" className="card mt-4 border-stale p-3 text-sm">
      A price has changed meanwhile, and nothing was placed. If you agree to the total above, press the button again.
    </p>
  );
}

/** Why nothing was placed. */
function Refusal({ problem }: { problem: ApiProblem | null }) {
  if (problem === null || problem.mayPass) return null;
  if (problem.document?.type === PRICE_CHANGED_PROBLEM) return <PriceChanged />;
  const errors = problem.document?.errors ?? [];
  return (
    <div className="mt-4">
      {errors.length === 0 ? (
        <ProblemNote error={problem} />
      ) : (
        <ul role="alert" className="card border-bad p-3 text-sm">
          {errors.map(({ field, message }) => (
            <li key={field}>
              <code className="font-mono">{field}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
