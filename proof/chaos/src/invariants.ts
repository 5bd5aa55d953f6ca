import { canMove, type Keys, type OrderStatus } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { CLOCK_OFF_MS, unrest, type Shop } from '@stockade/stage';
import { readAccounts, readDeadLetters, readStocks, type Account } from './books.js';
import type { Ledger, LedgerLine } from './ledger.js';
import type { StockSamples } from './stock-watch.js';

/** What must hold once all is quiet, of every order. */
export const INVARIANTS = {
  'accepted-exists-once': 'an order that was accepted exists, once',
  'refused-does-not-exist': 'an order that was refused does not exist',
  'unknown-at-most-once': 'an order whose answer was lost exists at most once',
  'legal-steps': 'an order ends in a final state and got there by legal steps only',
  'cancelled-stays-cancelled': 'an order whose cancellation was confirmed ends cancelled',
  'reserved-xor-refunded': 'a completed order is reserved, a refunded one rejected, any other neither',
  'refund-is-the-charge': 'a refund equals the charge and is there exactly for refunded orders',
  'gateway-net': 'the gateway keeps the total of a completed order and nothing of any other',
  'stock-adds-up': 'received = available + reserved, and reserved is what the orders have',
  'never-negative': 'stock was never seen below zero',
  'one-event-per-change': 'every change was announced once, and every announcement has its change',
  'all-at-rest': 'nothing is pending and everything was read',
  'dead-letters-are-poison': 'the dead letters are exactly the poison that was put in',
  'one-redis-a-directory': 'a second Redis was refused where one works, and the one did not notice',
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** An order may wait in a socket for some seconds, and an idempotency key leads back to it for longer. */
const WRONG_FROM_MS = CLOCK_OFF_MS / 2;

interface Violation {
  invariant: Invariant;
  what: string;
}

export interface Verdict {
  violations: Violation[];
  /** How many orders ended how. */
  ends: Partial<Record<OrderStatus, number>>;
  orders: number;
  /** Orders that were placed by a clock that was minutes off. */
  wrongTimes: number;
}

interface Evidence {
  redis: Redis;
  keys: Keys;
  shop: Shop;
  ledger: Ledger;
  stock: StockSamples;
}

/** Compares the books with what the outside world was told, order by order. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const { redis, keys, shop, ledger, stock } = evidence;
  const violations: Violation[] = [];
  const report = (invariant: Invariant, what: string) => violations.push({ invariant, what });
  const lines = new Map(ledger.lines.map((line) => [line.reference, line]));
  const found = new Map<string, number>();
  const reservedPieces = new Map<string, number>();
  const ends: Verdict['ends'] = {};
  let orders = 0;
  let rejected = 0;
  let wrongTimes = 0;

  for await (const account of readAccounts(redis, keys)) {
    orders += 1;
    ends[account.status] = (ends[account.status] ?? 0) + 1;
    found.set(account.reference, (found.get(account.reference) ?? 0) + 1);
    judgeAccount(account, report);
    const line = lines.get(account.reference);
    judgePromises(account, line, report);
    if (line && Math.abs((account.times.pending ?? 0) - line.sentAtMs) > WRONG_FROM_MS) wrongTimes += 1;
    if (account.reservation === 'rejected') rejected += 1;
    for (const { product_id, quantity } of account.reservation === 'reserved' ? account.lines : []) {
      reservedPieces.set(product_id, (reservedPieces.get(product_id) ?? 0) + quantity);
    }
  }
  judgeLedger(ledger, found, report);
  for (const { productId, available, reserved, received } of await readStocks(redis, keys, shop.productIds)) {
    const belongsToOrders = reservedPieces.get(productId) ?? 0;
    if (received === available + reserved && reserved === belongsToOrders && available >= 0) continue;
    report(
      'stock-adds-up',
      `product ${productId}: received ${received}, available ${available}, reserved ${reserved}, in orders ${belongsToOrders}`,
    );
  }
  if (stock.least < 0) report('never-negative', `${stock.least} pieces were seen`);
  for (const what of await unrest(redis, keys)) report('all-at-rest', what);
  await judgeDeadLetters(redis, keys, ledger, report);
  for (const what of ledger.intrusions) report('one-redis-a-directory', what);
  const verdict = { violations, ends, orders, wrongTimes };
  await judgeEvents(evidence, verdict, rejected, report);
  return verdict;
}

type Report = (invariant: Invariant, what: string) => void;

function judgeAccount(
  { orderId, status, times, total, reservation, refund, charged, givenBack }: Account,
  report: Report,
): void {
  const steps = Object.keys(times).length;
  const path: Record<OrderStatus, readonly OrderStatus[]> = {
    pending: [],
    completed: ['pending', 'completed'],
    failed: ['pending', 'failed'],
    cancelled: ['pending', 'cancelled'],
    refunded: ['pending', 'completed', 'refunded'],
  };
  const expected = path[status];
  const stamps = expected.map((step) => times[step] ?? NaN);
  const taken = Object.values(times).filter((time) => time !== undefined).length;
  const inOrder = stamps.every((time, i) => !Number.isNaN(time) && time >= (stamps[i - 1] ?? 0));
  if (steps === 0 || status === 'pending' || taken !== expected.length || !inOrder) {
    report('legal-steps', `order ${orderId} is ${status}, with the times ${JSON.stringify(times)}`);
  }
  const decision = { completed: 'reserved', refunded: 'rejected', pending: null, failed: null, cancelled: null }[
    status
  ];
  if (reservation !== decision)
    report('reserved-xor-refunded', `order ${orderId} is ${status} and its reservation ${reservation ?? 'missing'}`);
  if (refund !== (status === 'refunded' ? total : null))
    report('refund-is-the-charge', `order ${orderId} is ${status}, total ${total}, refund ${refund}`);
  if (charged - givenBack !== (status === 'completed' ? total : 0)) {
    report('gateway-net', `order ${orderId} is ${status}, total ${total}, charged ${charged}, given back ${givenBack}`);
  }
}

/**
 * Every order that went on did so because of an event, so each change was announced at least once. Redis counts what was
 * ever appended to a stream, trimmed or not: no more than that means exactly once.
 */
async function judgeEvents(
  { redis, keys, ledger }: Evidence,
  { ends, orders }: Verdict,
  rejected: number,
  report: Report,
): Promise<void> {
  const paid = (ends.completed ?? 0) + (ends.refunded ?? 0);
  const expected = [
    [keys.orderPlaced, orders],
    [keys.orderCompleted, paid],
    [keys.refundInitiated, rejected],
  ] as const;
  for (const [stream, events] of expected) {
    const poison = [...ledger.poison.values()].filter((where) => where === stream).length;
    const doubtful = [...ledger.poison].filter(
      ([reference, where]) => where === stream && ledger.doubtfulPoison.has(reference),
    ).length;
    const appended = (await redis.exists(stream)) === 1 ? (await redis.xInfoStream(stream))['entries-added'] : 0;
    if (appended < events + poison - doubtful || appended > events + poison) {
      report(
        'one-event-per-change',
        `${stream}: ${appended} entries for ${events} changes and ${poison} poisonous entries`,
      );
    }
  }
}

/** What the customer was told about this order. */
function judgePromises({ orderId, status, reference }: Account, line: LedgerLine | undefined, report: Report): void {
  if (line === undefined || line.answer === 'refused') {
    report(
      'refused-does-not-exist',
      `order ${orderId} exists, which ${line ? 'was refused' : `nobody placed (${reference})`}`,
    );
    return;
  }
  if (line.answer === 'accepted' && line.orderId !== orderId)
    report('accepted-exists-once', `order ${orderId} was accepted as ${line.orderId}`);
  if (line.cancelled === 'accepted' && status !== 'cancelled')
    report('cancelled-stays-cancelled', `order ${orderId} is ${status}`);
  if (line.cancelled === 'refused' && status === 'cancelled')
    report('cancelled-stays-cancelled', `order ${orderId} is cancelled, and was told not to be`);
  const seen = [...line.seen, status];
  for (const [i, to] of seen.entries()) {
    const from = seen[i - 1];
    if (from === undefined || from === to || canMove(from, to) || (from === 'pending' && to === 'refunded')) continue;
    report('legal-steps', `order ${orderId} was seen to go from ${from} to ${to}`);
  }
}

function judgeLedger({ lines }: Ledger, found: ReadonlyMap<string, number>, report: Report): void {
  for (const { reference, answer, orderId } of lines) {
    const times = found.get(reference) ?? 0;
    if (answer === 'accepted' && times !== 1)
      report('accepted-exists-once', `order ${orderId} was accepted and exists ${times} times`);
    if (answer === 'unknown' && times > 1)
      report('unknown-at-most-once', `the order with the address ${reference} exists ${times} times`);
  }
}

async function judgeDeadLetters(
  redis: Redis,
  keys: Keys,
  { poison, doubtfulPoison }: Ledger,
  report: Report,
): Promise<void> {
  const dead = await readDeadLetters(redis, keys);
  for (const other of dead.others) report('dead-letters-are-poison', other);
  for (const reference of poison.keys()) {
    if (!dead.poison.has(reference) && !doubtfulPoison.has(reference))
      report('dead-letters-are-poison', `the poison ${reference} is no dead letter`);
  }
}
