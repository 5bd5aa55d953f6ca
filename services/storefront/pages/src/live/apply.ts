import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Order, OrderMove, OrderStatus, Product, ProductChange } from '@stockade/client';
import { KEYS, type PageOf } from '../api/queries.js';
import { makeCell } from '../parts/cell.js';
import { mustWait } from './held.js';
import { isNewHere } from './new-products.js';
import type { News, StreamName } from './news.js';
import { readAfterwards, refresh } from './refresh.js';

/** Whether the catalogue is the last known, because Redis is away. */
export const isStale = makeCell(false);

/** Changes what this tab shows. */
export function applyNews(queries: QueryClient, news: Exclude<News, { is: 'state' }>): void {
  switch (news.is) {
    case 'product':
      return applyProduct(queries, news.product);
    case 'removed':
      return refresh(queries, { queryKey: KEYS.products });
    case 'away':
      return isStale.set(true);
    case 'move':
      return applyMove(queries, news.move);
    case 'following':
      if (news.stream === 'products') isStale.set(false);
      return readAgain(queries, news.stream);
  }
}

/** Reads again what is shown and may have changed unnoticed; of one stream, or of all. */
export function readAgain(queries: QueryClient, stream?: StreamName): void {
  if (stream !== 'orders') refresh(queries, { queryKey: KEYS.products });
  // That a decision fell, the news of stock tell.
  if (stream === 'products') readUndecided(queries);
  else refresh(queries, { queryKey: KEYS.orders });
}

function applyProduct(queries: QueryClient, change: ProductChange): void {
  let lastPrice: number | null = null;
  // Before it is changed, so that this one is not taken for an answer.
  readAfterwards(queries, { queryKey: KEYS.products });
  const changed = (product: Product): Product => {
    if (product.id !== change.id) return product;
    lastPrice = product.price;
    return { ...product, ...change };
  };
  queries.setQueriesData<Product>({ queryKey: KEYS.product }, (product) => product && changed(product));
  queries.setQueriesData<InfiniteData<PageOf<Product>>>(
    { queryKey: KEYS.productLists },
    (list) => list && mapItems(list, changed),
  );
  if (lastPrice === null && isNewHere(queries, change)) refresh(queries, { queryKey: KEYS.productLists });
  if (lastPrice !== change.price) refresh(queries, { queryKey: KEYS.quotes });
  // A reservation is what changes a stock.
  readUndecided(queries);
}

function applyMove(queries: QueryClient, move: OrderMove): void {
  const { order_id } = move;
  const [one, lists] = [{ queryKey: KEYS.order(order_id) }, { queryKey: KEYS.orderLists }];
  let isKnown = false;
  let isWhole = true;
  readAfterwards(queries, one);
  readAfterwards(queries, lists);
  const moved = (order: Order): Order => {
    if (order.order_id !== order_id) return order;
    isKnown = true;
    const next = withMove(order, move);
    isWhole &&= next !== null;
    return next ?? order;
  };
  queries.setQueryData<Order>(one.queryKey, (order) => order && moved(order));
  queries.setQueriesData<InfiniteData<PageOf<Order>>>(lists, (list) => list && mapItems(list, moved));
  if (!isWhole) refresh(queries, one);
  if (!isWhole || (!isKnown && !mustWait(order_id))) refresh(queries, lists);
  refresh(queries, { queryKey: KEYS.payment(order_id) });
  readUndecided(queries);
}

/** Asks for stock decisions again, as long as one is missing of those that were asked for. */
function readUndecided(queries: QueryClient): void {
  refresh(queries, {
    queryKey: KEYS.reservations,
    predicate({ queryKey, state: { data } }) {
      const asked = queryKey.length - KEYS.reservations.length;
      return !isList(data) || data.items.length < asked;
    },
  });
}

const isList = (data: unknown): data is { items: readonly unknown[] } =>
  typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items);

const FOLLOWS: Readonly<Partial<Record<OrderStatus, OrderStatus>>> = {
  completed: 'pending',
  failed: 'pending',
  cancelled: 'pending',
  refunded: 'completed',
};

/** The order with a move that may have been told before; null when the move before it was not. */
function withMove(order: Order, { status, at }: OrderMove): Order | null {
  const has = (one: OrderStatus) => order.timeline.some((known) => known.status === one);
  if (has(status)) return order;
  const before = FOLLOWS[status];
  if (before !== undefined && !has(before)) return null;
  return { ...order, timeline: [...order.timeline, { status, at }], status, updated_at: at };
}

function mapItems<Item>(list: InfiniteData<PageOf<Item>>, change: (item: Item) => Item): InfiniteData<PageOf<Item>> {
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
