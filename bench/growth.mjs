// @ts-check
// What a shop costs that has grown: a large catalogue, a customer with many orders, a backlog at the start. Each on a Redis of
// its own (fsync every second), filled while no service runs; times are those of one client, request after request.
// Usage: npm run bench -- growth --help
import { parseArgs } from 'node:util';
import { growBacklog } from './growth/backlog.mjs';
import { growCatalogue } from './growth/catalogue.mjs';
import { growCustomer } from './growth/customer.mjs';
import { wholeNumber } from './usage-error.mjs';

const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '100000' },
    orders: { type: 'string', default: '100000' },
    backlog: { type: 'string', default: '1000000' },
  },
});
const PARTS = [
  { size: wholeNumber('--products', values.products, 0), of: 'products', grow: growCatalogue },
  { size: wholeNumber('--orders', values.orders, 0), of: 'orders of one customer', grow: growCustomer },
  {
    size: wholeNumber('--backlog', values.backlog, 0),
    of: 'paid orders that wait for the warehouse',
    grow: growBacklog,
  },
];
for (const { size, of, grow } of PARTS) {
  if (size === 0) continue;
  console.log(`${size.toLocaleString('en')} ${of}`);
  await grow(size);
}
