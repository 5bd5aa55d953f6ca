import type { Metrics } from '@stockade/http';
import { type Bounds, type Consumer, type ConsumerOptions, makeConsumer } from '@stockade/streams';
import { logConsumer } from './consumer-log.js';
import { countConsumer } from './consumer-metrics.js';
import type { Logger } from './logger.js';
import type { ServiceRedis } from './service-redis.js';

/** The settings of `consumerSettings`, as they are read. */
interface ConsumerConfig {
  CONSUMER_NAME: string;
  CONSUMER_BATCH: number;
  CONSUMER_MIN_IDLE_MS: number;
  CONSUMER_MAX_DELIVERIES: number;
}

export interface ServiceConsumerOptions<Event> extends Pick<ConsumerOptions<Event>, 'group' | 'decode' | 'handler'> {
  stream: string;
  /** Entries with handlers at once. */
  inFlightEntriesMax?: number;
  config: ConsumerConfig;
  connections: ServiceRedis;
  metrics: Metrics;
  logger: Logger;
}

/** The consumer of a service: the only reader of its stream, set up by the service's configuration, counted and logged. */
export function makeServiceConsumer<Event>(options: ServiceConsumerOptions<Event>): Consumer {
  const { stream, group, decode, handler, inFlightEntriesMax, config, connections, metrics, logger } = options;
  const bounds: Partial<Bounds> = {
    batchEntriesMax: config.CONSUMER_BATCH,
    minIdleMs: config.CONSUMER_MIN_IDLE_MS,
    deliveriesMax: config.CONSUMER_MAX_DELIVERIES,
  };
  if (inFlightEntriesMax !== undefined) bounds.inFlightEntriesMax = inFlightEntriesMax;
  const consumer = makeConsumer({
    stream,
    group,
    readers: [group],
    consumer: config.CONSUMER_NAME,
    redis: connections.commands,
    connect: connections.connect,
    decode,
    handler,
    bounds,
  });
  logConsumer(consumer, logger);
  countConsumer(consumer, stream, metrics);
  return consumer;
}
