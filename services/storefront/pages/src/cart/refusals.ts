import { ApiProblem } from '@stockade/client';
import type { CartLine } from './cart.js';

/** The product was removed, or is sold in another currency. */
const NOT_SOLD = 'It cannot be ordered: take it out of the cart.';

/** What the store says against a cart. */
export interface Refusals {
  /** By the id of the product whose line it is about. */
  readonly lines: ReadonlyMap<string, string>;
  /** About the cart as a whole. */
  readonly whole: readonly string[];
}

/** What the store says against these lines, in words for whoever has them in the cart. */
export function refusalsOf(error: Error | null, cart: readonly CartLine[]): Refusals {
  const lines = new Map<string, string>();
  const whole: string[] = [];
  const errors = error instanceof ApiProblem ? (error.document?.errors ?? []) : [];
  for (const { field, message } of errors) {
    const [, index, what] = /^items\.(\d+)\.(\w+)/.exec(field) ?? [];
    const line = index === undefined ? undefined : cart[Number(index)];
    if (line !== undefined) lines.set(line.product_id, what === 'product_id' ? NOT_SOLD : message);
    else whole.push(field === 'items' ? `The cart ${message}.` : `${field} ${message}`);
  }
  return { lines, whole };
}
