import { useQuery } from '@tanstack/react-query';
import { ADDRESS_LENGTH_MAX } from '@stockade/contracts/limits';
import type { SubmitEvent } from 'react';
import { about, quoteOf } from '../api/queries.js';
import type { CartLine } from '../cart/cart.js';
import { session } from '../session/session.js';
import { WhoAreYou } from '../session/who-are-you.js';
import { draft, fillIn } from './draft.js';
import { OrderSummary } from './order-summary.js';
import { sending, sendOrder } from './send-order.js';
import { TestCards } from './test-cards.js';

/** Names the form, whose button is elsewhere. */
const FORM = 'order';

/** Who buys, where it goes and how it is paid; and the summary with the button. */
export function OrderForm({ lines, isBusy }: { lines: readonly CartLine[]; isBusy: boolean }) {
  const { is: who } = session.use();
  const state = sending.use();
  const { data: store } = useQuery(about);
  const quote = useQuery(quoteOf(lines));
  const { address, method } = draft.use();
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
        {who !== 'open' && <WhoAreYou />}
        <form id={FORM} className="grid grid-cols-1 gap-6" onSubmit={submit}>
          <Address
            value={address}
            onChange={(typed) => fillIn({ address: typed })}
            error={problem?.about('shipping_address')}
          />
          <section className="card p-5">
            <TestCards
              methods={store?.payment_methods}
              chosen={method}
              onChoose={(chosen) => fillIn({ method: chosen })}
              error={problem?.about('payment_method')}
            />
          </section>
        </form>
      </div>
      <OrderSummary
        form={FORM}
        lines={lines}
        quote={quote}
        problem={problem}
        isBusy={isBusy}
        isKnown={who === 'open'}
      />
    </div>
  );
}

interface AddressProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

function Address({ value, onChange, error }: AddressProps) {
  return (
    <section className="card p-5">
      <label className="grid gap-2">
        <span className="text-lg font-semibold">Ship to</span>
        <textarea
          className="field min-h-24"
          name="shipping_address"
          autoComplete="street-address"
          placeholder="Name, street, town (or leave it empty: this shop ships nothing)"
          maxLength={ADDRESS_LENGTH_MAX}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          aria-invalid={error !== undefined}
        />
        <span className="text-sm text-bad">{error}</span>
      </label>
    </section>
  );
}
