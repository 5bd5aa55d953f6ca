import type { Keys, NO_KEYS, PartitionKeys, SinglePartitionKeys } from '@stockade/contracts';
import { SERVICE_NAMES, type ServiceName, type TestClient } from '@stockade/testing';

export const ID = '01900000-0000-7000-8000-000000000000';

/** A command without its key, which comes after the first word. */
export type Command = readonly [string, ...string[]];
export const DELETES: readonly Command[] = [['DEL'], ['UNLINK'], ['EXPIRE', '1']];
export const HASH = {
  writes: [['HSET', 'f', 'v'], ['HDEL', 'f'], ...DELETES],
  reads: [['HGET', 'f'], ['HMGET', 'f'], ['HGETALL']],
} satisfies Commands;
export const SORTED_SET = {
  writes: [['ZADD', '0', 'id'], ['ZREM', 'id'], ...DELETES],
  reads: [
    ['ZRANGE', '0', '-1'],
    ['ZSCORE', 'id'],
  ],
} satisfies Commands;
const SET = { writes: [['SADD', 'm'], ['SREM', 'm'], ...DELETES], reads: [['SMEMBERS']] } satisfies Commands;
export const STRING = { writes: [['SET', 'v'], ...DELETES], reads: [['GET'], ['EXISTS']] } satisfies Commands;
const LIST = {
  writes: [['RPUSH', 'v'], ['LTRIM', '0', '1'], ...DELETES],
  reads: [['LRANGE', '0', '-1']],
} satisfies Commands;
/** Who settles entries acknowledges and trims them, which is no announcement. */
export const STREAM = {
  writes: [['XADD', '*', 'f', 'v'], ...DELETES],
  reads: [['XRANGE', '-', '+']],
} satisfies Commands;
interface Commands {
  writes: readonly Command[];
  reads: readonly Command[];
}

interface Access {
  type: Commands;
  writers: readonly ServiceName[];
  readers: readonly ServiceName[];
}
/** The table of ARCHITECTURE.md. A key that is added to the system does not compile here until it is in it. */
export const ACCESS: Record<
  Exclude<keyof SinglePartitionKeys, (typeof NO_KEYS)[number] | 'probe' | 'rateLimit'>,
  Access
> = {
  product: { type: HASH, writers: ['warehouse'], readers: ['store', 'warehouse'] },
  partitionCount: { type: STRING, writers: SERVICE_NAMES, readers: SERVICE_NAMES },
  // Every service asks whether it is there: then the shop is one that has a single partition.
  catalogueSeeded: { type: STRING, writers: ['warehouse'], readers: SERVICE_NAMES },
  deletedProduct: { type: STRING, writers: ['warehouse'], readers: ['warehouse'] },
  productIdempotency: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  products: { type: SORTED_SET, writers: ['warehouse'], readers: ['warehouse'] },
  stock: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  stockTransfers: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  openTransfers: { type: SET, writers: ['warehouse'], readers: ['warehouse'] },
  gathering: { type: STRING, writers: ['warehouse'], readers: ['warehouse'] },
  reservation: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  order: { type: HASH, writers: ['store', 'refund'], readers: ['store', 'refund'] },
  orders: { type: SORTED_SET, writers: ['store'], readers: ['store'] },
  ordersOfCustomer: { type: SORTED_SET, writers: ['store'], readers: ['store'] },
  refund: { type: HASH, writers: ['refund'], readers: ['refund'] },
  refunds: { type: SORTED_SET, writers: ['refund'], readers: ['refund'] },
  refundsOfCustomer: { type: SORTED_SET, writers: ['refund'], readers: ['refund'] },
  user: { type: HASH, writers: ['store'], readers: ['store'] },
  userByEmail: { type: STRING, writers: ['store'], readers: ['store'] },
  admins: { type: HASH, writers: ['store'], readers: ['store'] },
  unansweredRegistration: { type: STRING, writers: ['store'], readers: ['store'] },
  sessionsOfUser: { type: SORTED_SET, writers: ['store'], readers: ['store'] },
  session: { type: STRING, writers: ['store'], readers: ['store', 'warehouse', 'refund'] },
  knownClient: { type: STRING, writers: ['store'], readers: ['store'] },
  idempotency: { type: HASH, writers: ['store'], readers: ['store'] },
  gateway: { type: HASH, writers: ['store', 'refund'], readers: ['store', 'refund'] },
  orderPlaced: { type: STREAM, writers: ['store'], readers: ['store'] },
  orderCompleted: { type: STREAM, writers: ['store'], readers: ['warehouse'] },
  refundInitiated: { type: STREAM, writers: ['warehouse'], readers: ['refund'] },
  opsJobs: { type: SORTED_SET, writers: [], readers: [] },
  opsJob: { type: STRING, writers: [], readers: [] },
  opsJobItems: { type: LIST, writers: [], readers: [] },
  opsAudits: { type: SORTED_SET, writers: [], readers: [] },
  opsAudit: { type: STRING, writers: [], readers: [] },
  opsAuditFindings: { type: LIST, writers: [], readers: [] },
  opsLease: { type: STRING, writers: [], readers: [] },
  opsCancelled: { type: STRING, writers: [], readers: [] },
  opsIdempotency: { type: STRING, writers: [], readers: [] },
};
/** The keys that these objects name, each with who may do what. */
export function accessTo(...some: Partial<Keys & PartitionKeys>[]) {
  return Object.entries(ACCESS).flatMap(([name, access]) =>
    some.flatMap((one) => namesOf(one, name).map((key) => ({ key, ...access }))),
  );
}

function namesOf(some: Partial<Keys & PartitionKeys>, name: string): string[] {
  const key = Object.entries(some).find(([known]) => known === name)?.[1];
  if (typeof key === 'function') return [String(Reflect.apply(key, undefined, [ID, ID]))];
  return typeof key === 'string' ? [key] : [];
}

export const on = (key: string, [name, ...args]: Command) => [name, key, ...args];

export async function allows(client: TestClient, service: ServiceName, command: readonly string[]): Promise<boolean> {
  return (await client.aclDryRun(service, [...command])) === 'OK';
}

/** The services that may use at least one of the commands on the key. */
export async function whoMay(client: TestClient, commands: readonly Command[], key: string): Promise<ServiceName[]> {
  const allowed = await Promise.all(
    SERVICE_NAMES.map(async (service) =>
      (await Promise.all(commands.map((command) => allows(client, service, on(key, command))))).includes(true),
    ),
  );
  return SERVICE_NAMES.filter((_, i) => allowed[i]);
}
