import { ApiProblem, type Quote } from '@stockade/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { about, KEYS, productOf, quoteOf } from '../api/queries.js';
import { cart, type CartLine } from '../cart/cart.js';
import { PriceSummary } from '../cart/price-summary.js';
import { money } from '../parts/format.js';
import { goTo } from '../parts/go-to.js';
import { ProblemNote } from '../parts/problem-note.js';
import { useTitle } from '../parts/title.js';
import { WhoAreYou } from '../session/who-are-you.js';
import { session } from '../session/session.js';
import { forgetAnswer, goOn, sending, sendOrder } from './send-order.js';
import { SendingNote } from './sending-note.js';
import { TestCards } from './test-cards.js';

const ADDRESS_LENGTH_MAX = 500;

/** From the cart to an order, on one page. */
export function CheckoutPage() {
  useTitle('Check out');
  const lines = cart.use();
  const state = sending.use();
  const [, go] = useLocation();
  useEffect(() => {
    void goOn();
    return () => {
      if (sending.get().is === 'refused') forgetAnswer();
    };
  }, []);
  useEffect(() => {
    if (state.is !== 'placed') return;
    forgetAnswer();
    goTo(() => go(`/orders/${state.order.order_id}`, { replace: true }));
  }, [state, go]);
  const isBusy = state.is === 'sending' || state.is === 'waiting' || state.is === 'placed';
  return (
    <>
      <h1 className="mb-6 text-2xl font-bold tracking-tight sm:text-3xl">Check out</h1>
      {lines.length === 0 && !isBusy ? <NothingToBuy /> : <Form lines={lines} isBusy={isBusy} />}
    </>
  );
}

function NothingToBuy() {
  return (
    <div className="card grid justify-items-center gap-4 p-12 text-center">
      <p>Your cart is empty.</p>
      <Link href="/" className="button button-main">
        To the shop
      </Link>
    </div>
  );
}

function Form({ lines, isBusy }: { lines: readonly CartLine[]; isBusy: boolean }) {
  const user = session.use();
  const state = sending.use();
  const { data: store } = useQuery(about);
  const quote = useQuery(quoteOf(lines));
  const [method, setMethod] = useState('pm_card_visa');
  const [address, setAddress] = useState('');
  const problem = state.is === 'refused' ? state.problem : null;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    void sendOrder({
      items: [...lines],
      payment_method: method,
      ...(address.trim() !== '' && { shipping_address: address }),
      // What was shown is what is paid: another total now is told, not taken.
      ...(quote.data && { expected_total: quote.data.total }),
    });
  }

  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid grid-cols-1 gap-6">
        {user.is !== 'open' && <WhoAreYou onOpen={() => void goOn()} />}
        <form id="order" className="grid grid-cols-1 gap-6" onSubmit={submit}>
          <section className="card p-5">
            <label className="grid gap-2">
              <span className="text-lg font-semibold">Ship to</span>
              <textarea
                className="field min-h-24"
                name="shipping_address"
                autoComplete="street-address"
                placeholder="Name, street, town (or leave it empty: this shop ships nothing)"
                maxLength={ADDRESS_LENGTH_MAX}
                value={address}
                onChange={({ target }) => setAddress(target.value)}
                aria-invalid={problem?.about('shipping_address') !== undefined}
              />
              <span className="text-sm text-bad">{problem?.about('shipping_address')}</span>
            </label>
          </section>
          <section className="card p-5">
            <TestCards
              methods={store?.payment_methods}
              chosen={method}
              onChoose={setMethod}
              error={problem?.about('payment_method')}
            />
          </section>
        </form>
      </div>
      <aside className="card sticky top-20 p-5" aria-label="Summary">
        <h2 className="mb-4 text-lg font-semibold">Your order</h2>
        <Lines lines={lines} quote={quote.data} />
        <PriceSummary quote={quote.data} isOld={quote.isFetching} />
        <Refusal problem={problem ?? (quote.error instanceof ApiProblem ? quote.error : null)} />
        <button
          type="submit"
          form="order"
          className="button button-main mt-5 w-full py-3 text-base"
          disabled={isBusy || user.is !== 'open' || quote.isError}
        >
          {isBusy ? 'Placing …' : quote.data ? `Pay ${money(quote.data.total, quote.data.currency)}` : 'Pay'}
        </button>
        {user.is !== 'open' && <p className="mt-2 text-center text-sm text-muted">First say who you are.</p>}
        <SendingNote />
      </aside>
    </div>
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

/** The type of the problem that the total is another by now. */
const PRICE_CHANGED = 'urn:stockade:problem:price-changed';

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
  if (problem.document?.type === PRICE_CHANGED) return <PriceChanged />;
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
