import { GROUPS, makeKeys, orderCompleted } from '@stockade/contracts';
import {
  closeServer,
  listen,
  logConsumer,
  makeApp,
  makeAuthenticate,
  makeHealthRouter,
  makeOperationsRouter,
  makeServiceRedis,
  makeTokens,
  onceRedisIsReady,
  redisTrouble,
  type Logger,
  type RunningService,
} from '@stockade/service-kit';
import { makeConsumer } from '@stockade/streams';
import type { WarehouseConfig } from './config.js';
import { makeProductsRouter } from './http/products.js';
import { makeReservationsRouter } from './http/reservations.js';
import { makeOnOrderCompleted } from './on-order-completed.js';
import { makeProducts } from './products.js';
import { seedProducts } from './seed-products.js';

/** Batches that are in hand at once: one in Redis while the next is read and decoded. */
const BATCHES_IN_FLIGHT_MAX = 2;

/** Keeps the catalogue and the stock, and reserves what is paid. */
export async function startWarehouse(config: WarehouseConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis(config.REDIS_URL, 'warehouse', logger);
  const redis = connections.commands;

  const consumer = makeConsumer({
    streams: [keys.orderCompleted],
    group: GROUPS.warehouse,
    readers: [GROUPS.warehouse],
    consumer: config.CONSUMER_NAME,
    redis,
    connect: connections.connect,
    decode: orderCompleted.decode,
    handler: makeOnOrderCompleted(redis, keys),
    bounds: {
      batchEntriesMax: config.CONSUMER_BATCH,
      inFlightEntriesMax: config.CONSUMER_BATCH * BATCHES_IN_FLIGHT_MAX,
      minIdleMs: config.CONSUMER_MIN_IDLE_MS,
      deliveriesMax: config.CONSUMER_MAX_DELIVERIES,
    },
  });
  logConsumer(consumer, logger);

  const authenticate = makeAuthenticate(redis, keys, makeTokens(config.JWT_SECRET));
  const products = makeProducts(redis, keys);
  const samples = onceRedisIsReady(redis, 'seeding the catalogue', logger, async () => {
    if (config.SEED_PRODUCTS) await seedProducts(products);
  });

  const app = makeApp(logger, [
    makeHealthRouter({ redis: () => redisTrouble(redis), consumer: consumer.trouble, catalogue: samples.trouble }),
    makeProductsRouter({ products, authenticate }),
    makeReservationsRouter({ redis, keys, authenticate }),
    makeOperationsRouter({ redis, stream: keys.orderCompleted, group: GROUPS.warehouse, authenticate }),
  ]);
  const server = await listen(app, config.WAREHOUSE_PORT, 'WAREHOUSE_PORT');
  consumer.start();
  logger.info({ port: config.WAREHOUSE_PORT, consumer: config.CONSUMER_NAME }, 'warehouse listens');

  return {
    async stop() {
      await Promise.all([closeServer(server), consumer.stop()]);
      connections.close();
    },
  };
}
