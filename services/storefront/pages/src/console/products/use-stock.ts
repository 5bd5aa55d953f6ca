import type { Product } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { stockOf } from './queries.js';
import { useCalm } from './use-calm.js';

/** So often at most the pieces of a product are counted while it sells. */
const COUNT_INTERVAL_MS = 1_000;

/** Where the pieces of a product are, counted again when news of the product tell that they have changed. */
export function useStock({ id, stock_quantity, updated_at }: Product, isWanted: boolean) {
  const asOf = useCalm(`${updated_at} ${stock_quantity}`, COUNT_INTERVAL_MS);
  return useQuery({ ...stockOf(id, asOf), enabled: isWanted });
}
