import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort, SERVICE_NAMES, waitUntil, type Stack } from '@stockade/testing';
import { copyCheckout } from './checkout.js';
import { docker } from './docker.js';

const UP_TIMEOUT_MS = 300_000;
const RESTART_DEADLINE_MS = 30_000;
const NETWORKS_FROM = 210;
const NETWORKS = 40;
/** Nothing else of our environment gets in: a developer's own settings must not decide what is tested. */
const PASSED_ON = /^(PATH|HOME|XDG_RUNTIME_DIR|DOCKER_\w+)$/;
/** Runs when its input ends, which the kernel sees to however we die: a container left here would start at every boot. */
const REMOVE_AT_END =
  'cat >/dev/null; docker compose down --volumes --rmi local --remove-orphans --timeout 5 && rm -rf "$PWD"';

/** What docker-compose.yml runs, in a project of its own and from a copy of the checkout. */
export interface ComposeStack extends Stack {
  /** Where the storefront is. */
  readonly gateway: string;
  /** Builds and starts what does not run; resolves when all is healthy. */
  up(): Promise<void>;
  /** `docker compose …`; resolves with its stdout, throws an Error with its stderr. */
  compose(...args: readonly string[]): Promise<string>;
  /** Runs a command in a container. */
  exec(service: string, ...command: readonly string[]): Promise<string>;
  /** kill -9 of all processes in a container, as by a crash; resolves when Docker has started it again and it is healthy. */
  crash(service: string): Promise<void>;
  /** Removes its containers, volumes, images and files. */
  remove(): Promise<void>;
}

/**
 * Throws an Error with the end of the logs when it does not come up, and leaves nothing behind.
 * @param overlays files that change docker-compose.yml
 */
export async function startComposeStack(...overlays: readonly string[]): Promise<ComposeStack> {
  const cwd = await mkdtemp(join(tmpdir(), 'stockade-compose-'));
  await copyCheckout(cwd);
  const [store, warehouse, refund, operations, storefront] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const ports = {
    STORE_PORT: String(store),
    WAREHOUSE_PORT: String(warehouse),
    REFUND_PORT: String(refund),
    OPERATIONS_PORT: String(operations),
    STOREFRONT_PORT: String(storefront),
    // One that no other stack on this machine has.
    STOREFRONT_NETWORK: `10.${NETWORKS_FROM + randomInt(NETWORKS)}.${randomInt(NETWORKS)}`,
    REDIS_NETWORK: `10.${NETWORKS_FROM + randomInt(NETWORKS)}.${NETWORKS + randomInt(NETWORKS)}`,
    COMPOSE_FILE: ['docker-compose.yml', ...overlays].join(':'),
  };
  const env = { ...environment(), ...ports, COMPOSE_PROJECT_NAME: basename(cwd).toLowerCase() };
  const remove = removeAtEnd(cwd, env);
  const run = (args: readonly string[], timeoutMs?: number) =>
    docker(['compose', ...args], { cwd, env, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  const urls = {
    store: `http://127.0.0.1:${store}`,
    warehouse: `http://127.0.0.1:${warehouse}`,
    refund: `http://127.0.0.1:${refund}`,
  };
  try {
    await run(['up', '--build', '--detach', '--wait'], UP_TIMEOUT_MS);
    const password = await run(['exec', '-T', 'store', 'cat', '/run/stockade/admin-password']);
    return {
      gateway: `http://127.0.0.1:${storefront}`,
      ...makeStack(run, urls, { email: 'admin@stockade.local', password }),
      remove,
    };
  } catch (error) {
    const logs = await run(['logs', '--tail', '40']).catch(String);
    await remove();
    throw new Error(`docker compose up failed: ${String(error)}\n${logs}`, { cause: error });
  }
}

type RunCompose = (args: readonly string[], timeoutMs?: number) => Promise<string>;

function makeStack(
  run: RunCompose,
  urls: Stack['urls'],
  admin: Stack['admin'],
): Omit<ComposeStack, 'remove' | 'gateway'> {
  const exec = (service: string, ...command: readonly string[]) => run(['exec', '-T', service, ...command]);
  const inspect = async (service: string, template: string) =>
    docker(['inspect', '--format', template, await run(['ps', '--all', '--quiet', service])]);
  const up = async (...services: readonly string[]) => {
    await run(['up', '--detach', '--wait', ...services], UP_TIMEOUT_MS);
  };
  /** The shell itself and the init process of the container are spared, and the latter ends with its child. */
  const killAll = (service: string) => exec(service, 'sh', '-c', 'kill -9 -1').catch(() => 'killed with the rest');

  return {
    urls,
    admin,
    url: (service) => urls[service],
    process() {
      throw new Error('what runs in a container is no process of ours');
    },
    async killNow(service) {
      await killAll(service);
      return { code: null, signal: 'SIGKILL' };
    },
    start: (service) => up(service),
    up: () => up(),
    async stop() {
      await run(['stop']);
      const codes = await Promise.all(SERVICE_NAMES.map((service) => inspect(service, '{{.State.ExitCode}}')));
      const failed = SERVICE_NAMES.filter((_, i) => codes[i] !== '0');
      if (failed.length > 0) throw new Error(`ended with another exit code than 0: ${failed.join(', ')}`);
    },
    // It may build an image.
    compose: (...args) => run(args, UP_TIMEOUT_MS),
    exec,
    async crash(service) {
      const before = Number(await inspect(service, '{{.RestartCount}}'));
      await killAll(service);
      const look = async () => {
        const [count, health] = (await inspect(service, '{{.RestartCount}} {{.State.Health.Status}}')).split(' ');
        return Number(count) > before && health === 'healthy';
      };
      await waitUntil(look, { what: `${service} to be back`, deadlineMs: RESTART_DEADLINE_MS, intervalMs: 250 });
    },
  };
}

function environment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.test(name)));
}

function removeAtEnd(cwd: string, env: Readonly<Record<string, string | undefined>>): () => Promise<void> {
  const remover = spawn('/bin/sh', ['-c', REMOVE_AT_END], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // It waits for our end and must not be what puts that off.
  remover.unref();
  return async () => {
    remover.ref();
    const ended = once(remover, 'exit');
    remover.stdin.end();
    const [code] = await ended;
    if (code !== 0) throw new Error(`docker compose down left something of the project in ${cwd}`);
  };
}
