import { toDecimal } from '../money.js';
import { movesOf, type OrderStatus, type OrderTimes } from '../order-states.js';
import type { OrderLine } from '../events.js';
import type { OrderView, ShippingAddress } from './orders.js';
import type { ChargeOutcome, PaymentView } from './payments.js';
import type { Quote } from './quotes.js';

/** What the lines of an order cost; amounts in minor units of the currency. */
export interface Prices {
  lines: OrderLine[];
  subtotal: number;
  fee: number;
  total: number;
  currency: string;
}

/** The prices as HTTP answers them: decimals. */
export function toQuote({ lines, subtotal, fee, total, currency }: Prices): Quote {
  return {
    items: lines.map(({ product_id, name, price, quantity }) => ({
      product_id,
      name,
      price: toDecimal(price, currency),
      quantity,
      line_total: toDecimal(price * quantity, currency),
    })),
    subtotal: toDecimal(subtotal, currency),
    fee: toDecimal(fee, currency),
    total: toDecimal(total, currency),
    currency,
  };
}

/** An order as it is kept: amounts in minor units, times in milliseconds since 1970. */
interface KeptOrder extends Prices, OrderTimes {
  order_id: string;
  customer_id: string;
  status: OrderStatus;
  shipping_address: ShippingAddress | null;
  payment_method: string;
}

/** The order as HTTP answers it: decimals, ISO times, and its timeline. */
export function toOrderView(order: KeptOrder): OrderView {
  const { order_id, customer_id, status, shipping_address, payment_method } = order;
  const timeline = timelineOf(order);
  const createdAt = toIso(order.created_at);
  return {
    order_id,
    customer_id,
    status,
    ...toQuote(order),
    shipping_address,
    payment_method,
    created_at: createdAt,
    updated_at: timeline.at(-1)?.at ?? createdAt,
    timeline,
  };
}

/** The moves of an order, in their sequence, with ISO times. */
export function timelineOf(order: OrderTimes): OrderView['timeline'] {
  return movesOf(order).map(({ status, atMs }) => ({ status, at: toIso(atMs) }));
}

/** What a payment provider has about an order; amounts in minor units, times in milliseconds since 1970. */
interface KeptPayment {
  outcome: ChargeOutcome | null;
  charged: number;
  givenBack: number;
  currency: string | null;
  chargedAt: number | null;
  givenBackAt: number | null;
}
const NO_PAYMENT: KeptPayment = {
  outcome: null,
  charged: 0,
  givenBack: 0,
  currency: null,
  chargedAt: null,
  givenBackAt: null,
};

/** The payment of an order as HTTP answers it; null: the provider has decided nothing. */
export function toPaymentView(order: { order_id: string; currency: string }, payment: KeptPayment | null): PaymentView {
  const { outcome, charged, givenBack, chargedAt, givenBackAt, ...its } = payment ?? NO_PAYMENT;
  const currency = its.currency ?? order.currency;
  return {
    order_id: order.order_id,
    outcome,
    charged: toDecimal(charged, currency),
    given_back: toDecimal(givenBack, currency),
    kept: toDecimal(charged - givenBack, currency),
    currency,
    charged_at: chargedAt === null ? null : toIso(chargedAt),
    given_back_at: givenBackAt === null ? null : toIso(givenBackAt),
  };
}

/** A time in milliseconds since 1970 as HTTP answers it. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
