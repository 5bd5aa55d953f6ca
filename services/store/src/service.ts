import { makeKeys } from '@stockade/contracts';
import { makeDescriptionPages } from '@stockade/descriptions';
import {
  makeApp,
  makeAuthenticate,
  makeConsumerThread,
  makeCounter,
  makeMetrics,
  makeRateLimits,
  makeServiceRedis,
  makeTokens,
  onceRedisIsReady,
  redisTrouble,
  serve,
  type Logger,
  type RunningService,
} from '@stockade/service-kit';
import type { StoreConfig } from './config.js';
import { makeCatalogue } from './catalogue.js';
import { makeFirstAdmin } from './first-admin.js';
import { makeLoginThrottle } from './login-throttle.js';
import { makeOrderStreams } from './order-streams.js';
import { makeOrders } from './orders.js';
import { makePlaceOrder } from './place-order.js';
import { about, makeStoreRoutes } from './routes.js';
import { makeSessions } from './sessions.js';
import { makeUsers } from './users.js';

/** Takes orders, has them paid on a thread of their own, and tells the warehouse about those that are. */
export async function startStore(config: StoreConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis(config.REDIS_URL, 'store', logger);
  const redis = connections.commands;
  const metrics = makeMetrics('store');

  const payments = makeConsumerThread(new URL('./payments.js', import.meta.url), logger);

  const tokens = makeTokens(config.JWT_SECRET);
  const authenticate = makeAuthenticate(redis, keys, tokens);
  const counter = makeCounter(redis, logger);
  const limits = makeRateLimits({ keys, counter, authenticate, service: 'store', config, logger });
  const loginThrottle = makeLoginThrottle({ redis, keys, counter, enabled: config.RATE_LIMIT_ENABLED });
  const users = makeUsers(redis, keys);
  const sessions = makeSessions({
    redis,
    keys,
    tokens,
    accessTtlS: config.ACCESS_TOKEN_TTL_S,
    sessionTtlS: config.SESSION_TTL_S,
  });
  const tracked = connections.track();
  const orders = makeOrders(redis, keys);
  const placeOrder = makePlaceOrder({
    redis,
    keys,
    findProduct: makeCatalogue(tracked, keys),
    orders,
    feeRate: config.FEE_RATE,
    currency: config.CURRENCY,
  });
  const orderStreams = makeOrderStreams({
    tracked,
    keys,
    onError: (err) => logger.error({ err }, 'live updates'),
    streamsMax: config.LIVE_STREAMS_MAX,
    streamsPerUserMax: config.LIVE_STREAMS_PER_USER_MAX,
  });
  const firstAdmin = onceRedisIsReady(redis, 'making the first admin', logger, () => makeFirstAdmin(users, config));

  const checks = {
    redis: () => redisTrouble(redis),
    cache: () => redisTrouble(tracked.redis),
    consumer: payments.trouble,
    admin: firstAdmin.trouble,
  };
  const accounts = { users, sessions, loginThrottle };
  const routes = makeStoreRoutes({
    redis,
    keys,
    ...accounts,
    orders,
    placeOrder,
    orderStreams,
    payments,
    checks,
    metrics,
  });
  const pages = makeDescriptionPages(about, routes);
  const trustProxy = config.TRUST_PROXY;
  const app = makeApp({ routes, pages, metrics, authenticate, limits, trustProxy, trouble: checks.redis, logger });
  const endStreams = orderStreams.end;
  const port = { port: config.STORE_PORT, portVariable: 'STORE_PORT' };
  return serve({ app, ...port, consumer: payments, connections, endStreams, logger });
}
