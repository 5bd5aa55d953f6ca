import { Search } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import { useSearchParam } from '../../parts/search-params.js';

interface SearchBoxProps {
  /** The parameter of the address that holds what is looked for. */
  param: string;
  label: string;
  maxLength: number;
  /** What is wrong with it. */
  error?: string | undefined;
}

/** Looks for what is typed once somebody presses Enter or the button. */
export function SearchBox({ param, label, maxLength, error }: SearchBoxProps) {
  const id = useId();
  const [sought, seek] = useSearchParam(param);
  const [typed, setTyped] = useState(sought);
  const [last, setLast] = useState(sought);
  if (last !== sought) {
    setLast(sought);
    setTyped(sought);
  }
  function submit(event: SubmitEvent) {
    event.preventDefault();
    seek(typed.trim());
  }
  return (
    <form className="min-w-0" onSubmit={submit}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          type="search"
          className="field min-w-0"
          autoComplete="off"
          spellCheck="false"
          maxLength={maxLength}
          value={typed}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-error`}
          onChange={({ target }) => {
            setTyped(target.value);
            if (target.value === '') seek('');
          }}
        />
        <button type="submit" className="button shrink-0">
          <Search className="size-5" aria-hidden="true" />
          <span className="sr-only sm:not-sr-only">Search</span>
        </button>
      </div>
      <p id={`${id}-error`} role="alert" className="mt-1 text-sm text-bad empty:hidden">
        {error}
      </p>
    </form>
  );
}
