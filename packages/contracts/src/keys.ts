import { partitionOf, partitionOfEmail } from './partitions.js';

/**
 * Builds every key name of the system; nothing else does.
 *
 * What belongs to a customer lies in the customer's partition, which the id at the end of the key tells. In a shop of several
 * partitions the number of the partition is the hash tag of its keys, so that a script may touch all keys of an order together
 * wherever Redis Cluster has put them. With one partition there is no tag: the plain names.
 */
export interface Keys extends CatalogueKeys, OrderKeys, AccountKeys, PlainKeys {
  /** By the id that the name ends with, how the names of an entity begin: Redis OM joins both with a colon. */
  readonly entities: Readonly<Record<'product' | 'order' | 'user' | 'reservation' | 'refund', (id: string) => string>>;
  readonly partitions: readonly PartitionKeys[];
  /** The partition of a customer, and of everything that has an id made for that customer. */
  of(id: string): PartitionKeys;
  /** The partition of the customer with this email. */
  ofEmail(email: string): PartitionKeys;
  /** Wherever pieces of a product can lie: in each partition, and in the depot, where those are that no partition was given. */
  readonly stocks: readonly StockKeys[];
  /** Takes what is delivered and gives it to the partitions that ask. With one partition it is that one. */
  readonly depot: StockKeys;
}

/** What one partition has once. */
export interface PartitionKeys extends StockKeys {
  readonly orders: string;
  readonly refunds: string;
  /** The ids of all users, and their emails. */
  readonly users: string;
  readonly userEmails: string;
  /** A service writes it to test whether Redis accepts writes; nothing reads it. */
  probe(service: string): string;
  /** For each admin created by the settings: the hash of the ADMIN_PASSWORD applied last. */
  readonly admins: string;
  /** What the operations service has measured, by how fine; of the whole shop, in its first partition. */
  opsHistory(step: string): string;
  /** Which process of the operations service writes that down now. */
  readonly opsHistoryWriter: string;
  /** How the stock of a product was of late: the points at which it changed. In the first partition, as the next two. */
  opsStockHistory(productId: string): string;
  /** The last point of each product that is followed. */
  readonly opsStockLast: string;
  /** When all of them were looked at last. */
  readonly opsStockLooked: string;

  // The streams; flows.ts says who writes and who reads each.
  readonly orderPlaced: string;
  readonly orderCompleted: string;
  readonly refundInitiated: string;
}

/** Some pieces of each product. */
export interface StockKeys {
  /** Says which one it is among all. */
  readonly place: string;
  stock(productId: string): string;
  /** What was given to and taken from the other places: numbers, which are never forgotten, and open transfers. */
  stockTransfers(productId: string): string;
  /** The open transfers from here, of all products. */
  readonly openTransfers: string;
}

/** A shop of one partition has everything once. */
export type SinglePartitionKeys = Keys & PartitionKeys;

/** What of a `Keys` object neither is nor makes the name of a key. */
export const NO_KEYS = ['entities', 'partitions', 'of', 'ofEmail', 'stocks', 'depot', 'place'] as const;

type CatalogueKeys = ReturnType<typeof makeCatalogueKeys>;
type OrderKeys = ReturnType<typeof makeOrderKeys>;
type AccountKeys = ReturnType<typeof makeAccountKeys>;
type PlainKeys = typeof plainKeys;

export function makeKeys(): SinglePartitionKeys;
export function makeKeys(partitions: number): Keys;
export function makeKeys(partitions = 1): Keys {
  const isDivided = partitions > 1;
  const tags = Array.from({ length: partitions }, (_, partition) => (isDivided ? `{${partition}}:` : ''));
  const all = tags.map((tag, partition) => makePartitionKeys(tag, String(partition)));
  const [first] = all;
  if (first === undefined) throw new RangeError(`a shop has at least one partition, not ${partitions}`);
  const catalogueTag = isDivided ? '{catalogue}:' : '';
  const depot = isDivided ? makeStockKeys(catalogueTag, 'depot') : first;
  const numberOf = isDivided ? (id: string) => partitionOf(id, partitions) : () => 0;
  const numberOfEmail = isDivided ? (email: string) => partitionOfEmail(email, partitions) : () => 0;
  const tagOf = (id: string) => tags[numberOf(id)] ?? '';
  const tagOfEmail = (email: string) => tags[numberOfEmail(email)] ?? '';
  const keys: Keys = {
    entities: {
      product: () => `${catalogueTag}product`,
      order: (id) => `${tagOf(id)}order`,
      user: (id) => `${tagOf(id)}user`,
      reservation: (id) => `${tagOf(id)}reservation`,
      refund: (id) => `${tagOf(id)}refund`,
    },
    ...makeCatalogueKeys(catalogueTag),
    ...makeOrderKeys(tagOf),
    ...makeAccountKeys(tagOf, tagOfEmail),
    ...plainKeys,
    partitions: all,
    of: (id) => all[numberOf(id)] ?? first,
    ofEmail: (email) => all[numberOfEmail(email)] ?? first,
    stocks: isDivided ? [...all, depot] : [first],
    depot,
  };
  return Object.freeze(isDivided ? keys : { ...keys, ...first });
}

const makePartitionKeys = (tag: string, place: string): PartitionKeys => ({
  ...makeStockKeys(tag, place),
  orders: `${tag}orders`,
  refunds: `${tag}refunds`,
  users: `${tag}users`,
  userEmails: `${tag}user-emails`,
  probe: (service) => `${tag}probe:${service}`,
  admins: `${tag}admins`,
  opsHistory: (step) => `${tag}ops-history:${step}`,
  opsHistoryWriter: `${tag}ops-history-writer`,
  opsStockHistory: (productId) => `${tag}ops-stock-history:${productId}`,
  opsStockLast: `${tag}ops-stock-last`,
  opsStockLooked: `${tag}ops-stock-looked`,
  orderPlaced: `${tag}order-placed`,
  orderCompleted: `${tag}order-completed`,
  refundInitiated: `${tag}refund-initiated`,
});

const makeStockKeys = (tag: string, place: string): StockKeys => ({
  place,
  stock: (productId) => `${tag}stock:${productId}`,
  stockTransfers: (productId) => `${tag}stock-transfers:${productId}`,
  openTransfers: `${tag}open-transfers`,
});

const makeCatalogueKeys = (tag: string) => ({
  product: (productId: string) => `${tag}product:${productId}`,
  products: `${tag}products`,
  /** Set once the catalogue has had a product: from then on it gets no samples. */
  catalogueSeeded: `${tag}catalogue:seeded`,
  /** Set for a while after a product was deleted. */
  deletedProduct: (productId: string) => `${tag}deleted-product:${productId}`,
  /** The lease of whoever gathers the pieces of a product from several partitions. */
  gathering: (productId: string) => `${tag}gathering:${productId}`,
  /** The change to the catalogue made under an admin's Idempotency-Key. */
  productIdempotency: (userId: string, key: string) => `${tag}product-idempotency:${userId}:${key}`,
});

type TagOf = (id: string) => string;

const makeOrderKeys = (tagOf: TagOf) => ({
  order: (orderId: string) => `${tagOf(orderId)}order:${orderId}`,
  ordersOfCustomer: (customerId: string) => `${tagOf(customerId)}orders:customer:${customerId}`,
  /** The order or the refusal under a customer's Idempotency-Key. */
  idempotency: (customerId: string, key: string) => `${tagOf(customerId)}idempotency:${customerId}:${key}`,

  reservation: (orderId: string) => `${tagOf(orderId)}reservation:${orderId}`,
  refund: (orderId: string) => `${tagOf(orderId)}refund:${orderId}`,
  refundsOfCustomer: (customerId: string) => `${tagOf(customerId)}refunds:customer:${customerId}`,
  /** The ledger of the simulated payment provider; a real provider keeps its own, outside this Redis. */
  gateway: (orderId: string) => `${tagOf(orderId)}gateway:${orderId}`,
});

const makeAccountKeys = (tagOf: TagOf, tagOfEmail: TagOf) => ({
  user: (userId: string) => `${tagOf(userId)}user:${userId}`,
  userByEmail: (email: string) => `${tagOfEmail(email)}user-email:${email}`,
  /** Set when an account was created and the client has had no answer yet. */
  unansweredRegistration: (email: string) => `${tagOfEmail(email)}unanswered-registration:${email}`,

  session: (sessionId: string) => `${tagOf(sessionId)}session:${sessionId}`,
  /** The keys of a user's sessions, by expiry. */
  sessionsOfUser: (userId: string) => `${tagOf(userId)}sessions:user:${userId}`,

  /** Set when this account was logged in to from this address. */
  knownClient: (email: string, address: string) => `${tagOfEmail(email)}known-client:${email}:${address}`,
  /** How many requests a client made; each service counts separately. What is counted of an account lies in its partition. */
  rateLimit: (service: string, counted: string, email?: string) =>
    `rate-limit:${service}:${email === undefined ? '' : tagOfEmail(email)}${counted}`,
});

/** What belongs to no customer and no product; no script touches one of them together with another key. */
const plainKeys = {
  /** Into how many partitions the shop is divided: written at its first start, and never changed. */
  partitionCount: 'partitions',
  /** The jobs and the audits that operators started, and of each what is kept of it for some days. */
  opsJobs: 'ops-jobs',
  opsJob: (jobId: string) => `ops-job:${jobId}`,
  /** What a job has to do, item by item, until it is done. */
  opsJobItems: (jobId: string) => `ops-job-items:${jobId}`,
  opsAudits: 'ops-audits',
  opsAudit: (auditId: string) => `ops-audit:${auditId}`,
  opsAuditFindings: (auditId: string) => `ops-audit-findings:${auditId}`,
  /** Whoever works on this holds it; it ends by itself when the process does. */
  opsLease: (work: string) => `ops-lease:${work}`,
  /** Set when somebody wants a job or an audit to end. */
  opsCancelled: (id: string) => `ops-cancelled:${id}`,
  /** The job that was started under an admin's Idempotency-Key, or for the repair of an audit. */
  opsIdempotency: (by: string, key: string) => `ops-idempotency:${by}:${key}`,
  /** When something was away, and when the operations service was started. */
  opsMarks: 'ops-marks',
};
