import { setImmediate as turn } from 'node:timers/promises';
import type { ProductSort } from '@stockade/contracts';
import { positionOf, type CatalogueEntry, type Position } from './catalogue-entry.js';

/** Entries that are sorted or merged in one turn of the event loop. */
const SORTED_TOGETHER = 2_000;

/** Entries in the sequence of one sort. Equal ones are sorted by id, the newest first. */
export interface SortedEntries {
  add(entry: CatalogueEntry): void;
  remove(entry: CatalogueEntry): void;
  /** The next entries after a position, or the first ones. */
  after(position: Position | undefined, count: number): readonly CatalogueEntry[];
  last(): CatalogueEntry | undefined;
}

/** Sorts entries, with a turn for others after every few, and keeps them sorted. */
export async function makeSortedEntries(entries: readonly CatalogueEntry[], sort: ProductSort): Promise<SortedEntries> {
  const direction = sort === '-price' ? -1 : 1;
  const compare = (a: Position, b: Position) => {
    if (a.key !== b.key) return a.key < b.key ? -direction : direction;
    if (a.id === b.id) return 0;
    return a.id > b.id ? -1 : 1;
  };
  const sorted = await sortInTurns(entries, (a, b) => compare(positionOf(a, sort), positionOf(b, sort)));

  /** The number of entries before a position or, for `orAt`, up to and including it. */
  function countBefore(position: Position, orAt: boolean): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = sorted[middle];
      const order = entry === undefined ? 1 : compare(positionOf(entry, sort), position);
      if (order < 0 || (orAt && order === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    add: (entry) => void sorted.splice(countBefore(positionOf(entry, sort), false), 0, entry),
    remove(entry) {
      const index = countBefore(positionOf(entry, sort), false);
      if (sorted[index]?.id === entry.id) sorted.splice(index, 1);
    },
    after(position, count) {
      const from = position === undefined ? 0 : countBefore(position, true);
      return sorted.slice(from, from + count);
    },
    last: () => sorted.at(-1),
  };
}

type Compare = (a: CatalogueEntry, b: CatalogueEntry) => number;

/** A merge sort: `toSorted` would hold up everything else for a tenth of a second when there are 100,000. */
async function sortInTurns(entries: readonly CatalogueEntry[], compare: Compare): Promise<CatalogueEntry[]> {
  let runs: CatalogueEntry[][] = [];
  for (let from = 0; from < entries.length; from += SORTED_TOGETHER) {
    runs.push(entries.slice(from, from + SORTED_TOGETHER).toSorted(compare));
    await turn();
  }
  while (runs.length > 1) {
    const merged: CatalogueEntry[][] = [];
    for (let i = 0; i < runs.length; i += 2) merged.push(await mergeInTurns(runs[i] ?? [], runs[i + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergeInTurns(
  left: readonly CatalogueEntry[],
  right: readonly CatalogueEntry[],
  compare: Compare,
): Promise<CatalogueEntry[]> {
  const merged: CatalogueEntry[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined || b === undefined) return merged.concat(left.slice(i), right.slice(j));
    if (compare(a, b) <= 0) {
      merged.push(a);
      i += 1;
    } else {
      merged.push(b);
      j += 1;
    }
    if (merged.length % SORTED_TOGETHER === 0) await turn();
  }
}
