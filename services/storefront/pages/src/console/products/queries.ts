import { ApiProblem, dataOf, type Product } from '@stockade/client';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';
import { applyNews } from '../../live/apply.js';
import { randomHex } from '../../parts/random-hex.js';

const KEY_BYTES = 16;
const ATTEMPTS_MAX = 10;
const TRY_AGAIN_MS = 1_000;

/**
 * Where the pieces of a product are.
 * @param asOf names the state of the product that is asked for
 */
export const stockOf = (id: string, asOf: string) =>
  queryOptions({
    queryKey: [...KEYS.console, 'stock', id, asOf],
    queryFn: ({ signal }) =>
      dataOf(clients.operations.GET('/ops/stock/{product_id}', { params: { path: { product_id: id } }, signal })),
    placeholderData: keepPreviousData,
    // Each state has its own.
    gcTime: 0,
  });

/** What can be set in the table. */
export type Settable = 'price' | 'stock_quantity';

interface Change {
  field: Settable;
  value: string;
  /** Under its key a change is made once, however often it is sent. */
  key: string;
}

export const newChange = (field: Settable, value: string): Change => ({ field, value, key: randomHex(KEY_BYTES) });

function send(id: string, { field, value, key }: Change): Promise<Product> {
  const params = { path: { id }, header: { 'idempotency-key': key } };
  return dataOf(
    field === 'price'
      ? clients.warehouse.PATCH('/products/{id}', { params, body: { price: value } })
      : clients.warehouse.PUT('/products/{id}/stock', { params, body: { stock_quantity: Number(value) } }),
  );
}

/** Sets the price or the stock of a product, and shows it wherever the product is shown. */
export function useChange(id: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => send(id, change),
    retry: (failures, error) => error instanceof ApiProblem && error.mayPass && failures < ATTEMPTS_MAX,
    retryDelay: (_failures, error) => (error instanceof ApiProblem && error.retryAfterMs) || TRY_AGAIN_MS,
    onSuccess(product) {
      applyNews(queries, { is: 'product', product });
      onDone();
    },
  });
}
