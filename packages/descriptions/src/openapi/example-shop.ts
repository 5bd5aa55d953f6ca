import { PRICE_CHANGED_PROBLEM } from '@stockade/contracts';
import type { ProblemExtras } from '@stockade/http';

import { IDS } from './example-ids.js';
import {
  ADDRESS,
  completed,
  deadLetter,
  moved,
  newQuote,
  payment,
  paymentGivenBack,
  placed,
  quote,
  refund,
  refunded,
  rejected,
  reserved,
  traced,
} from './example-orders.js';
import { LAB_ANSWERS, LAB_PARAMETERS, LAB_REQUESTS } from './example-lab.js';
import { OPERATIONS_ANSWERS } from './example-operations.js';
import { WORK_ANSWERS, WORK_PARAMETERS, WORK_REQUESTS } from './example-work.js';
import { PRODUCT_ANSWERS, PRODUCT_REQUESTS } from './example-products.js';

/**
 * The shop of all examples: Ann orders hinges and nails, and the one great seal, which somebody else gets. Ids, times and
 * sums fit together; a test adds them up.
 */

const EMAIL = 'ann@example.org';
const PASSWORD = 'correct horse battery';
const user = { user_id: IDS.ann, email: EMAIL, name: 'Ann', role: 'customer' };
const account = { ...user, created_at: '2026-03-02T08:51:30.216Z', orders: 2 };
/** Not real tokens: three parts, and what the first two say can be read. */
const TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTljYWRjNS1kZjI4In0.c2lnbmF0dXJl';

const failed = moved('failed', '2026-03-02T09:20:41.731Z');
const cancelled = moved('cancelled', '2026-03-02T09:20:41.640Z');
const announced = { 'order-placed': '2026-03-02T09:20:41.509Z' };
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
/** By what a path parameter or a header names; a header that differs from route to route, by route and name. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  order: IDS.order,
  product: IDS.hinge,
  'reservation for order': IDS.order,
  'refund for order': IDS.refundedOrder,
  user: IDS.ann,
  'dead letter': IDS.deadLetter,
  stream: 'order-completed',
  'idempotency-key': 'basket-7f3c2a',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'last-event-id': 'pending',
  'get /orders/events last-event-id': '2026-03-02T09:20:41.731Z',
  ...WORK_PARAMETERS,
  ...LAB_PARAMETERS,
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
      expected_total: 77.96,
    },
    single: { product_id: IDS.hinge, quantity: 2 },
  },
  QuoteRequest: {
    basket: {
      items: [
        { product_id: IDS.hinge, quantity: 2 },
        { product_id: IDS.nails, quantity: 1 },
      ],
    },
    single: { product_id: IDS.hinge, quantity: 2 },
  },
  ...PRODUCT_REQUESTS,
  ...WORK_REQUESTS,
  ...LAB_REQUESTS,
};

/** What may be answered, by the name of its schema. */
export const ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  User: { user },
  Account: { account },
  AccountPage: { accounts: { items: [account], next_cursor: null } },
  SessionList: {
    sessions: {
      items: [{ started_at: '2026-03-02T09:12:40.118Z', expires_at: '2026-03-09T09:12:40.118Z', current: false }],
    },
  },
  Tokens: { tokens: { access_token: TOKEN, token_type: 'bearer', expires_in: 900, refresh_token: TOKEN } },
  Order: {
    pending: placed,
    completed,
    failed,
    cancelled,
    refunded,
  },
  TracedOrder: {
    pending: traced(placed, announced),
    completed: traced(completed, { ...announced, 'order-completed': '2026-03-02T09:20:41.731Z' }),
    failed: traced(failed, announced),
    cancelled: traced(cancelled, announced),
    refunded: traced(refunded, {
      'order-placed': '2026-03-02T09:14:03.220Z',
      'order-completed': '2026-03-02T09:14:03.442Z',
      'refund-initiated': '2026-03-02T09:14:03.448Z',
    }),
  },
  Quote: { quote },
  OrderPage: { orders: { items: [completed, refunded], next_cursor: null, searched_until: null } },
  Payment: {
    kept: payment,
    given_back: paymentGivenBack,
    undecided: { ...payment, outcome: null, charged: 0, kept: 0, charged_at: null },
  },
  About: {
    store: {
      service: 'store',
      version: '0.1.0',
      started_at: '2026-03-02T08:58:40.112Z',
      currency: 'USD',
      fee_rate: 0.2,
      payment_methods: [
        {
          payment_method: 'pm_card_declined',
          title: 'Declined',
          effect: 'The provider declines the charge, and the order fails.',
        },
      ],
    },
  },
  ...PRODUCT_ANSWERS,
  Reservation: { reserved, rejected },
  ReservationList: { decided: { items: [reserved, rejected] } },
  Refund: { refund },
  RefundPage: { refunds: { items: [refund], next_cursor: null } },
  StreamPage: { streams: { items: [stream], next_cursor: null } },
  ...OPERATIONS_ANSWERS,
  DeadLetter: { letter: deadLetter },
  DeadLetterPage: { letters: { items: [deadLetter], next_cursor: null } },
  ...WORK_ANSWERS,
  ...LAB_ANSWERS,
  Replay: { replayed: { id: IDS.deadLetter, outcome: 'replayed' } },
  Liveness: { live: { status: 'live' } },
  Readiness: {
    ready: { status: 'ready', checks: { redis: 'ok', consumer: 'ok' } },
    unavailable: { status: 'unavailable', checks: { redis: 'not connected', consumer: 'ok' } },
  },
};

/** What the problem of a route and status says besides. */
export const PROBLEM_EXTRAS: Readonly<Record<string, ProblemExtras>> = {
  'post /orders 409': { type: PRICE_CHANGED_PROBLEM, quote: newQuote },
};
