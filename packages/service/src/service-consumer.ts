import { flowsOf, type Event, type EventKind, type Flow, type Flows, type PartitionKeys } from '@stockade/contracts';
import { firstTrouble, type Metrics } from '@stockade/http';
import { makeConsumer, type Bounds, type Consumer, type Handler } from '@stockade/streams';
import type { Tracing } from '@stockade/tracing';
import { logConsumer } from './consumer-log.js';
import { countConsumers, type StreamConsumer } from './consumer-metrics.js';
import type { Logger } from './logger.js';
import type { ServiceRedis } from './service-redis.js';

/** The values of `consumerSettings`. */
interface ConsumerConfig {
  CONSUMER_NAME: string;
  CONSUMER_BATCH: number;
  CONSUMER_MIN_IDLE_MS: number;
  CONSUMER_MAX_DELIVERIES: number;
}

/** The consumers of a service, one for each partition. */
export interface ServiceConsumer extends Pick<Consumer, 'start' | 'stop' | 'trouble' | 'warning'> {
  readonly all: readonly StreamConsumer[];
}

export interface ServiceConsumerOptions<Data> {
  flow: (flows: Flows) => Flow<EventKind<Data>>;
  partitions: readonly PartitionKeys[];
  /** Makes the handler of the events of a partition. */
  handlerOf: (partition: PartitionKeys) => Handler<Event<Data>>;
  config: ConsumerConfig;
  connections: Pick<ServiceRedis, 'commands' | 'connect'>;
  /** Bounds that are neither the runtime's defaults nor a setting. */
  bounds?: Partial<Bounds>;
  metrics: Metrics;
  tracing: Tracing | null;
  logger: Logger;
}

/**
 * Makes the consumers of a service: a member of the flow's first group in each partition, configured by the settings, with
 * metrics and log.
 */
export function makeServiceConsumer<Data>(options: ServiceConsumerOptions<Data>): ServiceConsumer {
  const all = options.partitions.map((partition) => consumePartition(options, partition));
  const troubles = () => all.map(({ consumer }) => consumer.trouble());
  const warnings = () => all.map(({ consumer }) => consumer.warning());
  countConsumers(all, options.metrics);
  return {
    all,
    start() {
      for (const { consumer } of all) consumer.start();
    },
    async stop() {
      await Promise.all(all.map(({ consumer }) => consumer.stop()));
    },
    trouble: () => (troubles().includes(null) ? null : firstTrouble(troubles())),
    warning: () => firstTrouble([...troubles(), ...warnings()]),
  };
}

function consumePartition<Data>(options: ServiceConsumerOptions<Data>, partition: PartitionKeys): StreamConsumer {
  const { flow, handlerOf, config, connections, tracing, logger } = options;
  const { stream, readers, event } = flow(flowsOf(partition));
  const bounds: Partial<Bounds> = {
    ...options.bounds,
    batchEntriesMax: config.CONSUMER_BATCH,
    minIdleMs: config.CONSUMER_MIN_IDLE_MS,
    deliveriesMax: config.CONSUMER_MAX_DELIVERIES,
  };
  const [group] = readers;
  const { CONSUMER_NAME: name } = config;
  const handler = handlerOf(partition);
  const consumer = makeConsumer({
    stream,
    group,
    readers,
    consumer: name,
    redis: connections.commands,
    connect: () => connections.connect(stream),
    decode: event.decode,
    handler: tracing === null ? handler : tracing.handler(handler, { stream, type: event.type, group, consumer: name }),
    bounds,
  });
  logConsumer(consumer, logger);
  return { stream, consumer };
}
