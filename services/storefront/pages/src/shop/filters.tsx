import { useQuery } from '@tanstack/react-query';
import { SEARCH_LENGTH_MAX } from '@stockade/contracts/limits';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { categories } from '../api/queries.js';
import { useSearchParam } from '../parts/search-params.js';

/** So long nothing may be typed before it is searched for. */
const TYPING_PAUSE_MS = 250;

/** Search, categories and sequence; all of them in the address. */
export function Filters() {
  const [category, setCategory] = useSearchParam('category', 'step');
  const [sort, setSort] = useSearchParam('sort');
  const { data } = useQuery(categories);
  return (
    <search className="mb-6 grid gap-3">
      <div className="flex gap-3">
        <SearchField />
        <label className="shrink-0">
          <span className="sr-only">Sort by</span>
          <select className="field pr-8" value={sort} onChange={({ target }) => setSort(target.value)}>
            <option value="">Newest</option>
            <option value="name">Name</option>
            <option value="price">Cheapest</option>
            <option value="-price">Dearest</option>
          </select>
        </label>
      </div>
      <div
        role="group"
        aria-label="Category"
        className="-mx-4 flex min-h-9 gap-2 overflow-x-auto px-4 sm:mx-0 sm:flex-wrap sm:px-0"
      >
        {data && (
          <>
            <Chip word="All" isOn={category === ''} onClick={() => setCategory('')} />
            {data.items.map(({ category: name, products }) => (
              <Chip
                key={name}
                word={name}
                count={products}
                isOn={category === name}
                onClick={() => setCategory(category === name ? '' : name)}
              />
            ))}
          </>
        )}
      </div>
    </search>
  );
}

function Chip({ word, count, isOn, onClick }: { word: string; count?: number; isOn: boolean; onClick: () => void }) {
  return (
    <button type="button" className="chip" aria-pressed={isOn} onClick={onClick}>
      {word}
      {count !== undefined && <span className="text-sm text-muted">{count}</span>}
    </button>
  );
}

function SearchField() {
  const [search, setSearch] = useSearchParam('search');
  const [typed, setTyped] = useState(search);
  const [last, setLast] = useState(search);
  // The address has changed: as it was typed, or because somebody went elsewhere.
  if (last !== search) {
    setLast(search);
    if (typed.trim() !== search) setTyped(search);
  }
  useEffect(() => {
    if (typed.trim() === search) return;
    const timer = setTimeout(() => setSearch(typed.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <label className="relative grow">
      <span className="sr-only">Search the shop</span>
      <Search
        className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-muted"
        aria-hidden="true"
      />
      <input
        id="search"
        type="search"
        className="field pl-10"
        placeholder="Search"
        maxLength={SEARCH_LENGTH_MAX}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
    </label>
  );
}
