// DBOS Transact: durable workflows as a library, with their checkpoints in PostgreSQL.
import { makePostgres, POSTGRES_SETTINGS, postgresMissing } from '../postgres-server.mjs';

export default {
  title: 'DBOS 5.3 on PostgreSQL',
  settings: [
    [
      'one workflow for an order, under its key; started, not queued, so nothing polls',
      'https://docs.dbos.dev/typescript/tutorials/workflow-tutorial#workflow-ids-and-idempotency',
    ],
    [
      'a systemDatabasePool of 20 connections instead of 10, with handlers of errors',
      'https://docs.dbos.dev/typescript/reference/configuration#database-connection-settings',
    ],
    [
      'a fixed executorID, so that a process which is back takes up what it had in hand',
      'https://docs.dbos.dev/production/workflow-recovery',
    ],
    [
      'steps are idempotent and repeated',
      'https://docs.dbos.dev/typescript/tutorials/step-tutorial#configurable-retries',
    ],
    ...POSTGRES_SETTINGS.map(([name, value, url]) => [`PostgreSQL: ${name} = ${value}`, url]),
  ],
  note:
    'One process takes orders and decides them. Stock is reserved in an idempotent step and not through a DBOS datasource, because those ' +
    'in the public registry call a function that version 5.3 no longer has. An order takes as many commits either way.',

  unavailable: () => postgresMissing(),

  /** @param {{ dir: string }} place */
  async openStore({ dir }) {
    const postgres = await makePostgres({ dir });
    const { host, port, user, database } = postgres;
    return {
      ...postgres,
      env: {
        // Over TCP, as documented. Over a Unix socket a server that dies gives EPIPE, which DBOS 5.3 does not try again, and its
        // workflows end in an error: https://docs.dbos.dev/typescript/reference/configuration#database-connection-settings
        DATABASE_URL: postgres.url,
        // For the statements of the shop itself: https://node-postgres.com/features/connecting#environment-variables
        PGHOST: host,
        PGPORT: String(port),
        PGUSER: user,
        PGDATABASE: database,
      },
    };
  },
  processes: [{ name: 'http', file: 'http.mjs' }],
  seed: 'seed.mjs',
  books: 'books.mjs',
};
