// PostgreSQL and two programs by hand: no library for queues or workflows, batches on both sides.
import { makePostgres, POSTGRES_SETTINGS, postgresMissing } from '../postgres-server.mjs';

export default {
  title: 'PostgreSQL 15 by hand',
  settings: [
    ...POSTGRES_SETTINGS.map(([name, value, link]) => [`${name} = ${value}`, link]),
    [
      'orders are taken from the table by FOR UPDATE SKIP LOCKED',
      'https://www.postgresql.org/docs/15/sql-select.html#SQL-FOR-UPDATE-SHARE',
    ],
    ['ON CONFLICT DO NOTHING', 'https://www.postgresql.org/docs/15/sql-insert.html#SQL-ON-CONFLICT'],
    ['LISTEN and NOTIFY', 'https://www.postgresql.org/docs/15/sql-notify.html'],
    ['fillfactor', 'https://www.postgresql.org/docs/15/sql-createtable.html#RELOPTION-FILLFACTOR'],
    ['prepared statements, over the Unix socket', 'https://node-postgres.com/features/queries#prepared-statements'],
  ],
  unavailable: postgresMissing,

  /** @param {{ dir: string }} place */
  async openStore({ dir }) {
    const { host, port, user, database, ...server } = await makePostgres({ dir });
    return { ...server, env: { PGHOST: host, PGPORT: String(port), PGUSER: user, PGDATABASE: database } };
  },
  processes: [
    { name: 'http', file: 'http.mjs' },
    { name: 'worker', file: 'worker.mjs' },
  ],
  seed: 'seed.mjs',
  books: 'books.mjs',
};
