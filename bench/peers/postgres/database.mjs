// How the processes of this peer reach the database: over its Unix socket, with prepared statements, pipelined.
import postgres from 'postgres';

export const PLACED_CHANNEL = 'placed';

/** @param {number} max connections */
export function connect(max) {
  return postgres({
    host: process.env['PGHOST'],
    port: Number(process.env['PGPORT']),
    user: process.env['PGUSER'],
    database: process.env['PGDATABASE'],
    max,
    // It tries again soon when the database is gone.
    backoff: () => 0.1,
    onnotice: () => {},
  });
}
