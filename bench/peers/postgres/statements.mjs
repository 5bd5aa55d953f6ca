// Prepared statements: https://node-postgres.com/features/queries#prepared-statements

export const PLACE_ORDERS = {
  name: 'place-orders',
  text: `
    INSERT INTO orders (id, items, amount, placed_at)
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[])
    ON CONFLICT (id) DO NOTHING`,
};

export const READ_STATUS = { name: 'read-status', text: 'SELECT status FROM orders WHERE id = $1' };

export const TAKE_PLACED = {
  name: 'take-placed',
  text: `
    SELECT id, items, amount FROM orders WHERE status = 'placed'
    ORDER BY place LIMIT $1 FOR UPDATE SKIP LOCKED`,
};

export const TAKE_SHORT = {
  name: 'take-short',
  text: `SELECT id FROM orders WHERE status = 'short' ORDER BY place LIMIT $1 FOR UPDATE SKIP LOCKED`,
};

/** In one sequence everywhere, so that two batches never wait for each other. */
export const LOCK_STOCK = {
  name: 'lock-stock',
  text: `
    SELECT product_id, available FROM stock WHERE product_id = ANY($1::uuid[])
    ORDER BY product_id FOR UPDATE`,
};

export const TAKE_STOCK = {
  name: 'take-stock',
  text: `
    UPDATE stock SET available = available - taken.pieces
    FROM unnest($1::uuid[], $2::int[]) AS taken (id, pieces)
    WHERE product_id = taken.id`,
};

export const WRITE_DECISIONS = {
  name: 'write-decisions',
  text: `
    UPDATE orders SET status = decided.status, decided_at = CASE WHEN decided.status = 'completed' THEN $3::bigint END
    FROM unnest($1::uuid[], $2::text[]) AS decided (id, status)
    WHERE orders.id = decided.id`,
};

export const WRITE_REFUNDS = {
  name: 'write-refunds',
  text: `UPDATE orders SET status = 'refunded', decided_at = $2 WHERE id = ANY($1::uuid[])`,
};
