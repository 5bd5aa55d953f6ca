import { makeAuthenticate, makeLoginThrottle, makeTokens } from '@stockade/auth';
import { GROUPS, makeKeys, orderPlaced } from '@stockade/contracts';
import { makeDescriptionPages } from '@stockade/descriptions';
import { makeApp, makeCounter, makeMetrics, makeRateLimits, redisTrouble } from '@stockade/http';
import { makeSimulatedGateway } from '@stockade/payment';
import {
  type Logger,
  makeServiceConsumer,
  makeServiceRedis,
  makeShutdown,
  onceRedisIsReady,
  type RunningService,
  serve,
} from '@stockade/service';
import { applyAdminSetting, tellAdminSetting } from './admin-setting.js';
import type { StoreConfig } from './config.js';
import { makeCatalogue } from './catalogue.js';
import { makeChangePassword } from './change-password.js';
import { makeOnOrderPlaced } from './on-order-placed.js';
import { makeOrderStreams } from './live-orders.js';
import { makeOrders } from './order-queries.js';
import { makePlaceOrder } from './place-order.js';
import { makeRegister } from './registration.js';
import { about, makeStoreRoutes } from './routes.js';
import { makeSessions } from './sessions.js';
import { makeUsers } from './users.js';

/** Payments that wait for the provider at the same time. */
const PAYMENTS_IN_FLIGHT_MAX = 1_024;

/** Takes orders, has them paid, and tells the warehouse about those that are. */
export async function startStore(config: StoreConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis({
    url: config.REDIS_URL,
    allowUnsafe: config.ALLOW_UNSAFE_REDIS,
    service: 'store',
    keys,
    logger,
  });
  const redis = connections.commands;
  const metrics = makeMetrics('store');

  const gateway = makeSimulatedGateway({
    redis,
    keys,
    delayMs: config.PAYMENT_DELAY_MS,
    timeoutMs: config.PAYMENT_TIMEOUT_MS,
  });
  const consumer = makeServiceConsumer({
    stream: keys.orderPlaced,
    group: GROUPS.store,
    decode: orderPlaced.decode,
    handler: makeOnOrderPlaced({ redis, keys, gateway }),
    inFlightEntriesMax: PAYMENTS_IN_FLIGHT_MAX,
    config,
    connections,
    metrics,
    logger,
  });

  const tokens = makeTokens(config.JWT_SECRET);
  const authenticate = makeAuthenticate(redis, keys, tokens);
  const counter = makeCounter(redis, logger);
  const limits = makeRateLimits({ keys, counter, authenticate, service: 'store', config, logger });
  const loginThrottle = makeLoginThrottle({ redis, keys, counter, enabled: config.RATE_LIMIT_ENABLED });
  const users = makeUsers(redis, keys);
  const register = makeRegister({ users, loginThrottle, adminEmail: config.ADMIN_EMAIL });
  const changePassword = makeChangePassword({ redis, keys, users, loginThrottle });
  const sessions = makeSessions({
    redis,
    keys,
    tokens,
    accessTtlS: config.ACCESS_TOKEN_TTL_S,
    sessionTtlS: config.SESSION_TTL_S,
    refreshGraceS: config.REFRESH_GRACE_S,
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
    streamsPerAddressMax: config.LIVE_STREAMS_PER_ADDRESS_MAX,
  });
  const admin = onceRedisIsReady(redis, 'applying ADMIN_EMAIL and ADMIN_PASSWORD', logger, async () => {
    tellAdminSetting(logger, await applyAdminSetting({ redis, keys, users, config }), config.ADMIN_EMAIL);
  });

  const shutdown = makeShutdown(config);
  const checks = {
    redis: connections.trouble,
    cache: () => redisTrouble(tracked.redis),
    consumer: consumer.trouble,
    admin: admin.trouble,
    process: shutdown.trouble,
  };
  const accounts = { users, register, changePassword, sessions, loginThrottle };
  const routes = makeStoreRoutes({ redis, keys, ...accounts, orders, placeOrder, orderStreams, checks, metrics });
  const pages = makeDescriptionPages(about, routes);
  const trustProxy = config.TRUST_PROXY;
  const trouble = () => redisTrouble(redis);
  const app = makeApp({ routes, pages, metrics, authenticate, limits, trustProxy, trouble, logger });
  return serve({
    app,
    host: config.HOST,
    port: config.STORE_PORT,
    portVariable: 'STORE_PORT',
    config,
    shutdown,
    consumer,
    connections,
    endStreams: orderStreams.end,
    logger,
  });
}
