import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import { startProcess, type Exit, type RunningProcess } from './process.js';
import { waitUntil } from './wait-until.js';

/** Long, because a busy machine starts many processes slowly. */
const READY_DEADLINE_MS = 60_000;
const JWT_SECRET_BYTES = 48;
const THIS_WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

export const SERVICE_NAMES = ['store', 'warehouse', 'refund'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** One of these variables tells a service where to listen. */
const PORT_VARIABLES: Readonly<Record<ServiceName, string>> = {
  store: 'STORE_PORT',
  warehouse: 'WAREHOUSE_PORT',
  refund: 'REFUND_PORT',
};

export interface StackOptions {
  /** Of all services, or of each process its own. */
  redisUrl: string | ((service: ServiceName, replica: number) => string);
  /** Settings for all services, such as `PAYMENT_DELAY_MS`; they win over the stack's own. */
  env?: Readonly<Record<string, string>>;
  /** How many processes of a service; default 1. */
  replicas?: Partial<Record<ServiceName, number>>;
  /** The root of the built workspace whose services are run; default this one. */
  workspace?: string | undefined;
}

/** The services of one workspace, as real processes on free ports. A replica is named by its number, from 0. */
export interface Stack {
  /** Of the first replica of each service. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** The first admin, who can log in at the store. */
  readonly admin: Readonly<{ email: string; password: string }>;
  url(service: ServiceName, replica?: number): string;
  /** The present process. Throws when it was never started. */
  process(service: ServiceName, replica?: number): RunningProcess;
  /** kill -9, and waits until it is gone. */
  killNow(service: ServiceName, replica?: number): Promise<Exit>;
  /** Starts it again on the same port under the same consumer name; resolves when it is ready. */
  start(service: ServiceName, replica?: number): Promise<void>;
  /** Stops all gracefully. Throws an Error with the last lines of those that did not exit with 0. */
  stop(): Promise<void>;
}

/** Starts the built services on a Redis; resolves when all are ready. Throws with the last lines of one that is not. */
export async function startStack({
  redisUrl,
  env = {},
  replicas = {},
  workspace = THIS_WORKSPACE,
}: StackOptions): Promise<Stack> {
  const admin = { email: 'admin@stockade.test', password: randomBytes(12).toString('base64url') };
  const urlOf = typeof redisUrl === 'string' ? () => redisUrl : redisUrl;
  const shared = stackSettings(admin);
  const settings = (service: ServiceName, replica: number) => ({
    ...shared,
    REDIS_URL: urlOf(service, replica),
    ...env,
  });
  const places = SERVICE_NAMES.flatMap((service) =>
    Array.from({ length: replicas[service] ?? 1 }, (_, replica) => ({ service, replica })),
  );
  const members = await Promise.all(
    places.map(async ({ service, replica }) =>
      makeMember(service, replica, await freePort(), settings(service, replica), workspace),
    ),
  );
  const member = (service: ServiceName, replica = 0) => {
    const found = members.find((one) => one.service === service && one.replica === replica);
    if (found === undefined) throw new Error(`this stack has no ${service} number ${replica}`);
    return found;
  };
  const stop = async () => {
    const results = await Promise.allSettled(members.map((one) => one.stop()));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    if (failures.length > 0) throw new Error(failures.join('\n'));
  };

  try {
    await Promise.all(members.map((one) => one.start()));
  } catch (error) {
    await Promise.allSettled(members.map((one) => one.killNow()));
    throw error;
  }
  return {
    urls: { store: member('store').url, warehouse: member('warehouse').url, refund: member('refund').url },
    admin,
    url: (service, replica) => member(service, replica).url,
    process: (service, replica) => member(service, replica).process(),
    killNow: (service, replica) => member(service, replica).killNow(),
    start: (service, replica) => member(service, replica).start(),
    stop,
  };
}

/** What services are told that are run for a test, besides where Redis is. */
export function stackSettings(admin: { email: string; password: string }): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    JWT_SECRET: randomBytes(JWT_SECRET_BYTES).toString('base64url'),
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    SEED_PRODUCTS: 'false',
    RATE_LIMIT_ENABLED: 'false',
    LOG_LEVEL: 'warn',
  };
}

function makeMember(
  service: ServiceName,
  replica: number,
  port: number,
  settings: Readonly<Record<string, string>>,
  workspace: string,
) {
  const main = join(workspace, 'services', service, 'dist', 'main.js');
  const name = `${service}-${replica}`;
  const env = { CONSUMER_NAME: name, ...settings, [PORT_VARIABLES[service]]: String(port) };
  const url = `http://127.0.0.1:${port}`;
  let present: RunningProcess | undefined;
  const started = () => {
    if (present === undefined) throw new Error(`${name} was never started`);
    return present;
  };
  return {
    service,
    replica,
    url,
    process: started,
    async start() {
      if (present && present.exit() === undefined) throw new Error(`${name} runs already`);
      present = await startProcess({ name, command: process.execPath, args: [main], env });
      await untilReady(present, url);
    },
    killNow: async () => started().kill(),
    async stop() {
      if (present === undefined || present.exit() !== undefined) return;
      const { code, signal } = await present.stop();
      if (code !== 0)
        throw new Error(`${name} ended with ${signal ?? `exit code ${code}`}; it printed:\n${present.output()}`);
    },
  };
}

async function untilReady(service: RunningProcess, url: string): Promise<void> {
  const look = async () => {
    if (service.exit()) return 'ended';
    const response = await fetch(`${url}/health/ready`);
    await response.text();
    return response.ok && 'ready';
  };
  const seen = await waitUntil(look, { what: `${service.name} to be ready`, deadlineMs: READY_DEADLINE_MS }).catch(
    (error: unknown) => {
      throw new Error(`${service.name} is not ready; it printed:\n${service.output()}`, { cause: error });
    },
  );
  if (seen === 'ended')
    throw new Error(`${service.name} ended instead of getting ready; it printed:\n${service.output()}`);
}
