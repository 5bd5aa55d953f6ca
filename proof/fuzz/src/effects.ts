import { flowsOf, NO_KEYS, toDecimal, type SinglePartitionKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf, livesOf, suspectsOf } from '@stockade/streams';
import { AREAS, type Area, type Book, type ProductVersion } from './book.js';

const SCAN_COUNT = 1_000;
/** A product is a record and a stock, an account a record and an email. */
const DIFFERENCES_PER_REQUEST_MAX = 2;

/** What is in Redis: by kind of key, the ids. */
export type Holdings = Readonly<Record<string, ReadonlySet<string>>>;

/** Reads which keys there are. A key of no known kind is of the kind `unknown`. */
export async function readHoldings(redis: Redis, keys: SinglePartitionKeys): Promise<Holdings> {
  const streams = Object.values(flowsOf(keys)).map(({ stream }) => stream);
  const single = new Set([
    ...namesOf(keys),
    ...streams.flatMap((stream) => [deadLettersOf(stream), suspectsOf(stream), livesOf(stream)]),
  ]);
  // The longer names first: one may begin with another.
  const kinds: [string, string][] = [
    ['orders of a customer', keys.ordersOfCustomer('')],
    ['refunds of a customer', keys.refundsOfCustomer('')],
    ['user', keys.user('')],
    ['email', keys.userByEmail('')],
    ['unanswered registration', keys.unansweredRegistration('')],
    ['sessions of a user', keys.sessionsOfUser('')],
    ['session', keys.session('')],
    ['deleted product', keys.deletedProduct('')],
    ['product idempotency', keys.productIdempotency('', '').slice(0, -1)],
    ['product', keys.product('')],
    ['stock', keys.stock('')],
    ['order', keys.order('')],
    ['reservation', keys.reservation('')],
    ['refund', keys.refund('')],
    ['gateway', keys.gateway('')],
    ['idempotency', keys.idempotency('', '').slice(0, -1)],
    ['probe', keys.probe('')],
    ...streams.map((stream): [string, string] => ['settled dead letter', `${deadLettersOf(stream)}:settled:`]),
  ];
  const found: Record<string, Set<string>> = {
    unknown: new Set(),
    ...Object.fromEntries(kinds.map(([kind]) => [kind, new Set()])),
  };
  for await (const batch of redis.scanIterator({ COUNT: SCAN_COUNT }))
    for (const key of batch) {
      if (single.has(key)) continue;
      const [kind, prefix] = kinds.find(([, start]) => key.startsWith(start)) ?? ['unknown', ''];
      found[kind]?.add(key.slice(prefix.length));
    }
  return found;
}

/** The names of the keys that there are once. */
function namesOf(keys: SinglePartitionKeys): string[] {
  const no = new Set<string>(NO_KEYS);
  return Object.entries(keys).flatMap(([name, key]) => (typeof key === 'string' && !no.has(name) ? key : []));
}

/**
 * Everything in Redis that nobody was told of, and everything that somebody was told of and is not there. A request that
 * was answered 503 may have been done or not, so for each of them two differences of its kind are nobody's fault.
 */
export async function compareEffects(
  redis: Redis,
  keys: SinglePartitionKeys,
  before: Holdings,
  book: Book,
): Promise<string[]> {
  const now = await readHoldings(redis, keys);
  const of = (kind: string) => ({ was: before[kind] ?? new Set<string>(), is: now[kind] ?? new Set<string>() });
  const products = without(union(of('product').was, book.products), book.removedProducts);
  const orders = union(of('order').was, book.orders);
  const sessions = union(of('session').was, book.sessions);
  const found: Record<Area, string[]> = {
    users: [
      ...differences('user', union(of('user').was, book.users), of('user').is),
      ...countDifference('email', of('user').is.size, of('email').is.size),
      ...[...of('session').is].filter((sid) => !sessions.has(sid)).map((sid) => `session ${sid} was never opened`),
      ...[...sessions]
        .filter((sid) => !of('session').is.has(sid) && !book.endedSessions.has(sid))
        .map((sid) => `session ${sid} is gone and was never ended`),
    ],
    products: [
      ...differences('product', products, of('product').is),
      ...differences('stock', products, of('stock').is),
      ...(await compareProducts(redis, keys, products, book.versions)),
    ],
    orders: [
      ...differences('order', orders, of('order').is),
      ...(await compareStatuses(redis, keys, orders, book.cancelled)),
    ],
  };
  return [
    ...AREAS.flatMap((area) =>
      found[area].length <= DIFFERENCES_PER_REQUEST_MAX * book.unknown[area] ? [] : found[area],
    ),
    ...['reservation', 'refund', 'gateway'].flatMap((kind) =>
      [...of(kind).is].filter((id) => !of('order').is.has(id)).map((id) => `${kind} ${id} belongs to no order`),
    ),
    ...[...of('unknown').is].map((key) => `nobody knows the key ${JSON.stringify(key)}`),
  ];
}

function union(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  return new Set([...one, ...other]);
}

function without(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  return new Set([...one].filter((id) => !other.has(id)));
}

function differences(kind: string, told: ReadonlySet<string>, is: ReadonlySet<string>): string[] {
  return [
    ...[...is].filter((id) => !told.has(id)).map((id) => `${kind} ${id} is there and no 2xx told of it`),
    ...[...told].filter((id) => !is.has(id)).map((id) => `${kind} ${id} is not there and a 2xx told of it`),
  ];
}

function countDifference(kind: string, told: number, is: number): string[] {
  return told === is ? [] : [`there are ${is} of ${kind}, and should be ${told}`];
}

/** An order is cancelled when its customer was told so, and only then. */
async function compareStatuses(
  redis: Redis,
  keys: SinglePartitionKeys,
  orders: Set<string>,
  cancelled: Set<string>,
): Promise<string[]> {
  const ids = [...orders];
  const statuses = await Promise.all(ids.map((id) => redis.hGet(keys.order(id), 'status')));
  return ids.flatMap((id, i) => {
    const isCancelled = statuses[i] === 'cancelled';
    return isCancelled === cancelled.has(id)
      ? []
      : [`order ${id} is ${statuses[i]}, and its customer was told otherwise`];
  });
}

/** A product is as the last change left it: as one of the answers showed it. */
async function compareProducts(
  redis: Redis,
  keys: SinglePartitionKeys,
  products: Set<string>,
  versions: ReadonlyMap<string, ProductVersion[]>,
): Promise<string[]> {
  const ids = [...products].filter((id) => versions.has(id));
  const records = await Promise.all(ids.map((id) => redis.hGetAll(keys.product(id))));
  return ids.flatMap((id, i) => {
    const { name, description = '', price, currency = '', updated_at } = records[i] ?? {};
    const shown = versions.get(id) ?? [];
    const told = shown.some(
      (one) =>
        one.name === name &&
        one.description === description &&
        one.currency === currency &&
        one.price === toDecimal(Number(price), currency) &&
        Date.parse(one.updated_at) === Number(updated_at),
    );
    return told ? [] : [`product ${id} is ${JSON.stringify(records[i])}, as no answer showed it`];
  });
}
