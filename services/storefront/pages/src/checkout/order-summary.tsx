import { ApiProblem, type Quote } from '@stockade/client';
import { PRICE_CHANGED_PROBLEM } from '@stockade/contracts/problem-types';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { KEYS, productOf } from '../api/queries.js';
import type { CartLine } from '../cart/cart.js';
import { refusalsOf, type Refusals } from '../cart/refusals.js';
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
  const error = problem ?? quote.error;
  const refusals = refusalsOf(error, lines);
  return (
    <aside className="card sticky top-20 p-5" aria-label="Summary">
      <h2 className="mb-4 text-lg font-semibold">Your order</h2>
      <Lines lines={lines} quote={quote.data} refusals={refusals} />
      <PriceSummary quote={quote.data} isOld={quote.isFetching} />
      <Refusal problem={error instanceof ApiProblem ? error : null} refusals={refusals} />
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

interface LinesProps {
  lines: readonly CartLine[];
  quote: Quote | undefined;
  refusals: Refusals;
}

function Lines({ lines, quote, refusals }: LinesProps) {
  return (
    <ul className="mb-4 flex flex-col gap-2">
      {lines.map((line) => (
        <Line
          key={line.product_id}
          line={line}
          total={quote?.items.find((one) => one.product_id === line.product_id)?.line_total}
          currency={quote?.currency}
          trouble={refusals.lines.get(line.product_id)}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  line: CartLine;
  total: number | undefined;
  currency: string | undefined;
  trouble: string | undefined;
}

function Line({ line: { product_id, quantity }, total, currency, trouble }: LineProps) {
  const { data: product } = useQuery(productOf(product_id));
  return (
    <li className="flex justify-between gap-3">
      <span className="[overflow-wrap:anywhere]">
        {quantity} × {product?.name ?? (trouble === undefined ? '…' : 'a product')}
        {trouble !== undefined && <span className="block text-sm text-bad">{trouble}</span>}
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
function Refusal({ problem, refusals: { lines, whole } }: { problem: ApiProblem | null; refusals: Refusals }) {
  if (problem === null || problem.mayPass) return null;
  if (problem.document?.type === PRICE_CHANGED_PROBLEM) return <PriceChanged />;
  const said = lines.size > 0 ? [...whole, 'Not all of your cart can be ordered: see the lines above.'] : whole;
  return (
    <div className="mt-4">
      {said.length === 0 ? (
        <ProblemNote error={problem} />
      ) : (
        <ul role="alert" className="card border-bad p-3 text-sm">
          {said.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
