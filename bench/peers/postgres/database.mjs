// How the processes of this peer reach the database: over its Unix socket.
import pg from 'pg';

export const PLACED_CHANNEL = 'placed';
const RECONNECT_MS = 100;

/** A pool of connections; PGHOST, PGPORT, PGUSER and PGDATABASE say where to. @param {number} max */
export function connect(max) {
  const pool = new pg.Pool({ max, idleTimeoutMillis: 0 });
  const ignore = () => {
    // Whoever waits for an answer on that connection is told, and it leaves the pool.
  };
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/**
 * @template T
 * @param {import('pg').Pool} pool
 * @param {(ask: (statement: { name: string, text: string }, values: unknown[]) => Promise<any[]>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function transaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(async (statement, values) => (await client.query({ ...statement, values })).rows);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // Its end undoes what it did.
    client.release(true);
    throw error;
  }
}

/** Calls back for each notification, for as long as the process lives. @param {string} channel @param {() => void} callBack */
export function listen(channel, callBack) {
  const client = new pg.Client();
  const again = () => setTimeout(() => listen(channel, callBack), RECONNECT_MS);
  client.on('error', () => {});
  client.once('end', again);
  client.on('notification', callBack);
  client.connect().then(
    () => client.query(`LISTEN ${channel}`).catch(() => {}),
    () => {
      client.off('end', again);
      again();
    },
  );
}
