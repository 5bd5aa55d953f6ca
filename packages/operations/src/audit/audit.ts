import { setTimeout as after } from 'node:timers/promises';
import { allFlows, type Keys, type OrderStatus } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { streamsByFlow } from '../flow-streams.js';
import type { Finding, Rule } from './finding.js';
import { judgeLongPending, listLongPending } from './long-pending.js';
import { readOrders, type Reading } from './order-record.js';
import type { OrderLimits } from './order-rules.js';
import type { OutsideProvider } from './outside-provider.js';
import { judgeCharges, scanKeys } from './scan-keys.js';
import { makeStockLedger } from './stock-ledger.js';
import { auditProducts } from './product-record.js';
import { judgeStock, placeIn, readStocks } from './stock-record.js';
import { makeSuspects } from './suspects.js';
import { auditTransfers } from './transfers.js';
import { judgeLists, orElse } from './unreadable.js';
import { walkIndex } from './walk-index.js';

export const AUDIT_DEFAULTS = {
  /** How long an order may wait for its next step, and a delivered event for its settlement. */
  stuckMs: 60_000,
  /** How long the audit waits before it reads a suspicious order again. */
  graceMs: 2_000,
  /** Whether orders are compared with what the payment provider has: its ledger in Redis, or a provider outside. */
  gateway: true,
};

export interface AuditOptions extends OrderLimits {
  graceMs: number;
  /** Where the provider's ledger is, if not in Redis. */
  provider?: OutsideProvider | undefined;
  /** Called once for each finding, as soon as it is confirmed; the audit waits for it. */
  onFinding(finding: Finding): Promise<void>;
  onProgress(progress: Progress): void;
}

export interface Progress {
  step: 'orders' | 'keys' | 'stock';
  done: number;
  /** The value when the step began; live data grow. */
  total: number;
}

export interface AuditSummary {
  orders: number;
  /** Orders by status, as of their first read. */
  statuses: Record<OrderStatus, number>;
  keys: number;
  products: number;
  /** By flow. They break no rule by themselves; an order that depends on one is a finding. */
  dead_letters: Record<string, number>;
  findings: number;
  rules: Partial<Record<Rule, number>>;
  /** Products whose reserved stock could not be compared, because too many orders are undecided. */
  stock_uncertain: number;
  duration_ms: number;
}

/**
 * Checks every rule on live data while orders flow. It only reads. Memory is bounded: it reads orders in pages and
 * keeps one number per product, the suspicious orders (at most 10,000), the ids of undecided orders (at most 200,000)
 * and the ids of the newest orders, of one partition after the other.
 */
export async function audit(redis: Redis, keys: Keys, options: AuditOptions): Promise<AuditSummary> {
  const startedAt = performance.now();
  const rules: Partial<Record<Rule, number>> = {};
  let findings = 0;
  async function report(found: readonly Finding[]): Promise<void> {
    for (const finding of found) {
      findings += 1;
      rules[finding.rule] = (rules[finding.rule] ?? 0) + 1;
      await options.onFinding(finding);
    }
  }

  await report(await judgeLists(redis, keys));
  const readers = allFlows(keys).flatMap(({ stream, readers: groups }) => groups.map((group) => ({ stream, group })));
  const pendingBefore = await Promise.all(readers.map((one) => listLongPending(redis, one, options.stuckMs)));
  const { statuses, orders, stock } = await walkOrders(redis, keys, options, report);
  const keysSeen = await walkKeys(redis, keys, options, report);
  if (options.gateway && options.provider) await walkCharges(redis, keys, options.provider, report);

  options.onProgress({ step: 'stock', done: 0, total: 1 });
  await report(stock.findings);
  for await (const found of auditProducts(redis, keys)) await report(found);
  if (keys.stocks.length > 1)
    for await (const found of auditTransfers(redis, keys, options.graceMs)) await report(found);
  const graceLeftMs = options.graceMs - (performance.now() - startedAt);
  if (graceLeftMs > 0 && pendingBefore.some((ids) => ids.size > 0)) await after(graceLeftMs);
  for (const [i, one] of readers.entries())
    await report(await judgeLongPending(redis, one, options.stuckMs, pendingBefore[i] ?? new Set()));

  return {
    orders,
    statuses,
    keys: keysSeen,
    products: stock.products,
    dead_letters: await countDeadLetters(redis, keys),
    findings,
    rules,
    stock_uncertain: stock.uncertain.size,
    duration_ms: Math.round(performance.now() - startedAt),
  };
}

type Report = (findings: readonly Finding[]) => Promise<void>;

/** Reads each order once, and suspicious ones again; adds up the stock that they hold, in each partition its own. */
async function walkOrders(redis: Redis, keys: Keys, options: AuditOptions, report: Report) {
  const { graceMs, onProgress, stuckMs, gateway } = options;
  const provider = gateway ? options.provider : undefined;
  const read = (ids: readonly string[]) => readOrders(redis, keys, ids, provider);
  const suspects = makeSuspects({ redis, keys, read, limits: { stuckMs, gateway }, graceMs });
  const statuses = countStatuses();
  const sizes = await Promise.all(keys.partitions.map(({ orders: index }) => orElse(redis.zCard(index), 0)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let orders = 0;
  const stock = { findings: await judgeDepot(redis, keys), products: 0, uncertain: new Set<string>() };
  for (const partition of keys.partitions) {
    const ledger = makeStockLedger(redis, keys, partition);
    for await (const ids of walkIndex(redis, partition.orders)) {
      const readings = await read(ids);
      ledger.count(readings);
      statuses.add(readings);
      await suspects.examine(readings);
      if (suspects.isFull()) await report(await suspects.settle());
      orders += ids.length;
      onProgress({ step: 'orders', done: orders, total });
    }
    const { findings, products, uncertain } = await ledger.settle();
    stock.findings.push(...findings);
    stock.products = products;
    for (const id of uncertain) stock.uncertain.add(id);
  }
  await report(await suspects.settle());
  return { orders, statuses: statuses.counts, stock };
}

/** The depot reserves nothing: only a partition has orders. With one partition the depot is that one. */
async function judgeDepot(redis: Redis, keys: Keys): Promise<Finding[]> {
  const { depot } = keys;
  if (keys.partitions.some((partition) => partition === depot)) return [];
  const where = placeIn(keys, depot);
  return [...(await readStocks(redis, keys, depot))].flatMap(([id, stock]): Finding[] => {
    const held = stock?.reserved ?? 0;
    const what = `${where}${held} are reserved, and there are no orders`;
    return [
      ...judgeStock(keys, depot, id, stock),
      ...(held === 0 ? [] : [{ rule: 'stock-reserved' as const, id, what }]),
    ];
  });
}

async function countDeadLetters(redis: Redis, keys: Keys): Promise<Record<string, number>> {
  const counts = streamsByFlow(keys).map(async ({ name, streams }) => {
    const lengths = await Promise.all(streams.map(({ stream }) => orElse(redis.xLen(deadLettersOf(stream)), 0)));
    return [name, lengths.reduce((sum, length) => sum + length, 0)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

async function walkKeys(redis: Redis, keys: Keys, { onProgress }: AuditOptions, report: Report): Promise<number> {
  const total = await redis.dbSize();
  let keysSeen = 0;
  const scan = scanKeys(redis, keys, (seen) => {
    keysSeen = seen;
    onProgress({ step: 'keys', done: Math.min(seen, total), total });
  });
  for await (const findings of scan) await report(findings);
  return keysSeen;
}

/** A provider outside may have taken money for an order that Redis has lost. */
async function walkCharges(redis: Redis, keys: Keys, provider: OutsideProvider, report: Report): Promise<void> {
  for await (const orderIds of provider.listOrders()) await report(await judgeCharges(redis, keys, orderIds));
}

function countStatuses() {
  const counts: Record<OrderStatus, number> = { pending: 0, completed: 0, failed: 0, cancelled: 0, refunded: 0 };
  return {
    counts,
    add(readings: readonly Reading[]): void {
      for (const reading of readings) if ('record' in reading) counts[reading.record.order.status] += 1;
    },
  };
}
