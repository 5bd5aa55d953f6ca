import { toPlaced, type Order } from '../src/order-record.js';

/** The fields of an order of any status, as its hash has them. */
export function toFields(order: Order): Record<string, string> {
  const { status, created_at, completed_at, failed_at, cancelled_at, refunded_at } = order;
  const times = { created_at, completed_at, failed_at, cancelled_at, refunded_at };
  const fields: Record<string, string> = { status, placed: toPlaced(order) };
  for (const [name, atMs] of Object.entries(times)) if (atMs !== undefined) fields[name] = String(atMs);
  return fields;
}
