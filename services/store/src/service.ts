import { GROUPS, makeKeys, orderPlaced } from '@stockade/contracts';
import { makeSimulatedGateway } from '@stockade/payment';
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
import type { StoreConfig } from './config.js';
import { makeCatalogue } from './catalogue.js';
import { makeOrdersRouter } from './http/orders.js';
import { makeUsersRouter } from './http/users.js';
import { makeOnOrderPlaced } from './on-order-placed.js';
import { makeOrders } from './orders.js';
import { makePlaceOrder } from './place-order.js';
import { makeSessions } from './sessions.js';
import { makeUsers } from './users.js';

/** Payments that wait for the provider at the same time. */
const PAYMENTS_IN_FLIGHT_MAX = 1_024;

/** Takes orders, has them paid, and tells the warehouse about those that are. */
export async function startStore(config: StoreConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis(config.REDIS_URL, 'store', logger);
  const redis = connections.commands;

  const gateway = makeSimulatedGateway({
    redis,
    keys,
    delayMs: config.PAYMENT_DELAY_MS,
    timeoutMs: config.PAYMENT_TIMEOUT_MS,
  });
  const consumer = makeConsumer({
    streams: [keys.orderPlaced],
    group: GROUPS.store,
    readers: [GROUPS.store],
    consumer: config.CONSUMER_NAME,
    redis,
    connect: connections.connect,
    decode: orderPlaced.decode,
    handler: makeOnOrderPlaced({ redis, keys, gateway }),
    bounds: {
      batchEntriesMax: config.CONSUMER_BATCH,
      inFlightEntriesMax: PAYMENTS_IN_FLIGHT_MAX,
      minIdleMs: config.CONSUMER_MIN_IDLE_MS,
      deliveriesMax: config.CONSUMER_MAX_DELIVERIES,
    },
  });
  logConsumer(consumer, logger);

  const tokens = makeTokens(config.JWT_SECRET);
  const authenticate = makeAuthenticate(redis, keys, tokens);
  const users = makeUsers(redis, keys);
  const sessions = makeSessions({
    redis,
    keys,
    tokens,
    accessTtlS: config.ACCESS_TOKEN_TTL_S,
    sessionTtlS: config.SESSION_TTL_S,
  });
  const orders = makeOrders(redis, keys);
  const placeOrder = makePlaceOrder({
    redis,
    keys,
    findProduct: makeCatalogue(redis, keys),
    feeRate: config.FEE_RATE,
    currency: config.CURRENCY,
  });
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config;
  const firstAdmin = onceRedisIsReady(redis, 'making the first admin', logger, async () => {
    if (email && password) await users.register({ email, password, name: 'Admin' }, 'admin');
  });

  const app = makeApp(logger, [
    makeHealthRouter({ redis: () => redisTrouble(redis), consumer: consumer.trouble, admin: firstAdmin.trouble }),
    makeUsersRouter({ users, sessions, authenticate }),
    makeOrdersRouter({ orders, placeOrder, authenticate }),
    makeOperationsRouter({ redis, stream: keys.orderPlaced, group: GROUPS.store, authenticate }),
  ]);
  const server = await listen(app, config.STORE_PORT, 'STORE_PORT');
  consumer.start();
  logger.info({ port: config.STORE_PORT, consumer: config.CONSUMER_NAME }, 'store listens');

  return {
    async stop() {
      await Promise.all([closeServer(server), consumer.stop()]);
      connections.close();
    },
  };
}
