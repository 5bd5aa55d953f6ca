// @ts-check
// A PostgreSQL of one's own, for the peers that keep their orders in one: Debian's, or any that is on the PATH.
import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { commandLineOf, freePort, startProcess, waitUntil } from '@stockade/local';
import { treeOf } from './process-tree.mjs';

const READY_DEADLINE_MS = 60_000;
const USER = 'shop';
const DATABASE = 'postgres';
const DEBIAN = '/usr/lib/postgresql';
/** As whom it runs where we are root, which it refuses. */
const NOBODY = 65_534;
/** Folders on the way to its data, which another user must be able to pass. */
const PASSABLE = 0o755;

/** What it is set to, and where that is documented. */
export const POSTGRES_SETTINGS = /** @type {const} */ ([
  ['fsync', 'on', 'https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-FSYNC'],
  ['synchronous_commit', 'on', 'https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT'],
  ['full_page_writes', 'on', 'https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-FULL-PAGE-WRITES'],
  ['wal_compression', 'lz4', 'https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-WAL-COMPRESSION'],
  ['wal_buffers', '64MB', 'https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-WAL-BUFFERS'],
  ['max_wal_size', '8GB', 'https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-MAX-WAL-SIZE'],
  ['checkpoint_timeout', '15min', 'https://www.postgresql.org/docs/15/runtime-config-wal.html#GUC-CHECKPOINT-TIMEOUT'],
  ['shared_buffers', '1GB', 'https://www.postgresql.org/docs/15/runtime-config-resource.html#GUC-SHARED-BUFFERS'],
  ['max_connections', '100', 'https://www.postgresql.org/docs/15/runtime-config-connection.html#GUC-MAX-CONNECTIONS'],
]);

/** Why there is none here, or undefined. */
export function postgresMissing() {
  return binFolder() === undefined
    ? 'no PostgreSQL is installed here. Type: sudo apt-get install -y postgresql   (its server need not run)'
    : undefined;
}

/**
 * A server that is not started yet, on a Unix socket and a port of 127.0.0.1. `url` goes over the socket; the user is a superuser
 * without a password. It can be killed and started again.
 * @param {{ dir: string }} place
 */
export async function makePostgres({ dir }) {
  const bin = binFolder();
  if (bin === undefined) throw new Error(postgresMissing());
  const data = join(dir, 'data');
  const port = await freePort();
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
  await mkdir(data, { mode: 0o700 });
  if (as !== undefined) {
    await Promise.all([dirname(dir), dir].map((folder) => chmod(folder, PASSABLE)));
    await Promise.all([dir, data].map((folder) => chown(folder, as.uid, as.gid)));
  }
  const initdb = ['-D', data, '-U', USER, '--auth=trust', '--no-instructions', '--encoding=UTF8', '--locale=C'];
  await promisify(execFile)(join(bin, 'initdb'), initdb, { ...as, cwd: dir });

  /** @type {Awaited<ReturnType<typeof startProcess>> | undefined} */
  let present;
  return {
    url: `postgres://${USER}@127.0.0.1:${port}/${DATABASE}`,
    host: dir,
    port,
    user: USER,
    database: DATABASE,
    pids: () => (present ? { postgres: present.pid } : {}),
    async start() {
      const settings = [...POSTGRES_SETTINGS.map(([name, value]) => [name, value]), ['unix_socket_directories', dir]];
      const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port)];
      const server = await startAs(as, join(bin, 'postgres'), [
        ...args,
        ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ]);
      present = server;
      await waitUntil(() => isReady(bin, dir, port), { what: 'PostgreSQL to be ready', deadlineMs: READY_DEADLINE_MS });
    },
    async kill() {
      if (present === undefined) return;
      // A new server does not start while one of the old processes is left, and those notice late that the first is gone.
      const left = treeOf(present.pid).slice(1);
      await present.kill();
      for (const pid of left) tryTo(() => process.kill(pid, 'SIGKILL'));
      const areGone = () => left.every((pid) => commandLineOf(pid) === undefined);
      await waitUntil(areGone, { what: 'PostgreSQL to be gone' });
    },
    // SIGINT is its fast shutdown.
    stop: () => present?.kill('SIGINT'),
  };
}

/** @param {{ uid: number, gid: number } | undefined} as @param {string} command @param {readonly string[]} args */
function startAs(as, command, args) {
  if (as === undefined) return startProcess({ name: 'postgres', command, args });
  const ids = ['--reuid', String(as.uid), '--regid', String(as.gid), '--clear-groups'];
  // It execs, so the process is that of the server.
  return startProcess({ name: 'postgres', command: 'setpriv', args: [...ids, command, ...args] });
}

/** @param {string} bin @param {string} host @param {number} port */
async function isReady(bin, host, port) {
  await promisify(execFile)(join(bin, 'pg_isready'), ['-h', host, '-p', String(port), '-q']);
  return true;
}

function binFolder() {
  const debian = tryTo(() => readdirSync(DEBIAN)) ?? [];
  const newestFirst = debian.toSorted((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN, version, 'bin'));
  const folders = [...newestFirst, ...(process.env['PATH'] ?? '').split(':')];
  return folders.find((folder) =>
    ['postgres', 'initdb', 'pg_isready'].every(
      (program) => tryTo(() => (accessSync(join(folder, program), constants.X_OK), true)) === true,
    ),
  );
}

/**
 * @template T
 * @param {() => T} read
 */
function tryTo(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
