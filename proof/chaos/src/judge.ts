import { canMove, type Keys, type OrderStatus } from '@stockade/contracts';
import { audit, type AuditSummary, type Rule } from '@stockade/operations';
import type { HttpGateway } from '@stockade/payment/over-http';
import type { Redis } from '@stockade/redis';
import { CLOCK_OFF_MS, unrest } from '@stockade/stage';
import { readOrders, type Order } from './books.js';
import { countChecked } from './checked.js';
import type { Checked, Report, Violation } from './invariants.js';
import { judgeDeadLetters, judgeEvents } from './judge-streams.js';
import type { Ledger, LedgerLine } from './ledger.js';
import { nameOversold } from './oversold.js';
import { countAvailable, judgeRefusals } from './refusals.js';
import type { FaultKind } from './schedule.js';
import type { StockSamples } from './stock-watch.js';

/** All is quiet: nothing may wait any more, whatever the clock said by which it was written down since when. */
const STUCK_MS = -2 * CLOCK_OFF_MS;
/** Nothing moves any more, so a second look need not wait. */
const GRACE_MS = 0;
/** An order may wait in a socket for some seconds, and longer for the service that an idempotency key leads back to. */
const WRONG_TIME_FROM_MS = CLOCK_OFF_MS / 2;

/** Whose findings are not about an order. */
const RULES_ABOUT_NO_ORDER: readonly Rule[] = [
  'stock-readable',
  'stock-balance',
  'stock-reserved',
  'transfer-sent',
  'transfer-taken',
  'transfer-listed',
  'record-readable',
];

export interface Verdict {
  violations: Violation[];
  /** How many orders ended how. */
  ends: Record<OrderStatus, number>;
  orders: number;
  /** Orders that were placed by a clock that was minutes off. */
  wrongTimes: number;
  /** Poisonous entries among the dead letters. */
  buried: number;
  checked: Checked;
  audit: AuditSummary;
}

interface Evidence {
  redis: Redis;
  keys: Keys;
  /** The payment provider, which says what money was taken and given back. */
  money: HttpGateway;
  ledger: Ledger;
  stock: StockSamples;
  faults: Partial<Record<FaultKind, number>>;
  productIds: readonly string[];
  /** By stream: orders of which more than one entry was seen. */
  announcedTwice: ReadonlyMap<string, readonly string[]>;
  /** A failover may forget what was seen and not confirmed: an order can be seen to go back. */
  forgets: boolean;
}

/** Holds all records to the rules of the audit, and compares them with what the outside world was told, order by order. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const { redis, keys, ledger, stock, faults, forgets } = evidence;
  const violations: Violation[] = [...ledger.violations];
  const report: Report = (invariant, what, orderId) => void violations.push({ invariant, what, orderId });
  const found = new Map<string, Order[]>();
  let orders = 0;
  for await (const { order } of readOrders(redis, keys)) {
    orders += 1;
    if (order === null) continue;
    found.set(order.reference, [...(found.get(order.reference) ?? []), order]);
  }
  const summary = await judgeRecords(evidence, orders, report);
  const ends = summary.statuses;
  const wrongTimes = judgePromises(ledger, found, forgets, report);
  await judgeShelf(redis, keys, ledger, report);
  const rejected = await judgeRefusals(redis, keys, ledger, report);
  if (stock.least < 0) report('never-negative', `${stock.least} pieces were seen`);
  await nameOversold(redis, keys, evidence.productIds, report);
  for (const what of await unrest(redis, keys)) report('all-at-rest', what);
  const buried = await judgeDeadLetters(redis, keys, ledger, report);
  await judgeEvents(redis, keys, ledger, ends, evidence.announcedTwice, report);
  const looked = { keys, ledger, orders, ends, audit: summary, rejected, stockLooks: stock.count, faults };
  const checked = countChecked({ ...looked, poison: ledger.poison.size });
  return { violations, ends, orders, wrongTimes, buried, checked, audit: summary };
}

async function judgeRecords(
  { redis, keys, money }: Pick<Evidence, 'redis' | 'keys' | 'money'>,
  orders: number,
  report: Report,
): Promise<AuditSummary> {
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
    onFinding: async ({ rule, id, what }) =>
      report(rule, `${id}: ${what}`, RULES_ABOUT_NO_ORDER.includes(rule) ? undefined : id),
  });
  if (summary.orders !== orders) report('audit-complete', `it saw ${summary.orders} of ${orders} orders`);
  if (summary.stock_uncertain > 0) report('audit-complete', `${summary.stock_uncertain} products were not compared`);
  return summary;
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
      else report('refused-does-not-exist', `order ${order.id} exists, which nobody placed (${reference})`, order.id);
      if (line && Math.abs((order.times[0] ?? 0) - line.sentAtMs) > WRONG_TIME_FROM_MS) wrongTimes += 1;
    }
  }
  for (const { reference, answer, orderId } of lines) {
    const times = found.get(reference)?.length ?? 0;
    if (answer === 'accepted' && times !== 1)
      report('accepted-exists-once', `order ${orderId} was accepted and exists ${times} times`, orderId ?? undefined);
    if (answer === 'unknown' && times > 1)
      report(
        'unknown-at-most-once',
        `the order with the address ${reference} exists ${times} times`,
        found.get(reference)?.[0]?.id,
      );
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
function judgeOrder({ id, status, times }: Order, line: LedgerLine, tell: Report): void {
  const report: Report = (invariant, what) => tell(invariant, what, id);
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
