import type { OrderCompleted, StockKeys } from '@stockade/contracts';
import type { Lease } from '@stockade/redis';
import type { Delivery } from '@stockade/streams';
import { finish, gather, isPlenty, type AllottedStock } from './gather.js';
import { countStock, sumOf, type StockCount } from './stock-count.js';

/** Looks for more pieces before the rest is left for later. Each brings what is missing, unless others interfere. */
const PASSES_MAX = 8;

type Order = Delivery<OrderCompleted>;

/**
 * What becomes of orders that are short: nothing, they wait; or they are rejected, and are told how many pieces of these
 * products there were at all places.
 */
export type IfShort = 'wait' | Readonly<Record<string, number>>;

/** Calls reserve-stock.lua for some orders. Returns a word for each. */
export type Reserve = (orders: readonly Order[], ifShort: IfShort) => Promise<readonly string[]>;

/**
 * Decides orders of one partition that are short there. Pieces are gathered from the other places, for all orders of a product
 * together. An order is rejected only when there was an instant at which all places together had fewer pieces of one of its
 * products than it needs: `countStock` says so, without a lease, however many orders wait. That is not remembered: what tells
 * of a delivery may arrive after an order that was paid later.
 *
 * The others go on with what could be gathered. A product that is scarce is gathered by one process at a time. Returns those
 * that are still undecided, because the pieces of a product move about or another gathers it: they are to be tried again.
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

  /** Brings what is missing, but of a product that is scarce only under its lease. Returns those that need one. */
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

  /** In one sequence, so that no two processes wait for each other. */
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
