import { SEARCH_LENGTH_MAX } from '@stockade/contracts/limits';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { productList, productOf } from '../../api/queries.js';
import { shortId } from '../../parts/format.js';
import { useSearchParam } from '../../parts/search-params.js';
import { ChosenChip } from './chosen-chip.js';

const OFFERED_MAX = 6;

/** Chooses a product by its name; the address holds its id. */
export function ProductChoice({ error }: { error: string | undefined }) {
  const [chosen, choose] = useSearchParam('product');
  const [typed, setTyped] = useState('');
  const wasDropped = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (chosen !== '' || !wasDropped.current) return;
    // The button that had the focus is gone.
    wasDropped.current = false;
    input.current?.focus();
  }, [chosen]);
  function drop() {
    wasDropped.current = true;
    setTyped('');
    choose('');
  }
  if (chosen !== '') return <Chosen id={chosen} error={error} onDrop={drop} />;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        Product
      </label>
      <input
        id={id}
        ref={input}
        className="field"
        autoComplete="off"
        placeholder="Any"
        maxLength={SEARCH_LENGTH_MAX}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {typed.trim() !== '' && <Offers typed={typed.trim()} choose={choose} />}
    </div>
  );
}

function Offers({ typed, choose }: { typed: string; choose: (id: string) => void }) {
  const search = useDeferredValue(typed);
  const { data } = useInfiniteQuery(productList({ search }));
  const offered = data?.pages[0]?.items.slice(0, OFFERED_MAX);
  return (
    <div role="group" aria-label="Products that are called so" className="mt-2 flex flex-wrap gap-2">
      {offered?.map(({ id, name }) => (
        <button key={id} type="button" className="chip max-w-full" onClick={() => choose(id)}>
          <span className="truncate">{name}</span>
        </button>
      ))}
      {offered?.length === 0 && <p className="text-sm text-muted">No product is called that.</p>}
    </div>
  );
}

function Chosen({ id, error, onDrop }: { id: string; error: string | undefined; onDrop: () => void }) {
  const { data } = useQuery(productOf(id));
  return <ChosenChip label="Product" value={data?.name ?? shortId(id)} error={error} onDrop={onDrop} />;
}
