import type { Keys, NO_KEYS, PartitionKeys, SinglePartitionKeys } from '@stockade/contracts';
import type { TestClient } from '@stockade/testing';
import { REDIS_USERS, type RedisUser } from './rights.js';

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
const SET = {
  writes: [['SADD', 'm'], ['SREM', 'm'], ...DELETES],
  reads: [['SMEMBERS'], ['SISMEMBER', 'm']],
} satisfies Commands;
export const STRING = { writes: [['SET', 'v'], ...DELETES], reads: [['GET'], ['EXISTS']] } satisfies Commands;
const LIST = {
  writes: [['RPUSH', 'v'], ['LTRIM', '0', '1'], ...DELETES],
  reads: [['LRANGE', '0', '-1']],
} satisfies Commands;
/** A string that is written in parts. */
const RING = { writes: [['SETRANGE', '0', 'v'], ...DELETES], reads: [['GETRANGE', '0', '-1']] } satisfies Commands;
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
  writers: readonly RedisUser[];
  readers: readonly RedisUser[];
}
/** The table of ARCHITECTURE.md. A key that is added to the system does not compile here until it is in it. */
export const ACCESS: Record<
  Exclude<keyof SinglePartitionKeys, (typeof NO_KEYS)[number] | 'probe' | 'rateLimit'>,
  Access
> = {
  product: { type: HASH, writers: ['warehouse'], readers: ['store', 'warehouse', 'operations'] },
  partitionCount: { type: STRING, writers: REDIS_USERS, readers: REDIS_USERS },
  // Every service asks whether it is there: then the shop is one that has a single partition.
  catalogueSeeded: { type: STRING, writers: ['warehouse'], readers: REDIS_USERS },
  deletedProduct: { type: STRING, writers: ['warehouse'], readers: ['warehouse'] },
  productIdempotency: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  products: { type: SORTED_SET, writers: ['warehouse'], readers: ['warehouse', 'operations'] },
  stock: { type: HASH, writers: ['warehouse'], readers: ['warehouse', 'operations'] },
  stockTransfers: { type: HASH, writers: ['warehouse'], readers: ['warehouse', 'operations'] },
  openTransfers: { type: SET, writers: ['warehouse'], readers: ['warehouse', 'operations'] },
  gathering: { type: STRING, writers: ['warehouse'], readers: ['warehouse'] },
  reservation: { type: HASH, writers: ['warehouse'], readers: ['warehouse', 'operations'] },
  order: { type: HASH, writers: ['store', 'refund'], readers: ['store', 'refund', 'operations'] },
  orders: { type: SORTED_SET, writers: ['store', 'operations'], readers: ['store', 'operations'] },
  ordersOfCustomer: { type: SORTED_SET, writers: ['store', 'operations'], readers: ['store', 'operations'] },
  refund: { type: HASH, writers: ['refund'], readers: ['refund', 'operations'] },
  refunds: { type: SORTED_SET, writers: ['refund', 'operations'], readers: ['refund', 'operations'] },
  refundsOfCustomer: { type: SORTED_SET, writers: ['refund', 'operations'], readers: ['refund', 'operations'] },
  user: { type: HASH, writers: ['store'], readers: ['store'] },
  userByEmail: { type: STRING, writers: ['store'], readers: ['store', 'operations'] },
  users: { type: SORTED_SET, writers: ['store', 'operations'], readers: ['store', 'operations'] },
  userEmails: { type: SORTED_SET, writers: ['store', 'operations'], readers: ['store', 'operations'] },
  admins: { type: HASH, writers: ['store'], readers: ['store'] },
  unansweredRegistration: { type: STRING, writers: ['store'], readers: ['store'] },
  sessionsOfUser: { type: SORTED_SET, writers: ['store'], readers: ['store'] },
  session: { type: STRING, writers: ['store'], readers: ['store', 'warehouse', 'refund', 'operations'] },
  knownClient: { type: STRING, writers: ['store'], readers: ['store'] },
  idempotency: { type: HASH, writers: ['store'], readers: ['store'] },
  gateway: { type: HASH, writers: ['store', 'refund'], readers: ['store', 'refund', 'operations'] },
  opsHistory: { type: RING, writers: ['operations'], readers: ['operations'] },
  opsHistoryWriter: { type: STRING, writers: ['operations'], readers: ['operations'] },
  opsStockHistory: { type: LIST, writers: ['operations'], readers: ['operations'] },
  opsStockLast: { type: HASH, writers: ['operations'], readers: ['operations'] },
  opsStockLooked: { type: STRING, writers: ['operations'], readers: ['operations'] },
  orderPlaced: { type: STREAM, writers: ['store', 'operations'], readers: ['store', 'operations'] },
  orderCompleted: { type: STREAM, writers: ['store', 'operations'], readers: ['warehouse', 'operations'] },
  refundInitiated: { type: STREAM, writers: ['warehouse', 'operations'], readers: ['refund', 'operations'] },
  opsJobs: { type: SORTED_SET, writers: ['operations'], readers: ['operations'] },
  opsJob: { type: STRING, writers: ['operations'], readers: ['operations'] },
  opsJobItems: { type: LIST, writers: ['operations'], readers: ['operations'] },
  opsAudits: { type: SORTED_SET, writers: ['operations'], readers: ['operations'] },
  opsAudit: { type: STRING, writers: ['operations'], readers: ['operations'] },
  opsAuditFindings: { type: LIST, writers: ['operations'], readers: ['operations'] },
  opsLease: { type: STRING, writers: ['operations'], readers: ['operations'] },
  opsCancelled: { type: STRING, writers: ['operations'], readers: ['operations'] },
  opsIdempotency: { type: STRING, writers: ['operations'], readers: ['operations'] },
  opsMarks: { type: LIST, writers: ['operations'], readers: ['operations'] },
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

export async function allows(client: TestClient, service: RedisUser, command: readonly string[]): Promise<boolean> {
  return (await client.aclDryRun(service, [...command])) === 'OK';
}

/** The services that may use at least one of the commands on the key. */
export async function whoMay(client: TestClient, commands: readonly Command[], key: string): Promise<RedisUser[]> {
  const allowed = await Promise.all(
    REDIS_USERS.map(async (service) =>
      (await Promise.all(commands.map((command) => allows(client, service, on(key, command))))).includes(true),
    ),
  );
  return REDIS_USERS.filter((_, i) => allowed[i]);
}
