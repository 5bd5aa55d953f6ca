import {
  categoryListSchema,
  productEventsQuerySchema,
  productPageSchema,
  productQuerySchema,
} from '@stockade/contracts';
import { addressOf, defineRoute, openLiveUpdates, STREAMED, type Route } from '@stockade/http';
import { CATEGORIES_MAX } from '../catalogue-entries.js';
import type { LiveProducts } from '../live-products.js';
import { LISTED_PRODUCTS_WATCHED_MAX } from '../product-watch.js';
import type { ProductSearch } from '../product-search.js';
import { SEARCHED_PRODUCTS_MAX } from '../search-index.js';
import { NAMED_PRODUCTS_WATCHED_MAX } from '../watched-ids.js';
import { answerCached, cacheHeader } from './cached-answer.js';

const tag = 'Products';
const searched = SEARCHED_PRODUCTS_MAX.toLocaleString('en');

interface Dependencies {
  search: ProductSearch;
  liveProducts: LiveProducts;
}

/** The routes that show the catalogue as a whole, to everybody. */
export function makeCatalogueRoutes({ search, liveProducts }: Dependencies): Route[] {
  const list = defineRoute({
    method: 'get',
    path: '/products',
    summary: 'List the products',
    description:
      'The newest first, unless `sort` says otherwise. With `search`, `category` or another `sort`, the list is made of the ' +
      `newest ${searched} products. Upper and lower case, accents and compatible forms of a character make no difference. A ` +
      'cursor is good for the sort that it came with.',
    tag,
    access: 'public',
    query: productQuerySchema,
    answers: { 200: { description: 'A page of products', body: productPageSchema, headers: cacheHeader } },
  }).handledBy(async ({ query, req }) => answerCached(await search.page(query, addressOf(req))));

  const categories = defineRoute({
    method: 'get',
    path: '/categories',
    summary: 'List the categories',
    description:
      `By name, with the number of products in each, of the newest ${searched} products; at most ` +
      `${CATEGORIES_MAX.toLocaleString('en')}, those with the most products. A category that is spelled in several ways is ` +
      'one, in the spelling of most of its products.',
    tag,
    access: 'public',
    answers: { 200: { description: 'The categories', body: categoryListSchema, headers: cacheHeader } },
  }).handledBy(async () => {
    const { value: items, source } = await search.categories();
    return answerCached({ value: { items }, source });
  });

  return [list, categories, makeEventsRoute(liveProducts)];
}

/** Must come before the route of one product, which would take `events` for an id. */
function makeEventsRoute(liveProducts: LiveProducts): Route {
  return defineRoute({
    method: 'get',
    path: '/products/events',
    summary: 'Follow stock and prices live',
    description:
      'Server-sent events. First comes `following` with the data `{}`: from here on changes are being watched, so read the ' +
      'products that you show now, and you miss nothing. It comes again when changes may have been missed; then read them ' +
      'again. `away` tells, with `{}`, that Redis is away: what you show is the last known until `following` comes; it comes ' +
      'first when you connect meanwhile. `product` tells of a product that has changed or is new, at most once in 100 ms and ' +
      'with what it is by then: ' +
      '`{"id", "stock_quantity", "price", "currency", "updated_at"}`. `removed` tells `{"id"}` of one that is gone. Without ' +
      `\`ids\` they tell of the newest ${LISTED_PRODUCTS_WATCHED_MAX.toLocaleString('en')} products. The stream ends when the ` +
      'service stops. After a reconnect it begins anew, so there is nothing to resume and no `Last-Event-ID`.',
    tag,
    access: 'public',
    query: productEventsQuerySchema,
    answers: { 200: { description: 'Changes of products, as they happen', stream: 'text/event-stream' } },
    problems: {
      429: 'Clients at your address already have the maximum number of live updates open',
      503:
        'This process serves the maximum number of live updates, or is stopping, or its clients name more than ' +
        `${NAMED_PRODUCTS_WATCHED_MAX.toLocaleString('en')} products together`,
    },
  }).handledBy(async ({ query, req, res }) => {
    liveProducts.open(addressOf(req), query.ids, () => openLiveUpdates(res));
    return STREAMED;
  });
}
