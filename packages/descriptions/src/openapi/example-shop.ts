import { IDS } from './example-ids.js';
import { PRODUCT_ANSWERS, PRODUCT_REQUESTS } from './example-products.js';

/**
 * The shop of all examples: Ann orders hinges and nails, and the one great seal, which somebody else gets. Ids, times and
 * sums fit together; a test adds them up.
 */

const EMAIL = 'ann@example.org';
const PASSWORD = 'correct horse battery';
const ADDRESS = { street: '1 Palisade Way', city: 'Ferncastle' };
/** Not real tokens: three parts, and what the first two say can be read. */
const TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTljYWRjNS1kZjI4In0.c2lnbmF0dXJl';

const placed = {
  order_id: IDS.order,
  customer_id: IDS.ann,
  status: 'pending',
  items: [
    { product_id: IDS.hinge, name: 'Gate hinge', price: 29.99, quantity: 2, line_total: 59.98 },
    { product_id: IDS.nails, name: 'Iron nail, box of 100', price: 4.99, quantity: 1, line_total: 4.99 },
  ],
  subtotal: 64.97,
  fee: 12.99,
  total: 77.96,
  currency: 'USD',
  shipping_address: ADDRESS,
  payment_method: 'pm_card_visa',
  created_at: '2026-03-02T09:20:41.507Z',
  updated_at: '2026-03-02T09:20:41.507Z',
  timeline: [{ status: 'pending', at: '2026-03-02T09:20:41.507Z' }],
};
const moved = (status: string, at: string) => ({
  ...placed,
  status,
  updated_at: at,
  timeline: [...placed.timeline, { status, at }],
});
const completed = moved('completed', '2026-03-02T09:20:41.731Z');
const refunded = {
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

const refund = {
  order_id: IDS.refundedOrder,
  amount: 1200,
  currency: 'USD',
  reason: 'insufficient_stock',
  status: 'refunded',
  created_at: '2026-03-02T09:14:03.502Z',
};
const stream = {
  stream: 'order-completed',
  exists: true,
  length: 12,
  dead_letters: 1,
  groups: [
    {
      group: 'warehouse',
      declared: true,
      exists: true,
      lag: 0,
      pending: 2,
      oldest_pending_age_ms: 41,
      deliveries_max: 1,
      consumers: [{ name: 'warehouse-0', pending: 2, idle_ms: 3, inactive_ms: 40 }],
    },
  ],
};
const deadLetter = {
  id: IDS.deadLetter,
  stream: 'order-completed',
  source_id: '1772443241512-0',
  group: 'warehouse',
  consumer: 'warehouse-0',
  deliveries: 1,
  reason: 'not an event order-completed v1: version: must be 1',
  at: '2026-03-02T09:20:41.731Z',
  order_id: IDS.order,
  fields: [
    ['type', 'order-completed'],
    ['version', '7'],
    ['subject', IDS.order],
  ],
  complete: true,
};

/** By what a path parameter or a header names. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  order: IDS.order,
  product: IDS.hinge,
  'reservation for order': IDS.order,
  'refund for order': IDS.refundedOrder,
  'dead letter': IDS.deadLetter,
  'idempotency-key': 'basket-7f3c2a',
  'last-event-id': 'pending',
};

/** What may be sent, by the name of its schema. */
export const REQUESTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Registration: { registration: { email: EMAIL, name: 'Ann', password: PASSWORD } },
  Login: { login: { email: EMAIL, password: PASSWORD } },
  PasswordChange: { change: { current_password: PASSWORD, new_password: 'battery staple correct' } },
  Refresh: { refresh: { refresh_token: TOKEN } },
  OrderRequest: {
    basket: {
      items: [
        { product_id: IDS.hinge, quantity: 2 },
        { product_id: IDS.nails, quantity: 1 },
      ],
      shipping_address: ADDRESS,
      payment_method: 'pm_card_visa',
    },
    single: { product_id: IDS.hinge, quantity: 2 },
  },
  ...PRODUCT_REQUESTS,
};

/** What may be answered, by the name of its schema. */
export const ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  User: { user: { user_id: IDS.ann, email: EMAIL, name: 'Ann', role: 'customer' } },
  Tokens: { tokens: { access_token: TOKEN, token_type: 'bearer', expires_in: 900, refresh_token: TOKEN } },
  Order: {
    pending: placed,
    completed,
    failed: moved('failed', '2026-03-02T09:20:41.731Z'),
    cancelled: moved('cancelled', '2026-03-02T09:20:41.640Z'),
    refunded,
  },
  OrderPage: { orders: { items: [completed, refunded], next_cursor: null } },
  ...PRODUCT_ANSWERS,
  Reservation: {
    reserved: {
      order_id: IDS.order,
      outcome: 'reserved',
      lines: placed.items.map(({ product_id, quantity }) => ({ product_id, quantity, available: null })),
      at: '2026-03-02T09:20:41.744Z',
    },
    rejected: {
      order_id: IDS.refundedOrder,
      outcome: 'rejected',
      lines: [{ product_id: IDS.seal, quantity: 1, available: 0 }],
      at: '2026-03-02T09:14:03.448Z',
    },
  },
  Refund: { refund },
  RefundPage: { refunds: { items: [refund], next_cursor: null } },
  StreamPage: { streams: { items: [stream], next_cursor: null } },
  DeadLetter: { letter: deadLetter },
  DeadLetterPage: { letters: { items: [deadLetter], next_cursor: null } },
  Replay: { replayed: { id: IDS.deadLetter, outcome: 'replayed' } },
  Liveness: { live: { status: 'live' } },
  Readiness: {
    ready: { status: 'ready', checks: { redis: 'ok', consumer: 'ok' } },
    unavailable: { status: 'unavailable', checks: { redis: 'not connected', consumer: 'ok' } },
  },
};
