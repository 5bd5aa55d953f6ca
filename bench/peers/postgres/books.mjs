import { connect } from './database.mjs';

const PAGE = 1_000;
const sql = connect(1);
const tell = (/** @type {object[]} */ lines) =>
  process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

for await (const page of sql`SELECT id, items, status, decided_at FROM orders`.cursor(PAGE))
  tell(
    page.map(({ id, items, status, decided_at }) => {
      const [line] = JSON.parse(items);
      const decidedAt = decided_at === null ? null : Number(decided_at);
      return { order: { id, status: status === 'short' ? 'placed' : status, ...line, decided_at: decidedAt } };
    }),
  );
for await (const page of sql`SELECT product_id, available FROM stock`.cursor(PAGE))
  tell(page.map(({ product_id, available }) => ({ stock: { product_id, available } })));
await sql.end();
