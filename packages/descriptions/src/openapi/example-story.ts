import { IDS } from './example-ids.js';
import { paymentGivenBack, refund, refunded, rejected, TRACE_ID } from './example-orders.js';

const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`;
/** Everything about the refunded order of the example shop. */
export const story = {
  order_id: IDS.refundedOrder,
  partition: '0',
  order: refunded,
  money: {
    currency: 'USD',
    charged: 1200,
    given_back: 1200,
    kept: 0,
    should_keep: 0,
    is_right: true,
    says:
      'It was charged 1200 USD, and its total is 1200 USD; 1200 USD was given back; a refunded order keeps 0 USD: right. ' +
      'The provider charges an order once, however often it is asked.',
  },
  payment: paymentGivenBack,
  reservation: rejected,
  refund,
  trace: { trace_id: TRACE_ID, traceparent: TRACEPARENT, sampled: true, exported: true },
  events: [
    {
      stream: 'order-completed',
      entry_id: '1772442843442-0',
      event_id: null,
      type: 'order-completed',
      source: null,
      at: '2026-03-02T09:14:03.442Z',
      since_placed_ms: 224,
      in_stream: false,
      fields: [],
      complete: true,
      deliveries: [],
    },
    {
      stream: 'refund-initiated',
      entry_id: '1772442843448-0',
      event_id: IDS.refundEvent,
      type: 'refund-initiated',
      source: 'warehouse',
      at: '2026-03-02T09:14:03.448Z',
      since_placed_ms: 230,
      in_stream: true,
      fields: Object.entries({
        subject: IDS.refundedOrder,
        event: JSON.stringify({
          id: IDS.refundEvent,
          type: 'refund-initiated',
          source: 'warehouse',
          time: '2026-03-02T09:14:03.448Z',
          version: 1,
          traceparent: TRACEPARENT,
          data: {
            order_id: IDS.refundedOrder,
            customer_id: IDS.ann,
            total: 1200,
            currency: 'USD',
            reason: 'insufficient_stock',
            lines: [{ product_id: IDS.seal, requested: 1, available: 0 }],
          },
        }),
      }),
      complete: true,
      deliveries: [{ group: 'refund', state: 'settled', consumer: null, deliveries: null, idle_ms: null }],
    },
  ],
  dead_letters: [],
  findings: [],
  similar_orders: [],
  complete: true,
  gaps: [],
};
