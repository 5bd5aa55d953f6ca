import type { StockMoves, Transfer } from './stock-moves.js';

/** Where the pieces of a product were at one look. */
export interface StockCount {
  /** At each place. */
  readonly available: readonly number[];
  readonly open: readonly Transfer[];
  /** All pieces that are available anywhere, if none was on its way; else null. */
  readonly total: number | null;
}

/**
 * Counts the pieces of a product at all places, which cannot be read at one instant.
 *
 * The numbers of the transfers are read before and after the pieces. If none has changed at any place and none is open, no
 * piece was on its way between the two reads, and so none was counted twice or missed. What was sold meanwhile may be counted
 * or not: the total is at most what there was when the count began, and at least what there was when it ended. So if it is less
 * than an order needs, there was an instant at which the order could not be had.
 *
 * @param isEnough whether an estimate does that needs one read less; then the total is null
 */
export async function countStock(
  moves: StockMoves,
  productId: string,
  isEnough: (available: readonly number[]) => boolean = () => false,
): Promise<StockCount> {
  const [before, estimate] = await Promise.all([moves.readTransfers(productId), moves.readAvailable(productId)]);
  const { open, steps } = before;
  if (open.length > 0 || isEnough(estimate)) return { available: estimate, open, total: null };
  const available = await moves.readAvailable(productId);
  const after = await moves.readTransfers(productId);
  const isExact = after.open.length === 0 && after.steps === steps;
  return { available, open: after.open, total: isExact ? sumOf(available) : null };
}

export const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
