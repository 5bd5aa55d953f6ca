import { makeAuthenticate, makeTokens } from '@stockade/auth';
import { GROUPS, makeKeys, refundInitiated } from '@stockade/contracts';
import { makeDescriptionPages } from '@stockade/descriptions';
import { makeApp, makeCounter, makeMetrics, makeRateLimits, redisTrouble } from '@stockade/http';
import { makeSimulatedGateway } from '@stockade/payment';
import {
  type Logger,
  makeServiceConsumer,
  makeServiceRedis,
  makeShutdown,
  type RunningService,
  serve,
} from '@stockade/service';
import type { RefundConfig } from './config.js';
import { makeOnRefundInitiated } from './on-refund-initiated.js';
import { makeRefunds } from './refunds.js';
import { about, makeRefundServiceRoutes } from './routes.js';

/** Gives the money back for orders that the warehouse could not serve. */
export async function startRefund(config: RefundConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis({
    url: config.REDIS_URL,
    allowUnsafe: config.ALLOW_UNSAFE_REDIS,
    service: 'refund',
    keys,
    logger,
  });
  const redis = connections.commands;
  const metrics = makeMetrics('refund');

  const consumer = makeServiceConsumer({
    stream: keys.refundInitiated,
    group: GROUPS.refund,
    decode: refundInitiated.decode,
    handler: makeOnRefundInitiated({ redis, keys, gateway: makeSimulatedGateway({ redis, keys }) }),
    config,
    connections,
    metrics,
    logger,
  });

  const authenticate = makeAuthenticate(redis, keys, makeTokens(config.JWT_SECRET));
  const counter = makeCounter(redis, logger);
  const limits = makeRateLimits({ keys, counter, authenticate, service: 'refund', config, logger });
  const trouble = () => redisTrouble(redis);
  const shutdown = makeShutdown(config);
  const checks = { redis: connections.trouble, consumer: consumer.trouble, process: shutdown.trouble };
  const routes = makeRefundServiceRoutes({ redis, keys, refunds: makeRefunds(redis, keys), checks, metrics });
  const pages = makeDescriptionPages(about, routes);
  const trustProxy = config.TRUST_PROXY;
  const app = makeApp({ routes, pages, metrics, authenticate, limits, trustProxy, trouble, logger });
  return serve({
    app,
    host: config.HOST,
    port: config.REFUND_PORT,
    portVariable: 'REFUND_PORT',
    config,
    shutdown,
    consumer,
    connections,
    logger,
  });
}
