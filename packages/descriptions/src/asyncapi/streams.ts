import { flowsOf, makeKeys, type EventKind, type Flow, type FlowName } from '@stockade/contracts';
import { IDS } from '../openapi/example-ids.js';

/** What is said of a flow beside the table that it stands in. */
interface Said {
  readonly summary: string;
  readonly description: string;
  /** The part of each reader: half a sentence. */
  readonly effects: readonly string[];
  readonly example: { readonly data: object } & Readonly<Record<string, unknown>>;
}

/** A stream, what stands in it, who writes it and who reads it. */
export interface StreamDescription extends Said, Flow<Pick<EventKind<unknown>, 'type' | 'schemas'>> {}

const { orderPlaced, orderCompleted, refundInitiated } = flowsOf(makeKeys());
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const version = 1;

const order = {
  order_id: IDS.order,
  customer_id: IDS.ann,
  lines: [
    { product_id: IDS.hinge, name: 'Gate hinge', quantity: 2, price: 2999 },
    { product_id: IDS.nails, name: 'Iron nail, box of 100', quantity: 1, price: 499 },
  ],
  subtotal: 6497,
  fee: 1299,
  total: 7796,
  currency: 'USD',
};
const ofOrder = { source: orderPlaced.writer, subject: IDS.order, version };

const SAID: Readonly<Record<FlowName, Said>> = {
  orderPlaced: {
    summary: 'An order was accepted and waits for its payment',
    description: 'Internal to the store: no other service may read it or write to it.',
    effects: ['has the order paid, and completes or fails it'],
    example: {
      id: IDS.event,
      type: orderPlaced.event.type,
      time: '2026-03-02T09:20:41.507Z',
      ...ofOrder,
      data: { ...order, payment_method: 'pm_card_visa' },
    },
  },
  orderCompleted: {
    summary: 'An order was paid',
    description: 'From the store to the warehouse.',
    effects: ['reserves the stock of the whole order, or asks for a refund'],
    example: {
      id: IDS.completionEvent,
      type: orderCompleted.event.type,
      time: '2026-03-02T09:20:41.731Z',
      ...ofOrder,
      traceparent: TRACEPARENT,
      data: order,
    },
  },
  refundInitiated: {
    summary: 'The stock of a paid order is not there',
    description: 'From the warehouse to the refund service.',
    effects: ['gives back what was charged'],
    example: {
      id: IDS.refundEvent,
      type: refundInitiated.event.type,
      source: refundInitiated.writer,
      time: '2026-03-02T09:14:03.451Z',
      subject: IDS.refundedOrder,
      version,
      data: {
        order_id: IDS.refundedOrder,
        customer_id: IDS.ann,
        total: 120_000,
        currency: 'USD',
        reason: 'insufficient_stock',
        lines: [{ product_id: IDS.seal, requested: 1, available: 0 }],
      },
    },
  },
};

export const STREAMS: readonly StreamDescription[] = [
  { ...orderPlaced, ...SAID.orderPlaced },
  { ...orderCompleted, ...SAID.orderCompleted },
  { ...refundInitiated, ...SAID.refundInitiated },
];
