import { makeKeys } from '@stockade/contracts';
import { makeRedis, type Redis } from '@stockade/redis';
import type { PrivateRedis, TestClient } from '@stockade/testing';
import { readCommands, withKey, type Call, type Command } from './invocations.js';
import { REDIS_USERS, urlFor, type RedisUser } from './rights.js';

/** Enough for each option of XADD to come with each kind of value. */
const CALLS_RUN = 400;
/** As PTTL says it. */
const NO_END = -1;
const ID = '01900000-0000-7000-8000-000000000000';
const keys = makeKeys();

type Kind = 'hash' | 'sorted set' | 'stream';
type Lasting = readonly [key: string, kind: Kind, safeFrom: readonly RedisUser[]];

/** What must not go away, and the services that may not delete it: all, or those whose it is not to settle. */
const LASTING: readonly Lasting[] = [
  [keys.order(ID), 'hash', REDIS_USERS],
  [keys.reservation(ID), 'hash', REDIS_USERS],
  [keys.refund(ID), 'hash', REDIS_USERS],
  [keys.gateway(ID), 'hash', REDIS_USERS],
  [keys.orders, 'sorted set', REDIS_USERS],
  [keys.ordersOfCustomer(ID), 'sorted set', REDIS_USERS],
  [keys.refunds, 'sorted set', REDIS_USERS],
  [keys.refundsOfCustomer(ID), 'sorted set', REDIS_USERS],
  [keys.stock(ID), 'hash', ['store', 'refund', 'operations']],
  [keys.product(ID), 'hash', ['store', 'refund', 'operations']],
  [keys.products, 'sorted set', ['store', 'refund', 'operations']],
  [keys.user(ID), 'hash', ['warehouse', 'refund', 'operations']],
  [keys.orderPlaced, 'stream', ['warehouse', 'refund', 'operations']],
  [keys.orderCompleted, 'stream', ['store', 'refund', 'operations']],
  [keys.refundInitiated, 'stream', ['store', 'warehouse', 'operations']],
  [`${keys.orderPlaced}:dead`, 'stream', ['warehouse', 'refund']],
  [`${keys.orderCompleted}:dead`, 'stream', ['store', 'refund']],
  [`${keys.refundInitiated}:dead`, 'stream', ['store', 'warehouse']],
];

/** XADD trims too, and no rule of Redis forbids an option: ADR 7. */
export const NOT_REFUSED_BY_REDIS = [
  `store deletes from ${keys.orderCompleted} by xadd`,
  `warehouse deletes from ${keys.refundInitiated} by xadd`,
  ...[keys.orderPlaced, keys.orderCompleted, keys.refundInitiated].map(
    (stream) => `operations deletes from ${stream} by xadd`,
  ),
];

/** The commands that Redis lets a service run on a key. */
type AllowedOn = (key: string, service: RedisUser) => Promise<readonly Command[]>;

/** Has each service really run what it may write on what must not go away, and says what was gone afterwards. */
export async function findDeletions({ client, url }: PrivateRedis, allowedOn: AllowedOn): Promise<string[]> {
  const trials: { service: RedisUser; key: string; kind: Kind; name: string }[] = [];
  for (const [key, kind, safeFrom] of LASTING)
    for (const service of safeFrom)
      for (const { name, isWrite } of await allowedOn(key, service))
        if (isWrite) trials.push({ service, key, kind, name });

  const names = new Set(trials.map(({ name }) => name));
  const commands = await readCommands(client, CALLS_RUN, (name) => names.has(name));
  const found: string[] = [];
  for (const service of REDIS_USERS) {
    const user = makeRedis({ url: urlFor(service, url), name: service, onError: () => {} });
    await user.connect();
    for (const { key, kind, name } of trials.filter((trial) => trial.service === service)) {
      const calls = commands.find((command) => command.name === name)?.onKey ?? [];
      if (await deletes(user, client, calls, key, kind)) found.push(`${service} deletes from ${key} by ${name}`);
    }
    user.destroy();
  }
  return found;
}

/** Looks after each call. */
async function deletes(
  user: Redis,
  client: TestClient,
  calls: readonly Call[],
  key: string,
  kind: Kind,
): Promise<boolean> {
  await putSample(client, key, kind);
  for (const call of calls) {
    await user.sendCommand(withKey(call, key)).catch(() => 'Redis rejects some calls');
    if (!(await isThere(client, key, kind))) return true;
  }
  return false;
}

async function putSample(client: TestClient, key: string, kind: Kind): Promise<void> {
  await client.del(key);
  if (kind === 'hash') await client.hSet(key, { field: '1', other: '1' });
  else if (kind === 'sorted set') await client.zAdd(key, { score: 0, value: 'field' });
  else await client.xAdd(key, '1-1', { field: '1' });
}

/** Also false when it will be gone by itself. */
async function isThere(client: TestClient, key: string, kind: Kind): Promise<boolean> {
  const [endOfKey, isPart, endsOfField] = await Promise.all([
    client.pTTL(key),
    isIn[kind](client, key),
    // Redis 7.0 has no ends of fields, and says so.
    kind === 'hash' ? client.hpTTL(key, ['field']).catch(() => [NO_END]) : [NO_END],
  ]);
  return isPart && endOfKey === NO_END && endsOfField?.[0] === NO_END;
}

const isIn: Record<Kind, (client: TestClient, key: string) => Promise<boolean>> = {
  hash: async (client, key) => (await client.hExists(key, 'field')) === 1,
  'sorted set': async (client, key) => (await client.zScore(key, 'field')) !== null,
  stream: async (client, key) => (await client.xRange(key, '1-1', '1-1'))?.length === 1,
};
