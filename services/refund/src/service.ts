import { makePaymentGateway } from '@stockade/payment';
import { defineService } from '@stockade/service';
import { refundConfig } from './config.js';
import { makeRefundRoutes } from './http/refunds.js';
import { makeOnRefundInitiated } from './on-refund-initiated.js';
import { makeRefunds } from './refunds.js';

/** Refunds orders that are out of stock. */
export const refund = defineService({
  about: {
    name: 'refund',
    title: 'Stockade refund',
    description: 'Refunds orders that are out of stock.',
  },
  readConfig: refundConfig,
  portVariable: 'REFUND_PORT',
  flow: ({ refundInitiated }) => refundInitiated,
  compose({ config, redis, keys, confirmations }) {
    const { PAYMENT_PROVIDER_URL: providerUrl, PAYMENT_TIMEOUT_MS: timeoutMs } = config;
    const gateway = makePaymentGateway({ providerUrl, redis, keys, timeoutMs });
    return {
      handlerOf: (partition) =>
        makeOnRefundInitiated({
          redis,
          keys,
          partition,
          confirmation: confirmations.beside(partition.refunds),
          gateway,
        }),
      parts: makeRefunds(redis, keys),
    };
  },
  routes: makeRefundRoutes,
});
