import type { Order } from '@stockade/client';

/**
 * Where a spreadsheet may see the beginning of a formula: at the beginning of a cell, and wherever one begins for a spreadsheet that
 * parts cells at semicolons or tabs, as Excel does in much of Europe. To that one, quotes that a comma has gone before are none, and
 * so a line break ends the row. See OWASP, CSV Injection.
 */
const FORMULA = /((?:^|[;\t\r\n])[\s"]*)(?=[=+\-@＝＋－＠])/g;

/** A cell in quotes. What would begin a formula gets an apostrophe in front, so that a spreadsheet shows it and runs nothing. */
const cell = (text: string): string => `"${text.replaceAll(FORMULA, "$1'").replaceAll('"', '""')}"`;

const COLUMNS: readonly [name: string, of: (order: Order) => string][] = [
  ['order_id', ({ order_id }) => order_id],
  ['status', ({ status }) => status],
  ['created_at', ({ created_at }) => created_at],
  ['updated_at', ({ updated_at }) => updated_at],
  ['customer_id', ({ customer_id }) => customer_id],
  ['items', ({ items }) => items.map(({ name, quantity }) => `${name} × ${quantity}`).join('; ')],
  ['subtotal', ({ subtotal }) => String(subtotal)],
  ['fee', ({ fee }) => String(fee)],
  ['total', ({ total }) => String(total)],
  ['currency', ({ currency }) => currency],
  ['payment_method', ({ payment_method }) => payment_method],
  ['shipping_address', ({ shipping_address }) => addressLine(shipping_address)],
];

const addressLine = (address: Order['shipping_address']): string =>
  address === null ? '' : typeof address === 'string' ? address : Object.values(address).join(', ');

/** Without it Excel does not read UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Orders as CSV (RFC 4180): a line of names, and a line for each order. */
export function csvOf(orders: readonly Order[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...orders.map((order) => COLUMNS.map(([, of]) => of(order)))];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}
