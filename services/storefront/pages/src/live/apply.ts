import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Order, OrderMove, Product, ProductChange } from '@stockade/client';
import { KEYS, type PageOf } from '../api/queries.js';
import { mustWait } from './held.js';
import type { News, StreamName } from './news.js';

/** Changes what this tab shows. */
export function applyNews(queries: QueryClient, news: Exclude<News, { is: 'state' }>): void {
  switch (news.is) {
    case 'product':
      return applyProduct(queries, news.product);
    case 'removed':
      return void queries.invalidateQueries({ queryKey: KEYS.products });
    case 'move':
      return applyMove(queries, news.move);
    case 'following':
      return readAgain(queries, news.stream);
  }
}

/** Reads again what is shown and may have changed unnoticed; of one stream, or of all. */
export function readAgain(queries: QueryClient, stream?: StreamName): void {
  if (stream !== 'orders') void queries.invalidateQueries({ queryKey: KEYS.products });
  if (stream !== 'products') void queries.invalidateQueries({ queryKey: KEYS.orders });
}

function applyProduct(queries: QueryClient, change: ProductChange): void {
  let isKnown = false;
  const changed = (product: Product): Product => {
    if (product.id !== change.id) return product;
    isKnown = true;
    return { ...product, ...change };
  };
  queries.setQueriesData<Product>({ queryKey: KEYS.product }, (product) => product && changed(product));
  queries.setQueriesData<InfiniteData<PageOf<Product>>>(
    { queryKey: KEYS.productLists },
    (list) => list && mapItems(list, changed),
  );
  if (!isKnown) void queries.invalidateQueries({ queryKey: KEYS.productLists });
  // Prices of now, and stock decisions: a reservation is what changes a stock.
  void queries.invalidateQueries({ queryKey: KEYS.quotes });
  readUndecided(queries);
}

function applyMove(queries: QueryClient, move: OrderMove): void {
  const { order_id } = move;
  let isKnown = false;
  const moved = (order: Order): Order => {
    if (order.order_id !== order_id) return order;
    isKnown = true;
    return withMove(order, move);
  };
  queries.setQueryData<Order>(KEYS.order(order_id), (order) => order && moved(order));
  queries.setQueriesData<InfiniteData<PageOf<Order>>>(
    { queryKey: KEYS.orderLists },
    (list) => list && mapItems(list, moved),
  );
  if (!isKnown && !mustWait(order_id)) void queries.invalidateQueries({ queryKey: KEYS.orderLists });
  void queries.invalidateQueries({ queryKey: KEYS.payment(order_id) });
  readUndecided(queries);
}

/** Asks for stock decisions again, as long as one is missing of those that were asked for. */
function readUndecided(queries: QueryClient): void {
  void queries.invalidateQueries({
    queryKey: KEYS.reservations,
    predicate({ queryKey, state: { data } }) {
      const asked = queryKey.length - KEYS.reservations.length;
      return !isList(data) || data.items.length < asked;
    },
  });
}

const isList = (data: unknown): data is { items: readonly unknown[] } =>
  typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items);

/** The order with a move that may have been told before. */
export function withMove(order: Order, { status, at }: OrderMove): Order {
  if (order.timeline.some((known) => known.status === status)) return order;
  const timeline = [...order.timeline, { status, at }];
  return { ...order, timeline, status, updated_at: at };
}

function mapItems<Item>(list: InfiniteData<PageOf<Item>>, change: (item: Item) => Item): InfiniteData<PageOf<Item>> {
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
