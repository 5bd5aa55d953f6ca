import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import { makeMember, type Member } from './member.js';
import type { Exit, RunningProcess } from './process.js';

const JWT_SECRET_BYTES = 48;
/** Nobody listens on the discard port. */
const NOWHERE = 'http://127.0.0.1:9';
const THIS_WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

/** The services that an order passes. */
export const SERVICE_NAMES = ['store', 'warehouse', 'refund'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export interface StackOptions {
  /** Of all services, or of each process its own, asked for whenever it starts: the nodes of a cluster may be others by then. */
  redisUrl: string | ((service: ServiceName, replica: number) => string);
  /** Settings for all services, such as `PAYMENT_DELAY_MS`; they win over the stack's own. */
  env?: Readonly<Record<string, string>>;
  /** How many processes of a service; default 1. */
  replicas?: Partial<Record<ServiceName, number>>;
  /** The settings of the gateway, whose pages must be built; without them none runs. The services trust what it says. */
  storefront?: Readonly<Record<string, string>> | undefined;
  /**
   * The settings of the operations service, with a REDIS_URL where the services have one each; without them none runs, since no
   * order passes it.
   */
  operations?: Readonly<Record<string, string>> | undefined;
  /** The ledger of a payment provider outside, which the services then ask; without it they have the one in the box. */
  providerLedger?: string | undefined;
  /** The root of the built workspace whose services are run; default this one. */
  workspace?: string | undefined;
}

/** The services of one workspace, as real processes on free ports. A replica is named by its number, from 0. */
export interface Stack {
  /** Of the first replica of each service. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** The first admin, who can log in at the store. */
  readonly admin: Readonly<{ email: string; password: string }>;
  /** The gateway before all of it, when it was asked for. */
  readonly storefront?: Member | undefined;
  /** The operations service, when it was asked for. */
  readonly operations?: Member | undefined;
  /** The payment provider outside, when it was asked for. */
  readonly provider?: Member | undefined;
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
export async function startStack(options: StackOptions): Promise<Stack> {
  const admin = { email: 'admin@stockade.test', password: randomBytes(12).toString('base64url') };
  const { services, storefront, operations, provider } = await makeMembers(options, admin);
  const before = [storefront, operations, ...services].filter((one) => one !== undefined);
  const behind = provider === undefined ? [] : [provider];
  const member = (service: ServiceName, replica = 0) => {
    const found = services.find(({ name }) => name === nameOf(service, replica));
    if (found === undefined) throw new Error(`this stack has no ${service} number ${replica}`);
    return found;
  };
  const stop = async () => {
    // What a service has in hand may need the provider.
    const results = await Promise.allSettled(before.map((one) => one.stop()));
    results.push(...(await Promise.allSettled(behind.map((one) => one.stop()))));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    if (failures.length > 0) throw new Error(failures.join('\n'));
  };

  try {
    await Promise.all([...behind, ...before].map((one) => one.start()));
  } catch (error) {
    await Promise.allSettled([...behind, ...before].map((one) => one.killNow()));
    throw error;
  }
  return {
    urls: { store: member('store').url, warehouse: member('warehouse').url, refund: member('refund').url },
    admin,
    storefront,
    operations,
    provider,
    url: (service, replica) => member(service, replica).url,
    process: (service, replica) => member(service, replica).process(),
    killNow: (service, replica) => member(service, replica).killNow(),
    start: (service, replica) => member(service, replica).start(),
    stop,
  };
}

const nameOf = (service: ServiceName, replica: number) => `${service}-${replica}`;

/** The processes of a stack, not started yet. */
async function makeMembers(options: StackOptions, admin: Stack['admin']) {
  const { redisUrl, env = {}, replicas = {}, storefront, providerLedger, workspace = THIS_WORKSPACE } = options;
  const urlOf = typeof redisUrl === 'string' ? () => redisUrl : redisUrl;
  const shared: Record<string, string> = {
    ...stackSettings(admin),
    ...(storefront !== undefined && { TRUST_PROXY: 'loopback' }),
  };
  const provider =
    providerLedger === undefined
      ? undefined
      : makeProvider({ ledger: providerLedger, port: await freePort(), env: { ...shared, ...env }, workspace });
  if (provider !== undefined) shared['PAYMENT_PROVIDER_URL'] = provider.url;
  /** Where each service is, for the gateway. */
  const urls: Record<string, string> = {};
  const services: Member[] = [];
  for (const folder of SERVICE_NAMES) {
    const first = services.length;
    for (let replica = 0; replica < (replicas[folder] ?? 1); replica++) {
      const name = nameOf(folder, replica);
      const settings = () => ({ CONSUMER_NAME: name, ...shared, REDIS_URL: urlOf(folder, replica), ...env });
      services.push(makeMember({ name, folder, port: await freePort(), env: settings, workspace }));
    }
    const own = services.slice(first).map(({ url }) => url);
    urls[`${folder.toUpperCase()}_URLS`] = own.join(',');
  }
  const operations =
    options.operations === undefined
      ? undefined
      : makeMember({
          name: 'operations',
          folder: 'operations',
          port: await freePort(),
          env: {
            ...shared,
            ...(typeof redisUrl === 'string' && { REDIS_URL: redisUrl }),
            ...env,
            ...options.operations,
          },
          workspace,
        });
  urls['OPERATIONS_URLS'] = operations?.url ?? NOWHERE;
  if (storefront === undefined) return { services, storefront: undefined, operations, provider };
  // It needs no Redis and no secret, and so it gets none.
  const settings = { PATH: shared['PATH'] ?? '', LOG_LEVEL: 'warn', ...urls, ...storefront };
  const place = { name: 'storefront', folder: 'storefront', port: await freePort(), workspace };
  return { services, storefront: makeMember({ ...place, env: settings }), operations, provider };
}

interface ProviderOptions {
  ledger: string;
  port: number;
  /** Of the services; it gets of it what it needs, and neither Redis nor a secret. */
  env: Readonly<Record<string, string>>;
  /** By default this one. */
  workspace?: string;
}

/** A payment provider outside, not started yet. */
export function makeProvider({ ledger, port, env, workspace = THIS_WORKSPACE }: ProviderOptions): Member {
  const { PATH = process.env['PATH'] ?? '', LOG_LEVEL = 'warn', PAYMENT_DELAY_MS } = env;
  const settings: Record<string, string> = { PATH, LOG_LEVEL, PROVIDER_LEDGER: ledger, LISTEN_HOST: '127.0.0.1' };
  if (PAYMENT_DELAY_MS !== undefined) settings['PAYMENT_DELAY_MS'] = PAYMENT_DELAY_MS;
  return makeMember({ name: 'payment-provider', folder: 'provider', port, env: settings, workspace });
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
