import type { OrderCompleted, StockKeys } from '@stockade/contracts';
import type { Lease } from '@stockade/redis';
import type { Delivery } from '@stockade/streams';
import { finish, gather, isPlenty, type AllottedStock } from './gather.js';
import { countStock, sumOf, type StockCount } from './stock-count.js';

/** Rounds of gathering before undecided orders are left for later. One round is enough unless other processes interfere. */
const PASSES_MAX = 8;

type Order = Delivery<OrderCompleted>;

/** What to do with orders that are short of stock: let them wait, or reject them with the pieces that all places had, by product. */
export type IfShort = 'wait' | Readonly<Record<string, number>>;

/** Calls reserve-stock.lua for some orders. Returns a word for each. */
export type Reserve = (orders: readonly Order[], ifShort: IfShort) => Promise<readonly string[]>;

/**
 * Decides orders of one partition that are short of stock there. Pieces are gathered from the other places, for all orders of a
 * product together. An order is rejected only if at some instant all places together had fewer pieces of one of its products than it
 * needs. `countStock` proves that without a lease, however many orders wait. The proof is not kept for later orders, because the news
 * of a delivery may arrive after an order that was paid later.
 *
 * The other orders are tried again with the gathered pieces. One process at a time gathers a scarce product. Returns the orders that
 * are still undecided, because pieces are moving or another process gathers them; they must be tried again.
 */
export async function decideShortOrders(
  { moves, leases }: AllottedStock,
  home: StockKeys,
  orders: readonly Order[],
  reserve: Reserve,
): Promise<readonly Order[]> {
  const held = new Map<string, Lease>();
  let open = orders;

  async function settle(some: readonly Order[], ifShort: IfShort): Promise<void> {
    if (some.length === 0) return;
    const words = await reserve(some, ifShort);
    const settled = new Set(some.filter((_, i) => words[i] !== 'short'));
    open = open.filter((order) => !settled.has(order));
  }

  /** Brings the missing pieces; those of a scarce product only under its lease. Returns the products that still need a lease. */
  async function gatherMissing(counts: ReadonlyMap<string, StockCount>): Promise<string[]> {
    const needsLease = await Promise.all(
      [...quantitiesOf(open)].map(async ([productId, quantities]) => {
        const { available } = counts.get(productId) ?? { available: [] };
        const missing = sumOf(quantities) - (available[moves.places.indexOf(home)] ?? 0);
        const wanted = { productId, to: home, missing, available };
        if (missing <= 0) return [];
        if (!held.has(productId) && !isPlenty(moves, wanted)) return [productId];
        await gather(moves, wanted);
        return [];
      }),
    );
    return needsLease.flat();
  }

  /** Always in the same order, so that no two processes wait for each other. */
  async function takeLeases(productIds: readonly string[]): Promise<boolean> {
    for (const productId of productIds.toSorted()) {
      const lease = await leases.take(productId);
      if (lease === null) return false;
      held.set(productId, lease);
    }
    return true;
  }

  try {
    for (let pass = 0; pass < PASSES_MAX && open.length > 0; pass++) {
      if ([...held.values()].some((lease) => !lease.lasts())) break;
      const counts = await countAll(moves, open);
      await settle(open.filter(isHopeless(counts)), piecesIn(counts));
      const scarce = await gatherMissing(counts);
      await settle(open, 'wait');
      if (open.length > 0 && !(await takeLeases(scarce))) break;
    }
    return open;
  } finally {
    await Promise.all([...held.values()].map((lease) => lease.release()));
  }
}

/** Counts the products of the orders, and finishes their open transfers, without which no count is exact. */
async function countAll(moves: AllottedStock['moves'], orders: readonly Order[]) {
  const counted = [...quantitiesOf(orders)].map(async ([productId, quantities]) => {
    const most = Math.max(...quantities);
    const count = await countStock(moves, productId, (available) => sumOf(available) >= most);
    await finish(moves, count.open);
    return [productId, count] as const;
  });
  return new Map(await Promise.all(counted));
}

/** How many pieces of each product each of the orders needs. */
function quantitiesOf(orders: readonly Order[]): Map<string, number[]> {
  const quantities = new Map<string, number[]>();
  for (const { event } of orders)
    for (const { product_id, quantity } of event.data.lines)
      quantities.set(product_id, [...(quantities.get(product_id) ?? []), quantity]);
  return quantities;
}

const piecesIn = (counts: ReadonlyMap<string, StockCount>) =>
  Object.fromEntries([...counts].map(([productId, { total, available }]) => [productId, total ?? sumOf(available)]));

function isHopeless(counts: ReadonlyMap<string, StockCount>) {
  return ({ event }: Order) =>
    event.data.lines.some(({ product_id, quantity }) => (counts.get(product_id)?.total ?? Infinity) < quantity);
}
