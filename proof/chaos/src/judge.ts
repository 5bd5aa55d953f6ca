import { canMove, flowsOf, type FlowName, type Keys, type OrderStatus } from '@stockade/contracts';
import { audit } from '@stockade/operations';
import type { HttpGateway } from '@stockade/payment/over-http';
import type { Redis } from '@stockade/redis';
import { CLOCK_OFF_MS, unrest } from '@stockade/stage';
import { countAppended, readDeadLetters, readOrders, type Order } from './books.js';
import type { Report, Violation } from './invariants.js';
import type { Ledger, LedgerLine } from './ledger.js';
import { countAvailable, judgeRefusals } from './refusals.js';
import type { StockSamples } from './stock-watch.js';

/** All is quiet: nothing may wait any more, whatever the clock said by which it was written down since when. */
const STUCK_MS = -2 * CLOCK_OFF_MS;
/** Nothing moves any more, so a second look need not wait. */
const GRACE_MS = 0;
/** An order may wait in a socket for some seconds, and longer for the service that an idempotency key leads back to. */
const WRONG_TIME_FROM_MS = CLOCK_OFF_MS / 2;

const FLOW_NAMES: readonly FlowName[] = ['orderPlaced', 'orderCompleted', 'refundInitiated'];

export interface Verdict {
  violations: Violation[];
  /** How many orders ended how. */
  ends: Record<OrderStatus, number>;
  orders: number;
  /** Orders that were placed by a clock that was minutes off. */
  wrongTimes: number;
}

interface Evidence {
  redis: Redis;
  keys: Keys;
  /** The payment provider, which says what money was taken and given back. */
  money: HttpGateway;
  ledger: Ledger;
  stock: StockSamples;
  /** A failover may forget what was seen and not confirmed: an order can be seen to go back. */
  forgets: boolean;
}

/** Holds all records to the rules of the audit, and compares them with what the outside world was told, order by order. */
export async function judge({ redis, keys, money, ledger, stock, forgets }: Evidence): Promise<Verdict> {
  const violations: Violation[] = [...ledger.violations];
  const report: Report = (invariant, what) => void violations.push({ invariant, what });
  const found = new Map<string, Order[]>();
  let orders = 0;
  for await (const order of readOrders(redis, keys)) {
    orders += 1;
    found.set(order.reference, [...(found.get(order.reference) ?? []), order]);
  }
  const ends = await judgeRecords({ redis, keys, money }, orders, report);
  const wrongTimes = judgePromises(ledger, found, forgets, report);
  await judgeShelf(redis, keys, ledger, report);
  await judgeRefusals(redis, keys, ledger, report);
  if (stock.least < 0) report('never-negative', `${stock.least} pieces were seen`);
  for (const what of await unrest(redis, keys)) report('all-at-rest', what);
  await judgeDeadLetters(redis, keys, ledger, report);
  await judgeEvents(redis, keys, ledger, ends, report);
  return { violations, ends, orders, wrongTimes };
}

async function judgeRecords(
  { redis, keys, money }: Pick<Evidence, 'redis' | 'keys' | 'money'>,
  orders: number,
  report: Report,
): Promise<Verdict['ends']> {
  const { signal } = new AbortController();
  const summary = await audit(redis, keys, {
    stuckMs: STUCK_MS,
    graceMs: GRACE_MS,
    gateway: true,
    provider: {
      findPayments: (orderIds) => money.findAll(orderIds, signal),
      listOrders: () => money.listOrders(signal),
    },
    onProgress: () => {},
    onFinding: async ({ rule, id, what }) => report(rule, `${id}: ${what}`),
  });
  if (summary.orders !== orders) report('audit-complete', `it saw ${summary.orders} of ${orders} orders`);
  if (summary.stock_uncertain > 0) report('audit-complete', `${summary.stock_uncertain} products were not compared`);
  return summary.statuses;
}

/** Answers how many orders have the time of a wrong clock. */
function judgePromises(
  { lines }: Ledger,
  found: ReadonlyMap<string, readonly Order[]>,
  forgets: boolean,
  report: Report,
): number {
  const asked = new Map(lines.map((line) => [line.reference, line]));
  let wrongTimes = 0;
  for (const [reference, orders] of found) {
    const line = asked.get(reference);
    for (const order of orders) {
      if (line) judgeOrder(order, forgets ? { ...line, seen: [] } : line, report);
      else report('refused-does-not-exist', `order ${order.id} exists, which nobody placed (${reference})`);
      if (line && Math.abs((order.times[0] ?? 0) - line.sentAtMs) > WRONG_TIME_FROM_MS) wrongTimes += 1;
    }
  }
  for (const { reference, answer, orderId } of lines) {
    const times = found.get(reference)?.length ?? 0;
    if (answer === 'accepted' && times !== 1)
      report('accepted-exists-once', `order ${orderId} was accepted and exists ${times} times`);
    if (answer === 'unknown' && times > 1)
      report('unknown-at-most-once', `the order with the address ${reference} exists ${times} times`);
  }
  return wrongTimes;
}

/** The stock that was set last, if that was confirmed; else it may also be what was set since. */
async function judgeShelf(redis: Redis, keys: Keys, { shelf }: Ledger, report: Report): Promise<void> {
  if (shelf === undefined) return;
  const { productId, confirmed, doubtful } = shelf;
  const available = await countAvailable(redis, keys, productId);
  if ([confirmed, ...doubtful].includes(available)) return;
  report('stock-told-is-kept', `product ${productId} has ${available} pieces, and was told to have ${confirmed}`);
}

/** What the customer was told about this order. */
function judgeOrder({ id, status, times }: Order, line: LedgerLine, report: Report): void {
  if (line.answer === 'refused') report('refused-does-not-exist', `order ${id} exists, which was refused`);
  if (line.answer === 'accepted' && line.orderId !== id)
    report('accepted-exists-once', `order ${id} was accepted as ${line.orderId}`);
  if (line.cancelled === 'accepted' && status !== 'cancelled')
    report('cancelled-stays-cancelled', `order ${id} is ${status}`);
  if (line.cancelled === 'refused' && status === 'cancelled')
    report('cancelled-stays-cancelled', `order ${id} is cancelled, and was told not to be`);
  const seen = [...line.seen, status];
  for (const [i, to] of seen.entries()) {
    const from = seen[i - 1];
    if (from === undefined || from === to || canMove(from, to) || (from === 'pending' && to === 'refunded')) continue;
    report('legal-steps', `order ${id} was seen to go from ${from} to ${to}`);
  }
  if (times.some((time, i) => time < (times[i - 1] ?? 0)))
    report('legal-steps', `order ${id} is ${status}, with the times ${times.join(', ')}`);
}

/**
 * Every order that went on did so because of an event, so each change was announced at least once. Redis counts what was
 * ever appended to a stream, trimmed or not: no more than that means exactly once.
 */
async function judgeEvents(
  redis: Redis,
  keys: Keys,
  { poison, doubtfulPoison }: Ledger,
  { pending, completed, failed, cancelled, refunded }: Verdict['ends'],
  report: Report,
): Promise<void> {
  const counts = {
    orderPlaced: pending + completed + failed + cancelled + refunded,
    orderCompleted: completed + refunded,
    refundInitiated: refunded,
  };
  for (const name of FLOW_NAMES) {
    const count = counts[name];
    const streams = keys.partitions.map((partition) => flowsOf(partition)[name].stream);
    const poisoned = [...poison].filter(([, where]) => streams.includes(where)).map(([reference]) => reference);
    const most = count + poisoned.length;
    const least = most - poisoned.filter((reference) => doubtfulPoison.has(reference)).length;
    const appended = await countAppended(redis, streams);
    if (appended >= least && appended <= most) continue;
    const expected = `${count} changes and ${poisoned.length} poisonous entries`;
    report('one-event-per-change', `${name}: ${appended} entries for ${expected}`);
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
