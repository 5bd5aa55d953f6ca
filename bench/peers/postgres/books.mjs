import { connect } from './database.mjs';

const pool = connect(1);
const tell = (/** @type {object[]} */ lines) =>
  process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

const orders = await pool.query('SELECT id, items, status, decided_at FROM orders');
tell(
  orders.rows.map(({ id, items, status, decided_at }) => {
    const [line] = JSON.parse(items);
    const decidedAt = decided_at === null ? null : Number(decided_at);
    return { order: { id, status: status === 'short' ? 'placed' : status, ...line, decided_at: decidedAt } };
  }),
);
const stock = await pool.query('SELECT product_id, available FROM stock');
tell(stock.rows.map((row) => ({ stock: row })));
await pool.end();
