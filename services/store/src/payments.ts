// The thread that has orders paid, beside the one that answers HTTP: neither waits for the other.
import { GROUPS, makeKeys, orderPlaced } from '@stockade/contracts';
import { makeSimulatedGateway } from '@stockade/payment';
import {
  consumeOnThisThread,
  makeLogger,
  makeServiceConsumer,
  makeServiceRedis,
  makeThreadMetrics,
} from '@stockade/service-kit';
import { storeConfig } from './config.js';
import { makeOnOrderPlaced } from './on-order-placed.js';

/** Payments that wait for the provider at the same time. */
const PAYMENTS_IN_FLIGHT_MAX = 1_024;

const config = storeConfig();
const logger = makeLogger('store', config.LOG_LEVEL);
const keys = makeKeys();
const connections = makeServiceRedis(config.REDIS_URL, 'store', logger);
const redis = connections.commands;
const metrics = makeThreadMetrics('store');

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

consumeOnThisThread({ consumer, connections, metrics });
