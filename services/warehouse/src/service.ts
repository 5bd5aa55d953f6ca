import { makeAuthenticate, makeTokens } from '@stockade/auth';
import { GROUPS, makeKeys, orderCompleted } from '@stockade/contracts';
import { makeDescriptionPages } from '@stockade/descriptions';
import { makeApp, makeCounter, makeMetrics, makeRateLimits, redisTrouble } from '@stockade/http';
import {
  type Logger,
  makeServiceConsumer,
  makeServiceRedis,
  makeShutdown,
  onceRedisIsReady,
  type RunningService,
  serve,
} from '@stockade/service';
import type { WarehouseConfig } from './config.js';
import { makeOnOrderCompleted } from './on-order-completed.js';
import { makeNearProducts } from './near-products.js';
import { makeProducts } from './product-changes.js';
import { about, makeWarehouseRoutes } from './routes.js';
import { seedProducts } from './seed-products.js';

/** Batches that are in hand at once: one in Redis while the next is read and decoded. */
const BATCHES_IN_FLIGHT_MAX = 2;

/** Keeps the catalogue and the stock, and reserves what is paid. */
export async function startWarehouse(config: WarehouseConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis({
    url: config.REDIS_URL,
    allowUnsafe: config.ALLOW_UNSAFE_REDIS,
    service: 'warehouse',
    keys,
    logger,
  });
  const redis = connections.commands;
  const metrics = makeMetrics('warehouse');

  const consumer = makeServiceConsumer({
    stream: keys.orderCompleted,
    group: GROUPS.warehouse,
    decode: orderCompleted.decode,
    handler: makeOnOrderCompleted(redis, keys),
    inFlightEntriesMax: config.CONSUMER_BATCH * BATCHES_IN_FLIGHT_MAX,
    config,
    connections,
    metrics,
    logger,
  });

  const authenticate = makeAuthenticate(redis, keys, makeTokens(config.JWT_SECRET));
  const counter = makeCounter(redis, logger);
  const limits = makeRateLimits({ keys, counter, authenticate, service: 'warehouse', config, logger });
  const tracked = connections.track();
  const currency = config.CURRENCY;
  const products = makeProducts(redis, keys, currency);
  const samples = onceRedisIsReady(redis, 'seeding the catalogue', logger, async () => {
    if (config.SEED_PRODUCTS) await seedProducts(redis, keys, currency);
  });

  const shutdown = makeShutdown(config);
  const checks = {
    redis: connections.trouble,
    cache: () => redisTrouble(tracked.redis),
    consumer: consumer.trouble,
    catalogue: samples.trouble,
    process: shutdown.trouble,
  };
  const nearProducts = makeNearProducts(tracked, keys, currency);
  const routes = makeWarehouseRoutes({ redis, keys, currency, products, nearProducts, checks, metrics });
  const pages = makeDescriptionPages(about, routes);
  const trustProxy = config.TRUST_PROXY;
  const trouble = () => redisTrouble(redis);
  const app = makeApp({ routes, pages, metrics, authenticate, limits, trustProxy, trouble, logger });
  return serve({
    app,
    host: config.HOST,
    port: config.WAREHOUSE_PORT,
    portVariable: 'WAREHOUSE_PORT',
    config,
    shutdown,
    consumer,
    connections,
    logger,
  });
}
