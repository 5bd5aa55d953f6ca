import { afterAll, beforeAll } from '@jest/globals';
import {
  startStack,
  usePrivateRedis,
  type PrivateRedis,
  type PrivateRedisOptions,
  type ServiceName,
  type Stack,
  type StackOptions,
} from '@stockade/testing';
import {
  makeClient,
  makeCustomer,
  newAccount,
  tokenOf,
  type Account,
  type Client,
  type Customer,
  type Where,
} from './client.js';
import { openServices } from './services-in-process.js';

/** A shop for all tests of a file. Its parts can be taken at once, and used from the first `beforeAll` on. */
export interface Shop<Stands extends Place> {
  /** Its own. */
  readonly redis: PrivateRedis;
  readonly stack: Stands;
  readonly nobody: Client;
  readonly admin: Client;
  readonly customer: Customer;
  /** The address of a path, at the first replica of the service. */
  store(path: string): string;
  warehouse(path: string): string;
  refund(path: string): string;
  /** Throws when there is no operations service. */
  operations(path: string): string;
}

/** Where the services are, and who may do everything. */
export type Place = Where & Pick<Stack, 'admin'>;
interface Running extends Place {
  readonly operations?: { readonly url: string } | undefined;
  stop(): Promise<void>;
}

export interface ShopOptions extends Partial<Omit<StackOptions, 'redisUrl'>> {
  redis?: PrivateRedisOptions;
}

/** A shop of real processes, which can be killed. */
export function useShop({ redis: ofRedis, ...options }: ShopOptions = {}): Shop<Stack> {
  const redis = usePrivateRedis(ofRedis);
  const { place, running, ...shop } = useRunning(() => startStack({ redisUrl: redis.url, ...options }));
  const stack: Stack = Object.assign(place, {
    url: (service: ServiceName, replica?: number) => running().url(service, replica),
    process: (service: ServiceName, replica?: number) => running().process(service, replica),
    killNow: (service: ServiceName, replica?: number) => running().killNow(service, replica),
    start: (service: ServiceName, replica?: number) => running().start(service, replica),
    stop: () => running().stop(),
  });
  Object.defineProperty(stack, 'storefront', { get: () => running().storefront });
  Object.defineProperty(stack, 'operations', { get: () => running().operations });
  Object.defineProperty(stack, 'provider', { get: () => running().provider });
  return { redis, stack, ...shop };
}

interface ServicesOptions extends Pick<ShopOptions, 'env'> {
  /** Makes the settings of the operations service; without them there is none. */
  operations?: (redis: PrivateRedis) => Readonly<Record<string, string>>;
  /** Runs before the services start. */
  prepare?: (redis: PrivateRedis) => Promise<void>;
}

/** A shop in the process of the test, for what needs the HTTP side of the services and no process of its own. */
export function useServices({ env = {}, operations, prepare }: ServicesOptions = {}): Shop<Place> {
  const redis = usePrivateRedis();
  const ofOperations = operations && (() => operations(redis));
  const open = async () => {
    await prepare?.(redis);
    return openServices({ redisUrl: redis.url, env, operations: ofOperations });
  };
  const { place, running: _, ...shop } = useRunning(open);
  return { redis, stack: place, ...shop };
}

/** Runs it for the tests of a file. */
function useRunning<Present extends Running>(start: () => Promise<Present>) {
  let present: Present | undefined;
  let adminToken = '';
  let account: Account = { email: '', userId: '', token: '' };
  const running = () => {
    if (present === undefined) throw new Error('the shop runs from beforeAll on: use it inside hooks and tests');
    return present;
  };
  beforeAll(async () => {
    present = await start();
    const { email, password } = present.admin;
    [adminToken, account] = await Promise.all([tokenOf(present, email, password), newAccount(present)]);
  });
  afterAll(() => present?.stop());

  const place: Place = {
    get urls() {
      return running().urls;
    },
    get apps() {
      return running().apps;
    },
    get operationsUrl() {
      return running().operations?.url;
    },
    get admin() {
      return running().admin;
    },
  };
  const at = (service: ServiceName) => (path: string) => place.urls[service] + path;
  return {
    place,
    running,
    nobody: makeClient(place),
    admin: makeClient(place, () => adminToken),
    customer: makeCustomer(place, () => account),
    store: at('store'),
    warehouse: at('warehouse'),
    refund: at('refund'),
    operations(path: string) {
      const { operations } = running();
      if (operations === undefined) throw new Error('this shop has no operations service');
      return operations.url + path;
    },
  };
}
