import { GROUPS, makeKeys, refundInitiated } from '@stockade/contracts';
import { makeSimulatedGateway } from '@stockade/payment';
import {
  makeApp,
  makeAuthenticate,
  makeCounter,
  makeHealthRoutes,
  makeOperationsRoutes,
  makeRateLimits,
  makeServiceConsumer,
  makeServiceRedis,
  makeTokens,
  redisTrouble,
  serve,
  type Logger,
  type RunningService,
} from '@stockade/service-kit';
import type { RefundConfig } from './config.js';
import { makeRefundRoutes } from './http/refunds.js';
import { makeOnRefundInitiated } from './on-refund-initiated.js';
import { makeRefunds } from './refunds.js';

/** Gives the money back for orders that the warehouse could not serve. */
export async function startRefund(config: RefundConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis(config.REDIS_URL, 'refund', logger);
  const redis = connections.commands;

  const consumer = makeServiceConsumer({
    stream: keys.refundInitiated,
    group: GROUPS.refund,
    decode: refundInitiated.decode,
    handler: makeOnRefundInitiated({ redis, keys, gateway: makeSimulatedGateway({ redis, keys }) }),
    config,
    connections,
    logger,
  });

  const authenticate = makeAuthenticate(redis, keys, makeTokens(config.JWT_SECRET));
  const counter = makeCounter(redis, logger);
  const limits = makeRateLimits({ keys, counter, authenticate, service: 'refund', config, logger });
  const routes = [
    ...makeRefundRoutes(makeRefunds(redis, keys)),
    ...makeOperationsRoutes({ redis, stream: keys.refundInitiated, group: GROUPS.refund }),
    ...makeHealthRoutes({ redis: () => redisTrouble(redis), consumer: consumer.trouble }),
  ];
  const app = makeApp({
    routes,
    authenticate,
    limits,
    trustProxy: config.TRUST_PROXY,
    trouble: () => redisTrouble(redis),
    logger,
  });
  return serve({ app, port: config.REFUND_PORT, portVariable: 'REFUND_PORT', consumer, connections, logger });
}
