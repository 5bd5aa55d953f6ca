import { LINE_QUANTITY_MAX } from '@stockade/contracts/limits';
import { makeCell } from '../parts/cell.js';
import { makeKept } from '../parts/kept.js';

const STORED_AS = 'stockade-cart';
const kept = makeKept('localStorage', STORED_AS);

export interface CartLine {
  readonly product_id: string;
  readonly quantity: number;
}

/** What is to be bought. Only ids and quantities are kept, in this browser; names and prices are those of now. */
export const cart = makeCell<readonly CartLine[]>(linesOf(kept.read()));

addEventListener('storage', ({ key, newValue }) => {
  if (key === STORED_AS) cart.set(linesOf(newValue));
});

/** Puts pieces of a product into the cart. */
export function addToCart(productId: string, pieces = 1): void {
  const known = cart.get().find(({ product_id }) => product_id === productId);
  if (known) return setQuantity(productId, known.quantity + pieces);
  keep([...cart.get(), { product_id: productId, quantity: pieces }]);
}

/** Sets how many pieces of a product are wanted; 0 takes it out. */
export function setQuantity(productId: string, quantity: number): void {
  const wanted = Math.min(LINE_QUANTITY_MAX, quantity);
  const lines = cart.get().map((line) => (line.product_id === productId ? { ...line, quantity: wanted } : line));
  keep(lines.filter((line) => line.quantity > 0));
}

/** Takes out what was ordered; what was put in meanwhile stays. */
export function takeOut(ordered: readonly CartLine[]): void {
  const pieces = new Map(ordered.map(({ product_id, quantity }) => [product_id, quantity]));
  const left = cart.get().map((line) => ({ ...line, quantity: line.quantity - (pieces.get(line.product_id) ?? 0) }));
  keep(left.filter(({ quantity }) => quantity > 0));
}

/** Pieces in the cart. */
export const piecesOf = (lines: readonly CartLine[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

function keep(lines: readonly CartLine[]): void {
  kept.write(JSON.stringify(lines));
  cart.set(lines);
}

function linesOf(stored: string | null): readonly CartLine[] {
  try {
    const lines: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(lines) ? lines.filter(isLine) : [];
  } catch {
    return [];
  }
}

function isLine(line: unknown): line is CartLine {
  if (typeof line !== 'object' || line === null || !('product_id' in line) || !('quantity' in line)) return false;
  return typeof line.product_id === 'string' && Number.isInteger(line.quantity);
}
