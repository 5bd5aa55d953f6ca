// Restate: a server that keeps a journal of each invocation, and a service that it calls.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProcess, waitUntil } from '@stockade/local';

const SERVER = 'node_modules/@restatedev/restate-server-linux-x64/bin/restate-server';
const READY_DEADLINE_MS = 60_000;
const OK = 200;

/** https://docs.restate.dev/references/server-config @param {string} dir @param {number[]} ports */
const configuration = (dir, [ingress, admin, node]) => `
node-name = "one"
base-dir = "${dir}/data"
bind-address = "127.0.0.1:${node}"
advertised-address = "http://127.0.0.1:${node}"
listen-mode = "tcp"
# A partition has a processor and a log of its own; 24 are for a cluster, and with 2 an order takes least of a machine with two cores.
default-num-partitions = 2
log-filter = "warn"
log-disable-ansi-codes = true
disable-telemetry = true
# What keys and results of orders are kept for is the default, a day; of journals only the outcome is kept.
default-journal-retention = "0s"

# Orders that wait for a product which many want hold a place each, and that product's invocation needs one too.
[worker.invoker]
concurrent-invocations-limit = 10000

[ingress]
bind-address = "127.0.0.1:${ingress}"

[admin]
bind-address = "127.0.0.1:${admin}"
disable-web-ui = true

# The defaults of what makes an answer durable, said because this comparison rests on them.
[bifrost]
default-provider = "replicated"

[log-server]
rocksdb-disable-wal-fsync = false
`;

export default {
  title: 'Restate 1.7',
  settings: [
    ['an order is a workflow under its key', 'https://docs.restate.dev/tour/workflows'],
    [
      'a product is a virtual object, which reserves one after the other',
      'https://docs.restate.dev/develop/ts/services',
    ],
    ['orders are sent through the ingress', 'https://docs.restate.dev/services/invocation/http#sending-messages'],
    ['what is short is undone as a saga', 'https://docs.restate.dev/guides/sagas'],
    ['HTTP/2 in both directions', 'https://docs.restate.dev/develop/ts/serving'],
    [
      'a failed invocation is tried again after 50 ms to 2 s',
      'https://docs.restate.dev/services/configuration#retries',
    ],
    [
      'default-num-partitions = 2, concurrent-invocations-limit = 10000, default-journal-retention = 0',
      'https://docs.restate.dev/references/server-config',
    ],
    ['an answer is durable: it is written and fsynced first, the default', 'https://docs.restate.dev/server/overview'],
  ],

  note: 'An order counts as decided when the server has its outcome, by its own clock.',

  /** @param {{ bin: string }} place */
  unavailable: ({ bin }) =>
    existsSync(join(bin, SERVER)) ? undefined : 'its server comes from npm for Linux on x64, and is not there',

  /** @param {{ dir: string, bin: string, ports: (count: number) => Promise<number[]> }} place */
  async openStore({ dir, bin, ports }) {
    const free = await ports(3);
    const [ingress, admin] = free.map((port) => `http://127.0.0.1:${port}`);
    const config = join(dir, 'restate.toml');
    await writeFile(config, configuration(dir, free));
    /** @type {Awaited<ReturnType<typeof startProcess>> | undefined} */
    let present;
    const health = async (/** @type {string} */ url) => (await fetch(url)).status === OK;
    return {
      env: { RESTATE_INGRESS: ingress, RESTATE_ADMIN: admin },
      async start() {
        const server = await startProcess({
          name: 'restate-server',
          command: join(bin, SERVER),
          args: ['--config-file', config, '--no-logo'],
          cwd: dir,
        });
        present = server;
        const ready = async () => (await health(`${admin}/health`)) && (await health(`${ingress}/restate/health`));
        await waitUntil(ready, { what: 'Restate to be ready', deadlineMs: READY_DEADLINE_MS });
      },
      stop: () => present?.stop(),
      kill: () => present?.kill(),
      pids: () => (present ? { restate: present.pid } : {}),
    };
  },
  processes: [
    { name: 'http', file: 'http.mjs' },
    // https://docs.restate.dev/develop/ts/logging: not two lines for each invocation.
    { name: 'worker', file: 'worker.mjs', env: { RESTATE_LOGGING: 'WARN' } },
  ],
  seed: 'seed.mjs',
  books: 'books.mjs',
};
