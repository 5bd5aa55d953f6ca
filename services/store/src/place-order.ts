import { createHash } from 'node:crypto';
import {
  fieldErrorSchema,
  newIdBeside,
  OUTCOME_REMEMBERED_MS,
  parseOrderTrace,
  quoteSchema,
  toQuote,
  type Keys,
  type PlaceOrderRequest,
  type Prices,
} from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { loadScript, oneOf, pairOf, type Redis } from '@stockade/redis';
import { z } from 'zod';
import { makeAcceptOrder, type IdempotencyRecord } from './accept-orders.js';
import { asPlaced, type Order } from './order-record.js';
import type { Orders } from './order-queries.js';
import type { PriceOrder } from './price-order.js';

const refuseOrderScript = loadScript(
  new URL('../src/lua/refuse-order.lua', import.meta.url),
  pairOf(oneOf('refused', 'replayed', 'conflict', 'session-ended')),
);

/** Why an order is not placed, as stored under its key: what is wrong with the request, or what it costs now. */
const refusalSchema = z.union([z.array(fieldErrorSchema), quoteSchema]);
type Refusal = z.infer<typeof refusalSchema>;

interface Dependencies {
  redis: Redis;
  keys: Keys;
  priceOrder: PriceOrder;
  orders: Pick<Orders, 'find'>;
}

/**
 * `replayed`: the same request came before under this idempotency key; the order is as it was then. `conflict`: another
 * request came under this key. `session-ended`: the customer has logged out meanwhile. `refused`: the request cannot be
 * met, or could not when it first came under this key; a quote says that it costs something else than was expected.
 */
export type PlaceOrderResult =
  | { outcome: 'placed' | 'replayed'; order: Order; traceparent: string }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'conflict' | 'session-ended' };
export type PlaceOrder = (
  customer: Principal,
  request: PlaceOrderRequest,
  traceparent: string,
  idempotencyKey?: string,
) => Promise<PlaceOrderResult>;

/** A request for an order. */
interface Placing {
  customer: Principal;
  traceparent: string;
  record: IdempotencyRecord | null;
}

/**
 * Prices an order and accepts it. One script writes the order, its event and its idempotency record, so there is never
 * one without the others; the same script checks that the customer is still logged in. Orders of one turn of the event
 * loop share a call of it.
 */
export function makePlaceOrder({ redis, keys, priceOrder, orders }: Dependencies): PlaceOrder {
  const accept = makeAcceptOrder(redis, keys);

  async function place(placing: Placing, order: Order): Promise<PlaceOrderResult> {
    const { customer, traceparent, record } = placing;
    const [outcome, told] = await accept({ order, traceparent, sessionId: customer.sessionId, record });
    return outcome === 'placed' ? { outcome, order, traceparent } : repeat(placing, outcome, told);
  }

  /** The result that is stored under the key already, or why nothing was done. */
  async function repeat(
    placing: Placing,
    outcome: 'replayed' | 'refused' | 'conflict' | 'session-ended',
    told: string,
  ): Promise<PlaceOrderResult> {
    switch (outcome) {
      case 'replayed':
        return replay(placing, told);
      case 'refused':
        return { outcome, refusal: refusalSchema.parse(JSON.parse(told)) };
      case 'conflict':
      case 'session-ended':
        return { outcome };
    }
  }

  /** The first answer again, whatever the status of the order is now. */
  async function replay({ customer, traceparent }: Placing, orderId: string): Promise<PlaceOrderResult> {
    const order = await orders.find(customer, orderId);
    if (order === null) throw new Error(`the idempotency record of ${customer.userId} names no order: ${orderId}`);
    const kept = parseOrderTrace(order.trace ?? '');
    return { outcome: 'replayed', order: asPlaced(order), traceparent: kept?.traceparent ?? traceparent };
  }

  /**
   * A request that would be refused now may have been accepted before, when its products still existed or cost what was
   * expected, or another replica may be about to accept it. So a script decides a refusal under a key too, and stores it.
   */
  async function refuse(placing: Placing, refusal: Refusal): Promise<PlaceOrderResult> {
    const { customer, record } = placing;
    if (record === null) return { outcome: 'refused', refusal };
    const [outcome, told] = await refuseOrderScript.run(
      redis,
      [keys.session(customer.sessionId), record.key],
      [record.digest, String(OUTCOME_REMEMBERED_MS), JSON.stringify(refusal)],
    );
    return repeat(placing, outcome, told);
  }

  return async (customer, request, traceparent, idempotencyKey) => {
    const record =
      idempotencyKey === undefined
        ? null
        : { key: keys.idempotency(customer.userId, idempotencyKey), digest: digestOf(request) };
    const placing = { customer, traceparent, record };
    const prices = await priceOrder(request);
    if ('refused' in prices) return refuse(placing, prices.refused);
    if (request.expected_total !== undefined && request.expected_total !== prices.total)
      return refuse(placing, toQuote(prices));
    return place(placing, newOrder(customer, request, prices));
  };
}

function newOrder(
  { userId }: Principal,
  { shipping_address, payment_method }: PlaceOrderRequest,
  prices: Prices,
): Order {
  // Searches by time go by the id.
  const now = Date.now();
  return {
    order_id: newIdBeside(userId, now),
    customer_id: userId,
    ...prices,
    shipping_address,
    payment_method,
    status: 'pending',
    created_at: now,
  };
}

/**
 * A digest of the content of a request, not of its text: white space and the order of fields do not matter. Without an expected
 * total it equals what earlier versions stored.
 */
function digestOf({ items, shipping_address: address, payment_method, expected_total }: PlaceOrderRequest): string {
  const fields =
    address !== null && typeof address === 'object'
      ? Object.entries(address).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : address;
  const asked = items.map(({ product_id, quantity }) => ({ product_id, quantity }));
  return createHash('sha256')
    .update(JSON.stringify([asked, fields, payment_method, ...(expected_total === undefined ? [] : [expected_total])]))
    .digest('base64');
}
