import type { ApiProblem } from '@stockade/client';
import { EMAIL_LENGTH_MAX } from '@stockade/contracts/limits';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { about } from '../../api/queries.js';
import { StatusChips } from '../../orders/status-chips.js';
import { shortId } from '../../parts/format.js';
import { useSearchParam } from '../../parts/search-params.js';
import { accountOf } from '../customers/queries.js';
import { SearchBox } from '../parts/search-box.js';
import { ChosenChip } from './chosen-chip.js';
import { localTime, utcTime, type OrderFilter } from './filter.js';
import { ProductChoice } from './product-choice.js';

interface FiltersProps {
  filter: OrderFilter;
  /** What the service says against the filter. */
  problem: ApiProblem | null;
  onClear: () => void;
}

/** What is looked for; all of it is in the address. */
export function Filters({ filter, problem, onClear }: FiltersProps) {
  const [, setStatus] = useSearchParam('status');
  return (
    <search className="mb-5 grid grid-cols-1 gap-4">
      <SearchBox
        param="q"
        label="Id, its beginning, or the email of a customer"
        maxLength={EMAIL_LENGTH_MAX}
        error={problem?.about('q')}
      />
      <StatusChips chosen={filter.status ?? null} choose={setStatus} />
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TimeField param="from" label="From" error={problem?.about('from')} />
        <TimeField param="to" label="Before" error={problem?.about('to')} />
        <ProductChoice error={problem?.about('product_id')} />
        <PaymentChoice error={problem?.about('payment_method')} />
        {filter.customer_id !== undefined && (
          <CustomerChosen id={filter.customer_id} error={problem?.about('customer_id')} />
        )}
      </div>
      {Object.keys(filter).length > 0 && (
        <button type="button" className="chip justify-self-start" onClick={onClear}>
          Show all orders
        </button>
      )}
    </search>
  );
}

function TimeField({ param, label, error }: { param: string; label: string; error: string | undefined }) {
  const id = useId();
  const [at, setAt] = useSearchParam(param);
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        className="field"
        value={localTime(at)}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-error`}
        onChange={({ target }) => setAt(utcTime(target.value))}
      />
      <p id={`${id}-error`} className="mt-1 text-sm text-bad empty:hidden">
        {error}
      </p>
    </div>
  );
}

function PaymentChoice({ error }: { error: string | undefined }) {
  const id = useId();
  const [chosen, choose] = useSearchParam('payment');
  const { data } = useQuery(about);
  const methods = data?.payment_methods ?? [];
  const isListed = methods.some(({ payment_method }) => payment_method === chosen);
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        Payment
      </label>
      <select
        id={id}
        className="field pr-8"
        value={chosen}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-error`}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">Any</option>
        {methods.map(({ payment_method, title }) => (
          <option key={payment_method} value={payment_method}>
            {title}
          </option>
        ))}
        {chosen !== '' && !isListed && <option value={chosen}>{chosen}</option>}
      </select>
      <p id={`${id}-error`} className="mt-1 text-sm text-bad empty:hidden">
        {error}
      </p>
    </div>
  );
}

function CustomerChosen({ id, error }: { id: string; error: string | undefined }) {
  const [, choose] = useSearchParam('customer');
  const { data } = useQuery(accountOf(id));
  return <ChosenChip label="Customer" value={data?.email ?? shortId(id)} error={error} onDrop={() => choose('')} />;
}
