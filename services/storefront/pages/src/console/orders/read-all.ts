import { ApiProblem, type Order } from '@stockade/client';
import { PAGE_SIZE_MAX } from '@stockade/contracts/limits';
import type { OrderFilter } from './filter.js';
import { readOrders } from './queries.js';

/** Orders that one file holds; they are all in the memory of the page. */
export const FILE_ORDERS_MAX = 10_000;
/** How often in a row a page is asked for that does not come. */
const ATTEMPTS_MAX = 10;
const TRY_AGAIN_MS = 1_000;

/** How far the reading is. */
export interface ReadSoFar {
  orders: number;
  /** The time of the last order that was looked at, ISO 8601; null before the first. */
  until: string | null;
}

/** All orders of a filter. */
interface AllOrders {
  orders: readonly Order[];
  /** False when there are more than a file holds. */
  isComplete: boolean;
}

/** Reads the orders of a filter page by page. Throws an ApiProblem, and the signal's reason when it aborts. */
export async function readAllOrders(
  filter: OrderFilter,
  onProgress: (soFar: ReadSoFar) => void,
  signal: AbortSignal,
): Promise<AllOrders> {
  const orders: Order[] = [];
  let cursor: string | null = null;
  do {
    const { items, next_cursor, searched_until } = await readInsistently(filter, cursor, signal);
    orders.push(...items);
    cursor = next_cursor;
    onProgress({
      orders: Math.min(orders.length, FILE_ORDERS_MAX),
      until: searched_until ?? items.at(-1)?.created_at ?? null,
    });
  } while (cursor !== null && orders.length < FILE_ORDERS_MAX);
  return { orders: orders.slice(0, FILE_ORDERS_MAX), isComplete: cursor === null && orders.length <= FILE_ORDERS_MAX };
}

async function readInsistently(filter: OrderFilter, cursor: string | null, signal: AbortSignal) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOrders(filter, PAGE_SIZE_MAX, cursor, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ApiProblem) || !error.mayPass || attempt === ATTEMPTS_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? TRY_AGAIN_MS));
      signal.throwIfAborted();
    }
  }
}
