import { trusted, type CategoryList, type Product } from '@stockade/client';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { categories, firstProducts, KEYS, type PageOf } from '../api/queries.js';

/** What a page of the shop came with, so that it shows products before it has asked for any. */
export interface Known {
  readonly products: PageOf<Product>;
  readonly categories: CategoryList;
}

const ID = 'known';

/** What is in the document that was sent; null when there is nothing. */
export function knownOfDocument(): Known | null {
  const text = document.getElementById(ID)?.textContent;
  return text === undefined || text === null ? null : trusted<Known>(text);
}

/** The same as a part of such a document. It is no script: nothing in it is run. */
export const knownAsHtml = (known: Known): string =>
  `<script type="application/json" id="${ID}">${JSON.stringify(known).replaceAll('<', '\\u003c')}</script>`;

/** Shows it, as what was known when the document was made: it is read again. */
export function takeKnown(queries: QueryClient, known: Known): void {
  const list: InfiniteData<PageOf<Product>> = { pages: [known.products], pageParams: [null] };
  queries.setQueryData(firstProducts.queryKey, list);
  queries.setQueryData(categories.queryKey, known.categories);
  void queries.invalidateQueries({ queryKey: KEYS.products });
}
