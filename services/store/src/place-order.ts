import { createHash } from 'node:crypto';
import {
  AMOUNT_MINOR_MAX,
  feeOf,
  fieldErrorSchema,
  flowsOf,
  newId,
  subtotalOf,
  type FieldError,
  type Keys,
  type OrderLine,
  type PlaceOrderRequest,
  type Rate,
} from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { loadScript, oneOf, pairOf, type Redis } from '@stockade/redis';
import { z } from 'zod';
import type { FindProduct } from './catalogue.js';
import { asPlaced, toFields, type Order } from './order-record.js';
import type { Orders } from './order-queries.js';

/** How long an idempotency key is remembered, as is usual for payment APIs. */
const IDEMPOTENCY_TTL_MS = 24 * 60 * 60 * 1_000;

const placeOrderScript = loadScript(
  new URL('../src/lua/place-order.lua', import.meta.url),
  pairOf(oneOf('placed', 'replayed', 'refused', 'conflict', 'session-ended')),
);
const refuseOrderScript = loadScript(
  new URL('../src/lua/refuse-order.lua', import.meta.url),
  pairOf(oneOf('refused', 'replayed', 'conflict', 'session-ended')),
);

/** A refusal as stored under its key. */
const refusalSchema = z.array(fieldErrorSchema);

interface Dependencies {
  redis: Redis;
  keys: Keys;
  findProduct: FindProduct;
  orders: Pick<Orders, 'find'>;
  feeRate: Rate;
  /** ISO 4217 code of the shop's currency: a product with a price in another one is not sold. */
  currency: string;
}

/**
 * `replayed`: the same request came before under this idempotency key; the order is as it was then. `conflict`: another
 * request came under this key. `session-ended`: the customer has logged out meanwhile. `refused`: the request cannot be
 * met, or could not when it first came under this key.
 */
type PlaceOrderResult =
  | { outcome: 'placed' | 'replayed'; order: Order }
  | { outcome: 'refused'; errors: FieldError[] }
  | { outcome: 'conflict' | 'session-ended' };
export type PlaceOrder = (
  customer: Principal,
  request: PlaceOrderRequest,
  idempotencyKey?: string,
) => Promise<PlaceOrderResult>;

/**
 * Prices an order and accepts it. One script writes the order, its event and its idempotency record, so there is never
 * one without the others; the same script checks that the customer is still logged in.
 */
export function makePlaceOrder({ redis, keys, findProduct, orders, feeRate, currency }: Dependencies): PlaceOrder {
  const { orderPlaced: placed } = flowsOf(keys);

  async function place(customer: Principal, order: Order, record: IdempotencyRecord | null): Promise<PlaceOrderResult> {
    const { order_id, customer_id, lines, subtotal, fee, total, payment_method } = order;
    const data = { order_id, customer_id, lines, subtotal, fee, total, currency, payment_method };
    const orderFields = toFields(order);
    const scriptKeys = [keys.order(order_id), keys.orders, keys.ordersOfCustomer(customer_id), placed.stream];
    scriptKeys.push(keys.session(customer.sessionId));
    if (record) scriptKeys.push(record.key);
    const [outcome, told] = await placeOrderScript.run(redis, scriptKeys, [
      order_id,
      record?.digest ?? '',
      String(IDEMPOTENCY_TTL_MS),
      String(orderFields.length),
      ...orderFields,
      ...placed.event.encode({ source: placed.writer, data }),
    ]);
    return outcome === 'placed' ? { outcome, order } : repeat(customer, outcome, told);
  }

  /** The earlier result under the key, or why nothing was done. */
  async function repeat(
    customer: Principal,
    outcome: 'replayed' | 'refused' | 'conflict' | 'session-ended',
    told: string,
  ): Promise<PlaceOrderResult> {
    switch (outcome) {
      case 'replayed':
        return replay(customer, told);
      case 'refused':
        return { outcome, errors: refusalSchema.parse(JSON.parse(told)) };
      case 'conflict':
      case 'session-ended':
        return { outcome };
    }
  }

  /** The first answer again, whatever the status of the order is now. */
  async function replay(customer: Principal, orderId: string): Promise<PlaceOrderResult> {
    const order = await orders.find(customer, orderId);
    if (order === null) throw new Error(`the idempotency record of ${customer.userId} names no order: ${orderId}`);
    return { outcome: 'replayed', order: asPlaced(order) };
  }

  /**
   * A request that would be refused now may have been accepted before, when its products still existed, or another
   * replica may be about to accept it. So a script decides a refusal under a key too, and stores it.
   */
  async function refuse(
    customer: Principal,
    errors: FieldError[],
    record: IdempotencyRecord | null,
  ): Promise<PlaceOrderResult> {
    if (record === null) return { outcome: 'refused', errors };
    const [outcome, told] = await refuseOrderScript.run(
      redis,
      [keys.session(customer.sessionId), record.key],
      [record.digest, String(IDEMPOTENCY_TTL_MS), JSON.stringify(errors)],
    );
    return repeat(customer, outcome, told);
  }

  return async (customer, request, idempotencyKey) => {
    const record =
      idempotencyKey === undefined
        ? null
        : { key: keys.idempotency(customer.userId, idempotencyKey), digest: digestOf(request) };
    const { lines, refused } = await priceLines(findProduct, request, currency);
    const subtotal = subtotalOf(lines);
    const fee = feeOf(subtotal, feeRate);
    const total = subtotal + fee;
    if (total > AMOUNT_MINOR_MAX) refused.push({ field: 'items', message: 'must come to a smaller total' });
    if (refused.length > 0) return refuse(customer, refused, record);

    const now = Date.now();
    const order: Order = {
      order_id: newId(),
      customer_id: customer.userId,
      lines,
      subtotal,
      fee,
      total,
      currency,
      shipping_address: request.shipping_address,
      payment_method: request.payment_method,
      status: 'pending',
      created_at: now,
      updated_at: now,
    };
    return place(customer, order, record);
  };
}

interface IdempotencyRecord {
  key: string;
  digest: string;
}

/** A digest of the content of a request, not of its text: white space and the sequence of fields do not count. */
function digestOf({ items, shipping_address: address, payment_method }: PlaceOrderRequest): string {
  const fields =
    address !== null && typeof address === 'object'
      ? Object.entries(address).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : address;
  const asked = items.map(({ product_id, quantity }) => ({ product_id, quantity }));
  return createHash('sha256')
    .update(JSON.stringify([asked, fields, payment_method]))
    .digest('base64');
}

async function priceLines(findProduct: FindProduct, { items }: PlaceOrderRequest, shopCurrency: string) {
  const products = await Promise.all(items.map(({ product_id }) => findProduct(product_id)));
  const lines: OrderLine[] = [];
  const refused: FieldError[] = [];
  for (const [i, { product_id, quantity, field = `items.${i}.product_id` }] of items.entries()) {
    const product = products[i];
    if (!product) {
      refused.push({ field, message: `there is no product ${product_id}` });
      continue;
    }
    const { name, price, currency = shopCurrency } = product;
    if (currency === shopCurrency) lines.push({ product_id, name, quantity, price });
    else
      refused.push({
        field,
        message: `the price of ${product_id} is in ${currency}, and this shop sells in ${shopCurrency}`,
      });
  }
  return { lines, refused };
}
