import { setTimeout as after } from 'node:timers/promises';
import type { Keys, PartitionKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Finding } from './finding.js';
import { readOrders, type Reading } from './order-record.js';
import { judgeStock, placeIn, readStocks, type Stock } from './stock-record.js';
import { inPages, walkIndex } from './walk-index.js';

/** How many undecided orders are remembered; with more, the sums are not compared. */
const UNDECIDED_MAX = 200_000;
/**
 * How many of the newest orders are remembered, so that one listed late, by another process or clock, is still counted
 * once.
 */
const NEWEST_MAX = 20_000;
const ATTEMPTS_MAX = 20;
const ATTEMPT_DELAY_MS = 50;

export interface StockLedger {
  /** Adds the stock that the orders of a page hold. Each order must be passed once, in the sequence of the index. */
  count(readings: readonly Reading[]): void;
  /** Compares the sums with the stock. To be called after all pages. */
  settle(): Promise<{ findings: Finding[]; products: number; uncertain: string[] }>;
}

/**
 * Adds up the stock of each product that the orders of a partition hold: one number per product, whatever the number of orders.
 *
 * Stock is reserved while the orders are read, so a sum and a stock read at different times differ. Therefore the
 * ledger catches up at the end: it reads the orders that were undecided or are new, and reads the stock before and
 * after. Where the reserved stock has not changed, no reservation was made in between, and the sum must equal it. For a
 * product that never stops selling this is repeated several times; at last the sum must lie between the two readings.
 */
export function makeStockLedger(
  redis: Redis,
  keys: Keys,
  partition: PartitionKeys,
  newestMax = NEWEST_MAX,
): StockLedger {
  const where = placeIn(keys, partition);
  const sums = new Map<string, number>();
  const undecided = new Set<string>();
  const newest = new Set<string>();
  /** The greatest counted id that is not among the newest; every counted id above it is among them. */
  let horizon: string | undefined;
  let counted = 0;
  let overflown = false;
  const isComplete = () => !overflown;

  function count(readings: readonly Reading[]): void {
    for (const reading of readings) {
      newest.add(reading.id);
      counted += 1;
      tally(reading);
    }
    for (const id of newest) {
      if (newest.size <= newestMax) break;
      newest.delete(id);
      if (horizon === undefined || id > horizon) horizon = id;
    }
  }

  function tally(reading: Reading): void {
    undecided.delete(reading.id);
    if ('unreadable' in reading) return;
    const { order, reservation } = reading.record;
    if (reservation?.outcome === 'reserved')
      for (const { product_id, quantity } of reservation.lines)
        sums.set(product_id, (sums.get(product_id) ?? 0) + quantity);
    else if (!reservation && (order.status === 'pending' || order.status === 'completed')) undecided.add(reading.id);
    overflown ||= undecided.size > UNDECIDED_MAX;
    if (overflown) undecided.clear();
  }

  async function catchUp(): Promise<void> {
    for (const ids of inPages([...undecided])) (await readOrders(redis, keys, ids)).forEach(tally);
    for await (const ids of walkIndex(redis, partition.orders, horizon)) {
      const fresh = ids.filter((id) => !newest.has(id));
      if (fresh.length > 0) count(await readOrders(redis, keys, fresh));
    }
  }

  /** Whether orders were listed behind the horizon after it had passed: by a replica whose clock is far behind. */
  async function hasMissedSome(): Promise<boolean> {
    if (horizon === undefined) return false;
    return (await redis.zLexCount(partition.orders, '-', `[${horizon}`)) > counted - newest.size;
  }

  async function settle() {
    const findings: Finding[] = [];
    const uncertain: string[] = [];
    let stocks = await readStocks(redis, keys, partition);
    const open = new Set(stocks.keys());
    const differing = new Set<string>();
    for (let attempt = 1; open.size > 0 && isComplete(); attempt++) {
      const before = stocks;
      await catchUp();
      stocks = await readStocks(redis, keys, partition);
      if (!isComplete()) break;
      for (const id of open) {
        const verdict = compare(before.get(id), stocks.get(id), sums.get(id) ?? 0, attempt === ATTEMPTS_MAX);
        if (verdict === 'moving') continue;
        // Confirmed by a second read, like every finding.
        if (verdict === 'differs' && !differing.has(id) && attempt < ATTEMPTS_MAX) {
          differing.add(id);
          continue;
        }
        open.delete(id);
        const sum = sums.get(id) ?? 0;
        const what = `${where}${stocks.get(id)?.reserved} are reserved, and its orders hold ${sum}`;
        if (verdict !== 'differs') continue;
        if (await hasMissedSome()) uncertain.push(id);
        else findings.push({ rule: 'stock-reserved', id, what });
      }
      if (open.size > 0) await after(ATTEMPT_DELAY_MS);
    }
    for (const [id, stock] of stocks) findings.push(...judgeStock(keys, partition, id, stock));
    return { findings, products: stocks.size, uncertain: [...uncertain, ...open] };
  }

  return { count, settle };
}

/** A product that was removed from the catalogue has no stock to compare with. */
function compare(before: Stock | null | undefined, now: Stock | null | undefined, sum: number, last: boolean) {
  if (!before || !now) return 'equal';
  if (before.reserved === now.reserved) return now.reserved === sum ? 'equal' : 'differs';
  if (!last) return 'moving';
  return before.reserved <= sum && sum <= now.reserved ? 'equal' : 'differs';
}
