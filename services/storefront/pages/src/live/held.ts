import { makeCell } from '../parts/cell.js';

/** Whether somebody points at a list, or has the focus in it: its rows must not move under the pointer. */
export const held = makeCell(false);
/** The orders that came meanwhile and are not shown yet. */
export const waiting = makeCell<ReadonlySet<string>>(new Set());

/** Whether a new order has to wait; then it is counted. */
export function mustWait(orderId: string): boolean {
  if (!held.get()) return false;
  waiting.set(new Set([...waiting.get(), orderId]));
  return true;
}
