import { GROUPS, makeKeys, orderCompleted, orderPlaced, refundInitiated } from '@stockade/contracts';
import type { z } from 'zod';
import { IDS } from '../openapi/example-shop.js';

/** A stream, what stands in it, who writes it and who reads it. */
export interface StreamDescription {
  readonly address: string;
  readonly summary: string;
  readonly description: string;
  readonly type: string;
  readonly schemas: { readonly entry: z.ZodType; readonly data: z.ZodType };
  readonly sender: string;
  /** The service that reads it, whose consumer group has the same name. */
  readonly receiver: string;
  /** The receiver's part: half a sentence. */
  readonly effect: string;
  readonly example: { readonly data: object } & Readonly<Record<string, unknown>>;
}

const keys = makeKeys();
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const version = '1';

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
const ofOrder = { source: 'store', subject: IDS.order, version };

export const STREAMS: readonly StreamDescription[] = [
  {
    ...orderPlaced,
    address: keys.orderPlaced,
    summary: 'An order was accepted and waits for its payment',
    description: 'Internal to the store: no other service may read it or write to it.',
    sender: 'store',
    receiver: GROUPS.store,
    effect: 'has the order paid, and completes or fails it',
    example: {
      id: IDS.event,
      type: orderPlaced.type,
      time: '2026-03-02T09:20:41.507Z',
      ...ofOrder,
      data: { ...order, payment_method: 'pm_card_visa' },
    },
  },
  {
    ...orderCompleted,
    address: keys.orderCompleted,
    summary: 'An order was paid',
    description: 'From the store to the warehouse.',
    sender: 'store',
    receiver: GROUPS.warehouse,
    effect: 'reserves the stock of the whole order, or asks for a refund',
    example: {
      id: IDS.completionEvent,
      type: orderCompleted.type,
      time: '2026-03-02T09:20:41.731Z',
      ...ofOrder,
      traceparent: TRACEPARENT,
      data: order,
    },
  },
  {
    ...refundInitiated,
    address: keys.refundInitiated,
    summary: 'The stock of a paid order is not there',
    description: 'From the warehouse to the refund service.',
    sender: 'warehouse',
    receiver: GROUPS.refund,
    effect: 'gives back what was charged',
    example: {
      id: IDS.refundEvent,
      type: refundInitiated.type,
      source: 'warehouse',
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
];
