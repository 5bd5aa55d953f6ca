import { firstIdAt, type Keys, type ListOrdersQuery, type Sought } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import type { RangeQuery } from '@stockade/records';
import { leaveOutUnreadable, readFrom, type Redis } from '@stockade/redis';
import { placedTextSchema } from './order-record.js';

type Viewer = Pick<Principal, 'userId' | 'role'>;

/** Characters of a whole id. */
const ID_LENGTH = 36;
/** Sorts after every id that has the same beginning. */
const AFTER_ALL_DIGITS = 'g';

/** What a search reads: ranges of indexes, and of each order in them the fields that it asks for. */
export interface OrderSearch {
  indexes: readonly string[];
  page: RangeQuery;
  /** Left out when all orders of the ranges match. */
  select?: ((orderIds: readonly string[]) => Promise<string[]>) | undefined;
}

/** The indexes of the orders that a principal may see. */
export function indexesFor(keys: Keys, { userId, role }: Viewer): readonly string[] {
  return role === 'admin' ? keys.partitions.map(({ orders }) => orders) : [keys.ordersOfCustomer(userId)];
}

/**
 * Plans a search. A time, the beginning of an id and a customer are ranges of an index. A status, a product and a payment
 * method are in the orders alone, so the orders of the ranges are looked through. No customer is led to another's index.
 */
export async function planSearch(
  redis: Redis,
  keys: Keys,
  viewer: Viewer,
  query: ListOrdersQuery,
): Promise<OrderSearch> {
  return {
    indexes: await indexesOf(redis, keys, viewer, query),
    page: rangeOf(query),
    select: makeSelection(redis, keys, query),
  };
}

async function indexesOf(redis: Redis, keys: Keys, viewer: Viewer, query: ListOrdersQuery): Promise<readonly string[]> {
  const { customer_id, email, q } = query;
  const emails = [email, emailOf(q)].filter((one) => one !== undefined);
  const named = await Promise.all(emails.map((one) => redis.get(keys.userByEmail(one))));
  if (customer_id !== undefined) named.push(customer_id);
  if (viewer.role !== 'admin') named.push(viewer.userId);
  const [customerId, ...others] = new Set(named);
  // An email that nobody has, or two customers: no order is of both.
  if (customerId === null || others.length > 0) return [];
  if (customerId !== undefined) return [keys.ordersOfCustomer(customerId)];
  // A whole id tells its partition.
  const id = idBeginningOf(q);
  if (id?.length === ID_LENGTH) return [keys.of(id).orders];
  return indexesFor(keys, viewer);
}

const emailOf = (q: Sought | undefined) => (q !== undefined && 'email' in q ? q.email : undefined);
const idBeginningOf = (q: Sought | undefined) => (q !== undefined && 'idBeginning' in q ? q.idBeginning : undefined);

/** The cursor and the bounds are all ids; the narrowest ones apply. */
function rangeOf({ limit, cursor, from, to, q }: ListOrdersQuery): RangeQuery {
  const beginning = idBeginningOf(q);
  const befores = [cursor, idAt(to), beginning && beginning + AFTER_ALL_DIGITS];
  const froms = [idAt(from), beginning];
  return { limit, cursor: sorted(befores).at(0), from: sorted(froms).at(-1) };
}

const idAt = (ms: number | undefined) => (ms === undefined ? undefined : firstIdAt(ms));
const sorted = (ids: readonly (string | undefined)[]) => ids.filter((id) => id !== undefined).toSorted();

function makeSelection(redis: Redis, keys: Keys, { status, payment_method, product_id }: ListOrdersQuery) {
  const tests: { field: string; fits: (value: string) => boolean }[] = [];
  if (status !== undefined) tests.push({ field: 'status', fits: (value) => value === status });
  if (payment_method !== undefined || product_id !== undefined)
    tests.push({ field: 'placed', fits: makePlacedTest(payment_method, product_id) });
  if (tests.length === 0) return undefined;
  const fields = tests.map(({ field }) => field);

  /** Reads only the fields that decide, because a whole order has up to 30 kB. */
  return async (orderIds: readonly string[]): Promise<string[]> => {
    const read = await Promise.all(
      orderIds.map((orderId) => {
        const key = keys.order(orderId);
        return leaveOutUnreadable(readFrom(key, redis.hmGet(key, fields)));
      }),
    );
    return orderIds.filter((_, i) => tests.every(({ fits }, j) => fits(read[i]?.[j] ?? '')));
  };
}

/** What was placed is up to 30 kB of JSON, so it is parsed only if it contains the text that is looked for. */
function makePlacedTest(paymentMethod: string | undefined, productId: string | undefined) {
  const marks: string[] = [];
  if (paymentMethod !== undefined) marks.push(`"payment_method":${JSON.stringify(paymentMethod)}`);
  if (productId !== undefined) marks.push(`"product_id":"${productId}"`);
  return (text: string): boolean => {
    if (!marks.every((mark) => text.includes(mark))) return false;
    const { data: placed } = placedTextSchema.safeParse(text);
    return (
      placed !== undefined &&
      (paymentMethod === undefined || placed.payment_method === paymentMethod) &&
      (productId === undefined || placed.lines.some(({ product_id }) => product_id === productId))
    );
  };
}
