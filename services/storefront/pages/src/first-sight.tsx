import { trusted, type CategoryList, type Product } from '@stockade/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { Router } from 'wouter';
import { makeQueries, SHOP_PAGE_SIZE, type PageOf } from './api/queries.js';
import { App } from './app.js';
import { knownAsHtml, takeKnown, type Known } from './shop/known.js';

/** The entry of the pages as it was built, which the build puts here. */
declare const ENTRY: string;
const PLACE = '<div id="page"></div>';
/** What does nothing before the scripts have come. A link does. */
const CONTROL = /<(?:button|input|select)\b/g;

/** What to ask the warehouse for, so that the shop can be drawn with its products. */
export const questions = [`/products?limit=${SHOP_PAGE_SIZE}`, '/categories'] as const;

/** A service's answer to one of them. */
interface Answered {
  readonly json: string;
  readonly isStale: boolean;
}

/** The entry with the shop drawn in it, to be seen while the scripts come; without answers, where products will be. */
export function drawShop(answers: readonly Answered[] = []): string {
  const known = knownFrom(answers);
  const queries = makeQueries();
  if (known !== null) takeKnown(queries, known);
  const shop = renderToString(
    <div className="[&_header_button]:invisible">
      <QueryClientProvider client={queries}>
        <Router ssrPath="/">
          <App />
        </Router>
      </QueryClientProvider>
    </div>,
  );
  const page = `<div id="page">${shop.replaceAll(CONTROL, '$& inert')}</div>${known === null ? '' : knownAsHtml(known)}`;
  if (!ENTRY.includes(PLACE)) throw new Error(`the entry of the pages has no ${PLACE}`);
  return ENTRY.replace(PLACE, () => page);
}

function knownFrom([products, categories]: readonly Answered[]): Known | null {
  if (products === undefined || categories === undefined) return null;
  return {
    products: { ...trusted<PageOf<Product>>(products.json), isStale: products.isStale },
    categories: trusted<CategoryList>(categories.json),
  };
}
