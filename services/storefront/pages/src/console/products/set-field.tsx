import { ApiProblem, type Product } from '@stockade/client';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { announce } from '../../parts/announce.js';
import { wordsOf } from '../../parts/problem-note.js';
import { newChange, useChange, type Settable } from './queries.js';

const WORDS: Readonly<Record<Settable, string>> = { price: 'Price', stock_quantity: 'Stock' };
const NUMBER = /^[+-]?\d+([.]\d+)?$/;
const LENGTH_MAX = 20;

interface SetFieldProps {
  product: Product;
  field: Settable;
}

/** A number of a product that is set in place. It follows what others set until somebody types. */
export function SetField({ product, field }: SetFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { value, now, isTyped, error, sent, isBusy, put, set } = useSetting({ product, field });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    // The buttons go away.
    input.current?.focus();
    set();
  }
  function leave() {
    input.current?.focus();
    put(null);
  }

  return (
    <form className="min-w-0" onSubmit={submit}>
      <label htmlFor={id} className="mb-1 block text-sm text-muted">
        {WORDS[field]}
        <span className="sr-only"> of {product.name}</span>
      </label>
      <input
        ref={input}
        id={id}
        className="field min-h-9 px-2 py-1"
        inputMode={field === 'price' ? 'decimal' : 'numeric'}
        autoComplete="off"
        maxLength={LENGTH_MAX}
        value={value}
        readOnly={isBusy}
        aria-invalid={error !== null}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => put(target.value)}
      />
      <div id={`${id}-note`} className="text-sm">
        <p role="alert" className="mt-1 text-bad empty:hidden">
          {error}
        </p>
        {sent > 1 && <p className="mt-1 text-stale">No answer yet: sent {sent} times under one key</p>}
        {isTyped && <p className="mt-1 text-muted">Now {now}</p>}
      </div>
      {isTyped && <Buttons isBusy={isBusy} onLeave={leave} />}
    </form>
  );
}

function Buttons({ isBusy, onLeave }: { isBusy: boolean; onLeave: () => void }) {
  return (
    <div className="mt-1.5 flex flex-wrap gap-1.5">
      <button type="submit" className="button button-main min-h-8 px-3 py-1 text-sm" disabled={isBusy}>
        Set
      </button>
      <button type="button" className="button min-h-8 px-3 py-1 text-sm" disabled={isBusy} onClick={onLeave}>
        Leave it
      </button>
    </div>
  );
}

/** What is typed, what became of it, and what sets it. */
function useSetting({ product, field }: SetFieldProps) {
  const now = String(product[field]);
  const [typed, setTyped] = useState<string | null>(null);
  const change = useChange(product.id, () => {
    setTyped(null);
    announce(`${WORDS[field]} of ${product.name} is set`);
  });
  const value = typed ?? now;
  const isNumber = NUMBER.test(value.trim());
  const isTyped = value.trim() !== now;
  const refusal = change.isError ? errorOf(change.error, field) : null;
  return {
    value,
    now,
    isTyped,
    error: isTyped && !isNumber ? 'must be a number' : refusal,
    /** How often it was sent, while there is no answer. */
    sent: change.isPending ? change.failureCount + 1 : 0,
    isBusy: change.isPending,
    /** Null: what is set now. */
    put(next: string | null) {
      change.reset();
      setTyped(next);
    },
    set() {
      if (isTyped && isNumber && !change.isPending) change.mutate(newChange(field, value.trim()));
    },
  };
}

const errorOf = (error: Error, field: Settable): string =>
  (error instanceof ApiProblem && error.about(field)) || wordsOf(error);
