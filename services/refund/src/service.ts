import { GROUPS, makeKeys, refundInitiated } from '@stockade/contracts';
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
  redisTrouble,
  type Logger,
  type RunningService,
} from '@stockade/service-kit';
import { makeConsumer } from '@stockade/streams';
import type { RefundConfig } from './config.js';
import { makeRefundsRouter } from './http/refunds.js';
import { makeOnRefundInitiated } from './on-refund-initiated.js';
import { makeRefunds } from './refunds.js';

/** Gives the money back for orders that the warehouse could not serve. */
export async function startRefund(config: RefundConfig, logger: Logger): Promise<RunningService> {
  const keys = makeKeys();
  const connections = makeServiceRedis(config.REDIS_URL, 'refund', logger);
  const redis = connections.commands;

  const consumer = makeConsumer({
    streams: [keys.refundInitiated],
    group: GROUPS.refund,
    readers: [GROUPS.refund],
    consumer: config.CONSUMER_NAME,
    redis,
    connect: connections.connect,
    decode: refundInitiated.decode,
    handler: makeOnRefundInitiated({ redis, keys, gateway: makeSimulatedGateway({ redis, keys }) }),
    bounds: {
      batchEntriesMax: config.CONSUMER_BATCH,
      minIdleMs: config.CONSUMER_MIN_IDLE_MS,
      deliveriesMax: config.CONSUMER_MAX_DELIVERIES,
    },
  });
  logConsumer(consumer, logger);

  const authenticate = makeAuthenticate(redis, keys, makeTokens(config.JWT_SECRET));
  const app = makeApp(logger, [
    makeHealthRouter({ redis: () => redisTrouble(redis), consumer: consumer.trouble }),
    makeRefundsRouter({ refunds: makeRefunds(redis, keys), authenticate }),
    makeOperationsRouter({ redis, stream: keys.refundInitiated, group: GROUPS.refund, authenticate }),
  ]);
  const server = await listen(app, config.REFUND_PORT, 'REFUND_PORT');
  consumer.start();
  logger.info({ port: config.REFUND_PORT, consumer: config.CONSUMER_NAME }, 'refund listens');

  return {
    async stop() {
      await Promise.all([closeServer(server), consumer.stop()]);
      connections.close();
    },
  };
}
