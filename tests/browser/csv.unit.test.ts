import { expect, test } from '@jest/globals';
import { csvOf } from '../../services/storefront/pages/src/console/orders/csv.js';

type Order = Parameters<typeof csvOf>[0][number];

const FORMULA = /^\s*[=+\-@＝＋－＠]/;
const AT = '2026-01-31T12:00:00.000Z';

const orderTo = (shipping_address: Order['shipping_address']): Order => ({
  order_id: '019346a0-0000-7000-8000-00000000000a',
  customer_id: '019346a0-0000-7000-8000-00000000000b',
  status: 'completed',
  items: [{ product_id: '019346a0-0000-7000-8000-000000000003', name: 'Hinge', price: 1, quantity: 1, line_total: 1 }],
  subtotal: 1,
  fee: 0.2,
  total: 1.2,
  currency: 'USD',
  shipping_address,
  payment_method: 'pm_card',
  created_at: AT,
  updated_at: AT,
  timeline: [{ status: 'completed', at: AT }],
});

/** The cells as a spreadsheet reads them: quotes count where a cell begins with one, and what follows the closing one belongs to it. */
function cellsOf(text: string, separator: string): string[] {
  const cells = new RegExp(String.raw`(?:^|[${separator}\r\n])("(?:[^"]|"")*")?([^${separator}\r\n]*)`, 'g');
  return [...text.matchAll(cells)].map(([, quoted = '', rest]) => quoted.slice(1, -1).replaceAll('""', '"') + rest);
}

test.each([
  ["=cmd|' /C calc'!A0"],
  ["x;=cmd|' /C calc'!A0;"],
  ['x;"=1+1'],
  ['x; "" =1+1'],
  ['x\t=1+1'],
  ['＝1+1'],
  [{ street: '\n=1+1' }],
  [{ street: 'x\n=1+1' }],
  [{ street: 'x\r\n@SUM(1)', city: '-1;+1' }],
  [{ street: 'x', city: '=1+1' }],
])('an order to %j makes no formula, whatever parts the cells of a spreadsheet', (address) => {
  const csv = csvOf([orderTo(address)]).replace('\uFEFF', '');
  for (const separator of [',', ';', '\t'])
    expect(cellsOf(csv, separator).filter((cell) => FORMULA.test(cell))).toEqual([]);
});

test('other texts stay as they are', () => {
  const address = { street: 'Elm St. 5-7; 2nd floor', city: 'x = y', note: 'a "b" + c\nd' };
  expect(cellsOf(csvOf([orderTo(address)]), ',')).toContain('Elm St. 5-7; 2nd floor, x = y, a "b" + c\nd');
});
