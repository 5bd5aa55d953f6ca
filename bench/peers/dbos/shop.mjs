// What the processes of this peer share: how orders and stock lie in PostgreSQL, and the statements that change them.
import pg from 'pg';

/** https://docs.dbos.dev/typescript/reference/configuration: the application scopes its workflows by its name. */
export const APPLICATION = 'shop';
export const WORKFLOW = 'order';
/** Of each of the two pools; the default of DBOS is 10, and half of a pool is kept from its polling. */
const POOL_SIZE = 20;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS stock (
    product_id uuid PRIMARY KEY,
    available integer NOT NULL CHECK (available >= 0)
  ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
  CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY,
    status text NOT NULL,
    items jsonb NOT NULL,
    decided_at bigint NOT NULL
  )`;

const SEED = `
  INSERT INTO stock (product_id, available) SELECT * FROM unnest($1::uuid[], $2::integer[])
  ON CONFLICT (product_id) DO UPDATE SET available = excluded.available`;

/**
 * Reserves the whole order or nothing, in one statement, and only once: an order that is there took its stock before. Two that
 * run at the same time for one order meet at its primary key. Stock is locked in the sequence of its ids, so nobody waits in a
 * circle. $1 order, $2 its items, $3 products, $4 quantities, $5 now.
 */
const RESERVE = {
  name: 'reserve',
  text: `
  WITH before AS (SELECT status FROM orders WHERE id = $1),
  wanted AS (SELECT * FROM unnest($3::uuid[], $4::integer[]) AS line (product_id, quantity)),
  locked AS (
    SELECT s.product_id FROM stock s JOIN wanted w USING (product_id)
    WHERE s.available >= w.quantity AND NOT EXISTS (SELECT FROM before)
    ORDER BY s.product_id FOR NO KEY UPDATE OF s
  ),
  taken AS (
    UPDATE stock s SET available = s.available - w.quantity FROM wanted w
    WHERE s.product_id = w.product_id AND (SELECT count(*) FROM locked) = (SELECT count(*) FROM wanted)
    RETURNING s.product_id
  ),
  made AS (
    INSERT INTO orders (id, status, items, decided_at)
    SELECT $1, 'completed', $2, $5 WHERE EXISTS (SELECT FROM taken)
    RETURNING status
  )
  SELECT status FROM made UNION ALL SELECT status FROM before`,
};

const REFUNDED = {
  name: 'refunded',
  text: `INSERT INTO orders (id, status, items, decided_at) VALUES ($1, 'refunded', $2, $3) ON CONFLICT (id) DO NOTHING`,
};

/**
 * Connections that may die with the server, whether they wait in the pool or are in use; the query that it costs fails by itself.
 * Without the second handler the death of one that is in use between two queries would end the process.
 * @param {pg.PoolConfig} options
 */
export function makePool(options = {}) {
  const pool = new pg.Pool({ max: POOL_SIZE, ...options });
  const ignore = () => {};
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

export function openShop() {
  // It finds the server by the variables of libpq: https://node-postgres.com/features/connecting#environment-variables
  const pool = makePool();
  return {
    makeTables: () => pool.query(SCHEMA),
    /** @param {Record<string, number>} stock */
    seed: (stock) => pool.query(SEED, [Object.keys(stock), Object.values(stock)]),
    /** @param {import('../parts/front.mjs').Order} order @returns {Promise<boolean>} whether all of it is reserved */
    async reserve({ id, items }) {
      const products = items.map(({ product_id }) => product_id);
      const quantities = items.map(({ quantity }) => quantity);
      const values = [id, JSON.stringify(items), products, quantities, Date.now()];
      const { rows } = await pool.query({ ...RESERVE, values });
      return rows[0]?.status === 'completed';
    },
    /** @param {import('../parts/front.mjs').Order} order */
    refunded: ({ id, items }) => pool.query({ ...REFUNDED, values: [id, JSON.stringify(items), Date.now()] }),
    /** @param {string} id */
    async status(id) {
      const { rows } = await pool.query({
        name: 'status',
        text: 'SELECT status FROM orders WHERE id = $1',
        values: [id],
      });
      return rows[0]?.status;
    },
    books: () =>
      Promise.all([
        pool.query('SELECT id, status, items, decided_at::float8 AS decided_at FROM orders'),
        pool.query('SELECT product_id, available FROM stock'),
      ]),
    close: () => pool.end(),
  };
}
