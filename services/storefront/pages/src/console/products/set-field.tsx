import { ApiProblem, type Product } from '@stockade/client';
import { useId, useState, type SubmitEvent } from 'react';
import { announce } from '../../parts/announce.js';
import { wordsOf } from '../../parts/problem-note.js';
import { newChange, useChange, type Settable } from './queries.js';

const WORDS: Readonly<Record<Settable, string>> = { price: 'Price', stock_quantity: 'Stock' };
const NUMBER = /^[+-]?\d+([.]\d+)?$/;
const LENGTH_MAX = 20;

/** A number of a product that is set in place. It follows what others set until somebody types. */
export function SetField({ product, field }: { product: Product; field: Settable }) {
  const { id, name } = product;
  const fieldId = useId();
  const now = String(product[field]);
  const [typed, setTyped] = useState<string | null>(null);
  const change = useChange(id, () => {
    setTyped(null);
    announce(`${WORDS[field]} of ${name} is set`);
  });
  const value = typed ?? now;
  const isNumber = NUMBER.test(value.trim());
  const isTyped = typed !== null && typed.trim() !== now;
  const error = change.isError ? errorOf(change.error, field) : isTyped && !isNumber ? 'Must be a number' : null;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isTyped && isNumber) change.mutate(newChange(field, value.trim()));
  }
  function put(next: string | null) {
    change.reset();
    setTyped(next);
  }

  return (
    <form className="min-w-0" onSubmit={submit}>
      <label htmlFor={fieldId} className="mb-1 block text-sm text-muted">
        {WORDS[field]}
        <span className="sr-only"> of {name}</span>
      </label>
      <input
        id={fieldId}
        className="field min-h-9 px-2 py-1"
        inputMode={field === 'price' ? 'decimal' : 'numeric'}
        autoComplete="off"
        maxLength={LENGTH_MAX}
        value={value}
        readOnly={change.isPending}
        aria-invalid={error !== null}
        aria-describedby={`${fieldId}-note`}
        onChange={({ target }) => put(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape' && !change.isPending) put(null);
        }}
      />
      <div id={`${fieldId}-note`} className="text-sm">
        {error !== null && (
          <p role="alert" className="mt-1 text-bad">
            {error}
          </p>
        )}
        {change.failureCount > 0 && change.isPending && (
          <p className="mt-1 text-stale">No answer yet: sent {change.failureCount + 1} times under one key</p>
        )}
        {isTyped && <p className="mt-1 text-muted">Now {now}</p>}
      </div>
      {isTyped && (
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          <button type="submit" className="button button-main min-h-8 px-3 py-1 text-sm" disabled={change.isPending}>
            Set
          </button>
          <button
            type="button"
            className="button min-h-8 px-3 py-1 text-sm"
            disabled={change.isPending}
            onClick={() => put(null)}
          >
            Leave it
          </button>
        </div>
      )}
    </form>
  );
}

const errorOf = (error: Error, field: Settable): string =>
  (error instanceof ApiProblem && error.about(field)) || wordsOf(error);
