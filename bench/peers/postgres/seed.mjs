import { readFileSync } from 'node:fs';
import { connect } from './database.mjs';

const sql = connect(1);

// The orders that are open are few: they have an index of their own, in the sequence in which they came. A row has room for its
// next version in its page (https://www.postgresql.org/docs/15/storage-hot.html), and tables are vacuumed often.
await sql`
  CREATE TABLE IF NOT EXISTS stock (
    product_id uuid PRIMARY KEY,
    available int NOT NULL CHECK (available >= 0)
  ) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0.02)`;
await sql`
  CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY,
    place bigint GENERATED ALWAYS AS IDENTITY,
    items text NOT NULL,
    amount int NOT NULL,
    status text NOT NULL DEFAULT 'placed',
    placed_at bigint NOT NULL,
    decided_at bigint
  ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)`;
await sql`CREATE INDEX IF NOT EXISTS orders_placed ON orders (place) WHERE status = 'placed'`;
await sql`CREATE INDEX IF NOT EXISTS orders_short ON orders (place) WHERE status = 'short'`;

const products = Object.entries(JSON.parse(readFileSync(process.env['PRODUCTS_FILE'] ?? '', 'utf8')));
await sql`
  INSERT INTO stock SELECT * FROM unnest(
    ${products.map(([id]) => id)}::uuid[],
    ${products.map(([, pieces]) => pieces)}::int[]
  )`;
await sql`ANALYZE`;
await sql.end();
