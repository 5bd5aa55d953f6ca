import { setImmediate as turn } from 'node:timers/promises';
import { PRODUCT_SORTS, type CategoryView, type ProductSort } from '@stockade/contracts';
import type { CatalogueEntry, Position } from './catalogue-entry.js';
import { makeSortedEntries, type SortedEntries } from './sorted-entries.js';

/** How many categories one answer lists: those with the most products. */
export const CATEGORIES_MAX = 1_000;
/** Entries that are counted in one turn of the event loop. */
const COUNTED_TOGETHER = 1_000;

/** The entries of the products of a catalogue. */
export interface CatalogueEntries {
  has(id: string): boolean;
  size(): number;
  /** Adds the entry of a product, or replaces it. */
  put(entry: CatalogueEntry): void;
  remove(id: string): void;
  /** The next entries of that sort after a position, or the first ones. */
  after(sort: ProductSort, position: Position | undefined, count: number): readonly CatalogueEntry[];
  /** Removes the oldest beyond so many. */
  trim(entriesMax: number): void;
  /** The categories by name, each as most of its products spell it. */
  categories(): CategoryView[];
}

/** Sorts the entries in every way that a client can ask for. Afterwards each change costs one search per sort. */
export async function makeCatalogueEntries(entries: readonly CatalogueEntry[]): Promise<CatalogueEntries> {
  const byId = new Map<string, CatalogueEntry>();
  const categories = makeCategoryCounts();
  for (const [i, entry] of entries.entries()) {
    byId.set(entry.id, entry);
    categories.count(entry, 1);
    if (i % COUNTED_TOGETHER === 0) await turn();
  }
  const sorted = new Map<ProductSort, SortedEntries>();
  for (const sort of PRODUCT_SORTS) sorted.set(sort, await makeSortedEntries(entries, sort));

  function remove(id: string): void {
    const entry = byId.get(id);
    if (entry === undefined) return;
    byId.delete(id);
    for (const one of sorted.values()) one.remove(entry);
    categories.count(entry, -1);
  }

  return {
    has: (id) => byId.has(id),
    size: () => byId.size,
    put(entry) {
      remove(entry.id);
      byId.set(entry.id, entry);
      for (const one of sorted.values()) one.add(entry);
      categories.count(entry, 1);
    },
    remove,
    after: (sort, position, count) => sorted.get(sort)?.after(position, count) ?? [],
    trim(entriesMax) {
      while (byId.size > entriesMax) remove(sorted.get('newest')?.last()?.id ?? '');
    },
    categories: categories.list,
  };
}

/** Counts products by category, however it is spelled. */
function makeCategoryCounts() {
  /** By folded category: how often it is spelled how. */
  const spellings = new Map<string, Map<string, number>>();
  let listed: CategoryView[] | null = null;

  function count({ category, foldedCategory }: CatalogueEntry, change: 1 | -1): void {
    if (foldedCategory === '') return;
    listed = null;
    const counts = spellings.get(foldedCategory) ?? new Map<string, number>();
    const now = (counts.get(category) ?? 0) + change;
    if (now > 0) counts.set(category, now);
    else counts.delete(category);
    if (counts.size > 0) spellings.set(foldedCategory, counts);
    else spellings.delete(foldedCategory);
  }

  return {
    count,
    list: () =>
      (listed ??= [...spellings]
        .map(([folded, counts]) => ({ folded, ...summarise(counts) }))
        .toSorted((a, b) => b.products - a.products)
        .slice(0, CATEGORIES_MAX)
        .toSorted((a, b) => (a.folded < b.folded ? -1 : 1))
        .map(({ category, products }) => ({ category, products }))),
  };
}

function summarise(counts: ReadonlyMap<string, number>): CategoryView {
  const [[category] = ['']] = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { category, products: [...counts.values()].reduce((sum, one) => sum + one, 0) };
}
