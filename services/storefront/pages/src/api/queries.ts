import { ApiProblem, dataOf, type Order, type OrderStatus, type Product } from '@stockade/client';
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { clients } from './clients.js';

const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 5_000;
export const SHOP_PAGE_SIZE = 24;
const ORDERS_PAGE_SIZE = 20;

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
  /** The warehouse answered from its last known copies. */
  readonly isStale?: boolean;
}

export interface ProductFilter {
  search?: string;
  category?: string;
  sort?: 'newest' | 'name' | 'price' | '-price';
}

/** Names of what is kept; a longer one belongs to each that it begins with. */
export const KEYS = {
  products: ['products'],
  productLists: ['products', 'lists'],
  product: ['products', 'one'],
  categories: ['products', 'categories'],
  quotes: ['products', 'quotes'],
  orders: ['orders'],
  orderLists: ['orders', 'lists'],
  order: (id: string) => ['orders', 'one', id],
  payment: (id: string) => ['orders', 'payments', id],
  reservations: ['orders', 'reservations'],
  console: ['console'],
} as const;

/** Everything is pushed, so nothing grows old by itself; what may pass is tried again. */
export const makeQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (_failures, error) => error instanceof ApiProblem && error.mayPass,
        retryDelay: (failures, error) =>
          (error instanceof ApiProblem ? error.retryAfterMs : null) ??
          Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures),
      },
      mutations: { networkMode: 'always' },
    },
  });

export const productList = (filter: ProductFilter) =>
  infiniteQueryOptions({
    queryKey: [...KEYS.productLists, filter],
    async queryFn({ pageParam, signal }): Promise<PageOf<Product>> {
      const query = { ...filter, limit: SHOP_PAGE_SIZE, ...(pageParam !== null && { cursor: pageParam }) };
      const asked = clients.warehouse.GET('/products', { params: { query }, signal });
      const page = await dataOf(asked);
      return { ...page, isStale: (await asked).response.headers.get('x-cache') === 'STALE' };
    },
    initialPageParam: noCursor(),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** What the shop shows to whoever has just come. */
export const firstProducts = productList({});

export const productOf = (id: string) =>
  queryOptions({
    queryKey: [...KEYS.product, id],
    queryFn: ({ signal }) => dataOf(clients.warehouse.GET('/products/{id}', { params: { path: { id } }, signal })),
  });

export const categories = queryOptions({
  queryKey: KEYS.categories,
  queryFn: ({ signal }) => dataOf(clients.warehouse.GET('/categories', { signal })),
});

export const about = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => dataOf(clients.store.GET('/about', { signal })),
});

/** What the lines of a cart cost now. */
export const quoteOf = (items: readonly { product_id: string; quantity: number }[]) =>
  queryOptions({
    queryKey: [...KEYS.quotes, items],
    queryFn: ({ signal }) => dataOf(clients.store.POST('/orders/quote', { body: { items: [...items] }, signal })),
    enabled: items.length > 0,
  });

export const orderList = (status: OrderStatus | null) =>
  infiniteQueryOptions({
    queryKey: [...KEYS.orderLists, status],
    queryFn({ pageParam, signal }): Promise<PageOf<Order>> {
      const query = {
        limit: ORDERS_PAGE_SIZE,
        ...(status !== null && { status }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return dataOf(clients.store.GET('/orders', { params: { query }, signal }));
    },
    initialPageParam: noCursor(),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

export const orderOf = (id: string) =>
  queryOptions({
    queryKey: KEYS.order(id),
    queryFn: ({ signal }) => dataOf(clients.store.GET('/orders/{id}', { params: { path: { id } }, signal })),
  });

export const paymentOf = (orderId: string) =>
  queryOptions({
    queryKey: KEYS.payment(orderId),
    queryFn: ({ signal }) =>
      dataOf(clients.store.GET('/payments/{order_id}', { params: { path: { order_id: orderId } }, signal })),
  });

/** What the warehouse decided on these orders; an order that it has not decided on is missing. */
export const reservationsOf = (orderIds: readonly string[]) =>
  queryOptions({
    queryKey: [...KEYS.reservations, ...orderIds],
    queryFn: ({ signal }) =>
      dataOf(clients.warehouse.GET('/reservations', { params: { query: { order_ids: orderIds.join(',') } }, signal })),
    enabled: orderIds.length > 0,
  });

function noCursor(): string | null {
  return null;
}
