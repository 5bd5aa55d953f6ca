import { makeSimulatedGateway } from '@stockade/payment';
import { defineService } from '@stockade/service';
import { refundConfig } from './config.js';
import { makeRefundRoutes } from './http/refunds.js';
import { makeOnRefundInitiated } from './on-refund-initiated.js';
import { makeRefunds } from './refunds.js';

/** Gives the money back for orders that the warehouse could not serve. */
export const refund = defineService({
  about: {
    name: 'refund',
    title: 'Stockade refund',
    description: 'Gives the money back for orders that the warehouse could not serve.',
  },
  readConfig: refundConfig,
  portVariable: 'REFUND_PORT',
  flow: ({ refundInitiated }) => refundInitiated,
  compose: ({ redis, keys }) => ({
    handler: makeOnRefundInitiated({ redis, keys, gateway: makeSimulatedGateway({ redis, keys }) }),
    parts: makeRefunds(redis, keys),
  }),
  routes: makeRefundRoutes,
});
