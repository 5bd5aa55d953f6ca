import { setTimeout as pause } from 'node:timers/promises';
import { newId, type OrderStatus } from '@stockade/contracts';
import type { Stack } from '@stockade/local';
import { orderIn, pickCustomer, wishOrder, type Http, type HttpAnswer, type Random, type Shop } from '@stockade/stage';

/** How often visits begin; what is due since the last time begins together. */
const TICK_MS = 10;
/** When customers come back to see what became of their order: most are at their end by then. */
const RETURN_AFTER_MS = 6_000;
/** The visitors of so much time may be there at once; those beyond are turned away, and the load is not steady. */
const VISIT_MAX_S = 30;
/** How likely a visitor looks at a list besides. */
const LOOKS_AT_CATALOGUE = 0.2;
const LOOKS_AT_OWN_ORDERS = 0.2;

/** What the visitors did and saw, counted: nothing is kept of a single one. */
export interface Tally {
  /** Orders that were due. */
  due: number;
  accepted: number;
  /** Orders that nobody placed: too many visitors were there already, so the system or this machine was too slow. */
  turnedAway: number;
  reads: number;
  /** Reads that were not answered with 200. */
  readsFailed: number;
  /** What became of the orders, as far as their customers saw it. */
  seen: Partial<Record<OrderStatus, number>>;
}

export interface VisitorsOptions {
  http: Http;
  stack: Stack;
  shop: Shop;
  random: Random;
  /** Orders per second. */
  rate: number;
  seconds: number;
  /** Nobody comes in once it is aborted. */
  signal: AbortSignal;
  tally: Tally;
}

export function makeTally(): Tally {
  return { due: 0, accepted: 0, turnedAway: 0, reads: 0, readsFailed: 0, seen: {} };
}

/**
 * Visitors come at a steady rate, whether or not those before them were served (an open loop: a slow system gets no
 * relief). Each looks at a product, orders, looks at the order, and comes back for it. Resolves when the last has left.
 */
export async function letVisitorsIn({ rate, seconds, signal, ...options }: VisitorsOptions): Promise<void> {
  const { tally } = options;
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  while (tally.due < rate * seconds && !signal.aborted) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - startedAt) / 1_000) * rate));
    for (; tally.due < due; tally.due += 1) {
      if (underWay.size >= rate * VISIT_MAX_S) {
        tally.turnedAway += 1;
        continue;
      }
      const visiting = visit(options);
      underWay.add(visiting);
      void visiting.then(() => underWay.delete(visiting));
    }
    await pause(TICK_MS);
  }
  await Promise.all(underWay);
}

type VisitOptions = Omit<VisitorsOptions, 'rate' | 'seconds' | 'signal'>;

/** Never rejects: what a visitor does not get is counted. */
async function visit({ http, stack, shop, random, tally }: VisitOptions): Promise<void> {
  const { store, warehouse } = stack.urls;
  const token = pickCustomer(shop, random);
  const order = wishOrder(shop, random, 'Harbour Road 7');
  const looksAtCatalogue = random.next() < LOOKS_AT_CATALOGUE;
  const looksAtOwnOrders = random.next() < LOOKS_AT_OWN_ORDERS;

  async function look(url: string): Promise<HttpAnswer | null> {
    const answer = await http.send('GET', url, token).catch(() => null);
    tally.reads += 1;
    if (answer?.status === 200) return answer;
    tally.readsFailed += 1;
    return null;
  }

  if (looksAtCatalogue) await look(`${warehouse}/products`);
  await look(`${warehouse}/products/${order.items[0].product_id}`);
  const sent = http.send('POST', `${store}/orders`, token, order, { idempotencyKey: newId() });
  const answer = await sent.catch(() => null);
  const placed = answer && orderIn(answer, 201);
  if (placed === null) return;
  tally.accepted += 1;
  await look(`${store}/orders/${placed.order_id}`);
  if (looksAtOwnOrders) await look(`${store}/orders`);
  await pause(RETURN_AFTER_MS);
  const found = await look(`${store}/orders/${placed.order_id}`);
  const seen = found && orderIn(found, 200);
  if (seen !== null) tally.seen[seen.status] = (tally.seen[seen.status] ?? 0) + 1;
}
