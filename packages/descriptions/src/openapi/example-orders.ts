import { IDS } from './example-ids.js';

/** Orders of the example shop, with their prices and payments. */

export const ADDRESS = { street: '1 Palisade Way', city: 'Ferncastle' };

export const quote = {
  items: [
    { product_id: IDS.hinge, name: 'Gate hinge', price: 29.99, quantity: 2, line_total: 59.98 },
    { product_id: IDS.nails, name: 'Iron nail, box of 100', price: 4.99, quantity: 1, line_total: 4.99 },
  ],
  subtotal: 64.97,
  fee: 12.99,
  total: 77.96,
  currency: 'USD',
};
export const placed = {
  order_id: IDS.order,
  customer_id: IDS.ann,
  status: 'pending',
  ...quote,
  shipping_address: ADDRESS,
  payment_method: 'pm_card_visa',
  created_at: '2026-03-02T09:20:41.507Z',
  updated_at: '2026-03-02T09:20:41.507Z',
  timeline: [{ status: 'pending', at: '2026-03-02T09:20:41.507Z' }],
};
export const moved = (status: string, at: string) => ({
  ...placed,
  status,
  updated_at: at,
  timeline: [...placed.timeline, { status, at }],
});
export const completed = moved('completed', '2026-03-02T09:20:41.731Z');
export const refunded = {
  ...placed,
  order_id: IDS.refundedOrder,
  status: 'refunded',
  items: [{ product_id: IDS.seal, name: 'Great seal', price: 1000, quantity: 1, line_total: 1000 }],
  subtotal: 1000,
  fee: 200,
  total: 1200,
  shipping_address: null,
  created_at: '2026-03-02T09:14:03.218Z',
  updated_at: '2026-03-02T09:14:03.502Z',
  timeline: [
    { status: 'pending', at: '2026-03-02T09:14:03.218Z' },
    { status: 'completed', at: '2026-03-02T09:14:03.442Z' },
    { status: 'refunded', at: '2026-03-02T09:14:03.502Z' },
  ],
};

export const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

/** An order by itself, with the events of which only the times are told. */
export function traced<Order extends object>(order: Order, events: Readonly<Record<string, string>>) {
  const entries = Object.entries(events).map(([type, at]) => ({ type, id: `${Date.parse(at)}-0`, at }));
  return { ...order, trace_id: TRACE_ID, events: entries };
}

/** The same after the hinge has become dearer. */
export const newQuote = {
  ...quote,
  items: quote.items.map((item) => (item.product_id === IDS.hinge ? { ...item, price: 31.5, line_total: 63 } : item)),
  subtotal: 67.99,
  fee: 13.6,
  total: 81.59,
};
export const payment = {
  order_id: IDS.order,
  outcome: 'approved',
  charged: 77.96,
  given_back: 0,
  kept: 77.96,
  currency: 'USD',
  charged_at: '2026-03-02T09:20:41.722Z',
  given_back_at: null,
};
export const paymentGivenBack = {
  ...payment,
  order_id: IDS.refundedOrder,
  charged: 1200,
  given_back: 1200,
  kept: 0,
  charged_at: '2026-03-02T09:14:03.431Z',
  given_back_at: '2026-03-02T09:14:03.497Z',
};

export const reserved = {
  order_id: IDS.order,
  outcome: 'reserved',
  lines: placed.items.map(({ product_id, quantity }) => ({ product_id, quantity, available: null })),
  at: '2026-03-02T09:20:41.744Z',
};
export const rejected = {
  order_id: IDS.refundedOrder,
  outcome: 'rejected',
  lines: [{ product_id: IDS.seal, quantity: 1, available: 0 }],
  at: '2026-03-02T09:14:03.448Z',
};

export const refund = {
  order_id: IDS.refundedOrder,
  amount: 1200,
  currency: 'USD',
  reason: 'insufficient_stock',
  status: 'refunded',
  created_at: '2026-03-02T09:14:03.502Z',
};

export const deadLetter = {
  id: IDS.deadLetter,
  stream: 'order-completed',
  source_id: '1772443241512-0',
  group: 'warehouse',
  consumer: 'warehouse-0',
  deliveries: 1,
  reason: 'not an event order-completed v1: event.version: must be 1',
  at: '2026-03-02T09:20:41.731Z',
  order_id: IDS.order,
  fields: [
    ['subject', IDS.order],
    ['event', '{"type":"order-completed","version":7}'],
  ],
  complete: true,
};
