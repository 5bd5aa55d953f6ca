import { createHash } from 'node:crypto';
import {
  AMOUNT_MINOR_MAX,
  feeOf,
  newId,
  orderPlaced,
  subtotalOf,
  type FieldError,
  type Keys,
  type OrderLine,
  type PlaceOrderRequest,
  type Rate,
} from '@stockade/contracts';
import { loadScript, oneOf, pairOf, type Redis } from '@stockade/redis';
import type { Principal } from '@stockade/service-kit';
import type { FindProduct } from './catalogue.js';
import { asPlaced, toFields, type Order } from './order.js';
import type { Orders } from './orders.js';

/** How long an idempotency key is remembered, as it is usual among payment APIs. */
const IDEMPOTENCY_TTL_MS = 24 * 60 * 60 * 1_000;

const placeOrderScript = loadScript(
  new URL('../src/lua/place-order.lua', import.meta.url),
  pairOf(oneOf('placed', 'replayed', 'conflict', 'session-ended')),
);

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
 * `replayed`: the request came before under this idempotency key; the order as it was then. `conflict`: another request
 * did. `session-ended`: the customer has logged out meanwhile. `refused`: the request asks for what is not there.
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
 * Prices an order and accepts it. The order, its announcement and its idempotency record are one script, so there is never
 * one without the others; the same script sees to it that the customer is still logged in.
 */
export function makePlaceOrder({ redis, keys, findProduct, orders, feeRate, currency }: Dependencies): PlaceOrder {
  async function place(customer: Principal, order: Order, record: IdempotencyRecord | null): Promise<PlaceOrderResult> {
    const { order_id, customer_id, lines, subtotal, fee, total, payment_method } = order;
    const data = { order_id, customer_id, lines, subtotal, fee, total, currency, payment_method };
    const orderFields = toFields(order);
    const scriptKeys = [keys.order(order_id), keys.orders, keys.ordersOfCustomer(customer_id), keys.orderPlaced];
    scriptKeys.push(keys.session(customer.sessionId));
    if (record) scriptKeys.push(record.key);
    const [outcome, placedId] = await placeOrderScript.run(redis, scriptKeys, [
      order_id,
      record?.digest ?? '',
      String(IDEMPOTENCY_TTL_MS),
      String(orderFields.length),
      ...orderFields,
      ...orderPlaced.encode({ source: 'store', data }),
    ]);
    switch (outcome) {
      case 'placed':
        return { outcome, order };
      case 'replayed':
        return replay(customer, placedId);
      case 'conflict':
      case 'session-ended':
        return { outcome };
    }
  }

  /** The first answer again, whatever has become of the order since. */
  async function replay(customer: Principal, orderId: string): Promise<PlaceOrderResult> {
    const order = await orders.find(customer, orderId);
    if (order === null) throw new Error(`the idempotency record of ${customer.userId} names no order: ${orderId}`);
    return { outcome: 'replayed', order: asPlaced(order) };
  }

  /**
   * A request that would be refused now may have been accepted before, when its products were still there. It does not
   * come to the script, so the session is asked for here.
   */
  async function refuse(
    customer: Principal,
    errors: FieldError[],
    record: IdempotencyRecord | null,
  ): Promise<PlaceOrderResult> {
    if (record === null) return { outcome: 'refused', errors };
    const [isLoggedIn, [orderId, digest]] = await Promise.all([
      redis.exists(keys.session(customer.sessionId)),
      redis.hmGet(record.key, ['order_id', 'digest']),
    ]);
    if (isLoggedIn === 0) return { outcome: 'session-ended' };
    if (!orderId) return { outcome: 'refused', errors };
    return digest === record.digest ? replay(customer, orderId) : { outcome: 'conflict' };
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

/** Of what was asked, not of how it was written: white space and the order of fields do not count. */
function digestOf({ items, shipping_address: address, payment_method }: PlaceOrderRequest): string {
  const fields =
    address !== null && typeof address === 'object'
      ? Object.entries(address).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : address;
  return createHash('sha256')
    .update(JSON.stringify([items, fields, payment_method]))
    .digest('base64');
}

async function priceLines(findProduct: FindProduct, { items }: PlaceOrderRequest, shopCurrency: string) {
  const products = await Promise.all(items.map(({ product_id }) => findProduct(product_id)));
  const lines: OrderLine[] = [];
  const refused: FieldError[] = [];
  for (const [i, { product_id, quantity }] of items.entries()) {
    const product = products[i];
    const field = `items.${i}.product_id`;
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
