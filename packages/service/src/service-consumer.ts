import type { Event, EventKind, Flow } from '@stockade/contracts';
import type { Metrics } from '@stockade/http';
import { makeConsumer, type Bounds, type Consumer, type Handler } from '@stockade/streams';
import { logConsumer } from './consumer-log.js';
import { countConsumer } from './consumer-metrics.js';
import type { Logger } from './logger.js';
import type { ServiceRedis } from './service-redis.js';

/** The values of `consumerSettings`. */
interface ConsumerConfig {
  CONSUMER_NAME: string;
  CONSUMER_BATCH: number;
  CONSUMER_MIN_IDLE_MS: number;
  CONSUMER_MAX_DELIVERIES: number;
}

export interface ServiceConsumerOptions<Data> {
  flow: Flow<EventKind<Data>>;
  handler: Handler<Event<Data>>;
  config: ConsumerConfig;
  connections: Pick<ServiceRedis, 'commands' | 'connect'>;
  /** Bounds that are neither the runtime's defaults nor a setting. */
  bounds?: Partial<Bounds>;
  metrics: Metrics;
  logger: Logger;
}

/**
 * Makes the consumer of a service: a member of the flow's first group, configured by the settings, with metrics and
 * log.
 */
export function makeServiceConsumer<Data>(options: ServiceConsumerOptions<Data>): Consumer {
  const { flow, handler, config, connections, metrics, logger } = options;
  const { stream, readers, event } = flow;
  const bounds: Partial<Bounds> = {
    ...options.bounds,
    batchEntriesMax: config.CONSUMER_BATCH,
    minIdleMs: config.CONSUMER_MIN_IDLE_MS,
    deliveriesMax: config.CONSUMER_MAX_DELIVERIES,
  };
  const consumer = makeConsumer({
    stream,
    group: readers[0],
    readers,
    consumer: config.CONSUMER_NAME,
    redis: connections.commands,
    connect: connections.connect,
    decode: event.decode,
    handler,
    bounds,
  });
  logConsumer(consumer, logger);
  countConsumer(consumer, stream, metrics);
  return consumer;
}
