import { setImmediate as turn } from 'node:timers/promises';
import type { CategoryView, Page, ProductQuery, ProductSort, ProductView } from '@stockade/contracts';
import type { InTurn, ListTurns } from '@stockade/http';
import { fillPage } from '@stockade/records';
import type { Cached } from '@stockade/redis';
import type { CatalogueEntries } from './catalogue-entries.js';
import { positionOf, type CatalogueEntry } from './catalogue-entry.js';
import { fold } from './folded-text.js';
import { leastCurrent, type NearProducts } from './near-products.js';
import { readCursor, writeCursor } from './search-cursor.js';
import type { SearchIndex } from './search-index.js';

/** Entries that a search looks at in one turn of the event loop. */
const SCANNED_TOGETHER = 500;

export interface ProductSearch {
  /**
   * A page of the products that a query asks for; its source is that of the least current part. `client`: whose searches
   * wait for one another. Throws the problem 400 for a cursor that is none, and 429 when too many of the client's searches
   * wait.
   */
  page(query: ProductQuery, client: string): Promise<Cached<Page<ProductView>>>;
  categories(): Promise<Cached<CategoryView[]>>;
}

interface Dependencies {
  index: SearchIndex;
  nearProducts: NearProducts;
  turns: ListTurns;
}

/**
 * Lists of the catalogue. The newest products, all of them, come from pages of their index in Redis; whatever is searched,
 * filtered or sorted comes from the entries in this process. The products on a page come from the near cache either way.
 */
export function makeProductSearch({ index, nearProducts, turns }: Dependencies): ProductSearch {
  return {
    async page(query, client) {
      const { sort, limit, cursor } = query;
      const start = cursor === undefined ? undefined : readCursor(sort, cursor);
      const matches = makeMatcher(query);
      if (matches === null && sort === 'newest') return nearProducts.list({ limit, cursor: start?.id });

      const { value: entries, source } = await index.read();
      const sources = [source];
      const idsByCursor = new Map<string, string>();
      const value = await turns.take(client, (inTurn) =>
        fillPage(
          async (after, count) => {
            const found = await findEntries({ entries, sort, matches, inTurn }, after, count);
            return found.map((entry) => {
              const at = writeCursor(sort, positionOf(entry, sort));
              idsByCursor.set(at, entry.id);
              return at;
            });
          },
          { limit, cursor },
          {
            async load(at) {
              const found = await nearProducts.find(idsByCursor.get(at) ?? '');
              sources.push(found.source);
              return found.value;
            },
          },
        ),
      );
      return { value, source: leastCurrent(sources) };
    },

    async categories() {
      const { value, source } = await index.read();
      return { value: value.categories(), source };
    },
  };
}

type Matches = (entry: CatalogueEntry) => boolean;

/** Whether an entry is searched for; null when all are. */
function makeMatcher({ search = '', category = '' }: ProductQuery): Matches | null {
  const words = [...new Set(fold(search).split(/\s+/))].filter((word) => word !== '');
  const wanted = fold(category.trim());
  if (words.length === 0 && wanted === '') return null;
  return ({ text, foldedCategory }) =>
    (wanted === '' || foldedCategory === wanted) && words.every((word) => text.includes(word));
}

interface Search {
  entries: CatalogueEntries;
  sort: ProductSort;
  matches: Matches | null;
  inTurn: InTurn;
}

/** The next so many entries that match. Goes on from an entry and not from a number: others may come and go in between. */
async function findEntries({ entries, sort, matches, inTurn }: Search, after: string | undefined, count: number) {
  const found: CatalogueEntry[] = [];
  let position = after === undefined ? undefined : readCursor(sort, after);
  for (;;) {
    const last = await inTurn(async () => {
      await turn();
      const some = entries.after(sort, position, SCANNED_TOGETHER);
      found.push(...some.filter((entry) => matches?.(entry) ?? true));
      return some.at(-1);
    });
    if (last === undefined || found.length >= count) return found.slice(0, count);
    position = positionOf(last, sort);
  }
}
