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
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import type { FindProduct } from './catalogue.js';
import { toFields, type Order } from './order.js';

const placeOrderScript = loadScript(
  new URL('../src/lua/place-order.lua', import.meta.url),
  oneOf('placed', 'replayed'),
);

interface Dependencies {
  redis: Redis;
  keys: Keys;
  findProduct: FindProduct;
  feeRate: Rate;
  /** ISO 4217 code of all prices. */
  currency: string;
}

type PlaceOrderResult = { placed: Order } | { refused: FieldError[] };
export type PlaceOrder = (customerId: string, request: PlaceOrderRequest) => Promise<PlaceOrderResult>;

/** Prices an order and accepts it: the order and its announcement are one script, so there is never one without the other. */
export function makePlaceOrder({ redis, keys, findProduct, feeRate, currency }: Dependencies): PlaceOrder {
  return async (customerId, request) => {
    const { lines, refused } = await priceLines(findProduct, request);
    const subtotal = subtotalOf(lines);
    const fee = feeOf(subtotal, feeRate);
    const total = subtotal + fee;
    if (total > AMOUNT_MINOR_MAX) refused.push({ field: 'items', message: 'must come to a smaller total' });
    if (refused.length > 0) return { refused };

    const now = Date.now();
    const priced = { order_id: newId(), customer_id: customerId, lines, subtotal, fee, total, currency };
    const { shipping_address, payment_method } = request;
    const order: Order = {
      ...priced,
      shipping_address,
      payment_method,
      status: 'pending',
      created_at: now,
      updated_at: now,
    };

    const orderFields = toFields(order);
    const event = orderPlaced.encode({ source: 'store', data: { ...priced, payment_method } });
    await placeOrderScript.run(
      redis,
      [keys.order(order.order_id), keys.orders, keys.ordersOfCustomer(customerId), keys.orderPlaced],
      [order.order_id, String(orderFields.length), ...orderFields, ...event],
    );
    return { placed: order };
  };
}

async function priceLines(findProduct: FindProduct, { items }: PlaceOrderRequest) {
  const products = await Promise.all(items.map(({ product_id }) => findProduct(product_id)));
  const lines: OrderLine[] = [];
  const refused: FieldError[] = [];
  for (const [i, { product_id, quantity }] of items.entries()) {
    const product = products[i];
    if (product) lines.push({ product_id, name: product.name, quantity, price: product.price });
    else refused.push({ field: `items.${i}.product_id`, message: `there is no product ${product_id}` });
  }
  return { lines, refused };
}
