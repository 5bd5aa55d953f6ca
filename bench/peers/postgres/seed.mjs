import { readFileSync } from 'node:fs';
import { connect } from './database.mjs';

const pool = connect(1);

// The orders that are open are few: they have an index of their own, in the sequence in which they came. A row has room for its
// next version in its page (https://www.postgresql.org/docs/15/storage-hot.html), and tables are vacuumed often.
await pool.query(`
  CREATE TABLE IF NOT EXISTS stock (
    product_id uuid PRIMARY KEY,
    available int NOT NULL CHECK (available >= 0)
  ) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0.02);
  CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY,
    place bigint GENERATED ALWAYS AS IDENTITY,
    items text NOT NULL,
    amount int NOT NULL,
    status text NOT NULL DEFAULT 'placed',
    placed_at bigint NOT NULL,
    decided_at bigint
  ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
  CREATE INDEX IF NOT EXISTS orders_placed ON orders (place) WHERE status = 'placed';
  CREATE INDEX IF NOT EXISTS orders_short ON orders (place) WHERE status = 'short'`);

const products = Object.entries(JSON.parse(readFileSync(process.env['PRODUCTS_FILE'] ?? '', 'utf8')));
await pool.query('INSERT INTO stock SELECT * FROM unnest($1::uuid[], $2::int[])', [
  products.map(([id]) => id),
  products.map(([, pieces]) => pieces),
]);
await pool.query('ANALYZE');
await pool.end();
