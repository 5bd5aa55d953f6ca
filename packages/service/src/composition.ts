import type { Event, PartitionKeys } from '@stockade/contracts';
import type { HealthChecks } from '@stockade/http';
import type { Bounds, Handler } from '@stockade/streams';

/** How a service handles the events that it consumes. */
export interface Consumption<Data> {
  /** Makes what handles the events of one partition. */
  handlerOf: (partition: PartitionKeys) => Handler<Event<Data>>;
  /** Bounds of the consumer that are neither the runtime's defaults nor a setting. */
  bounds?: Partial<Bounds>;
}

/** The parts of one service. */
export interface Composition<Parts> {
  /** The parts that its routes need. */
  parts: Parts;
  /** Its readiness checks, besides those of every service. */
  checks?: HealthChecks;
  /** Ends all live updates, which would last as long as their clients stay, and starts no more. */
  endLiveUpdates?: () => void;
  /** What it does by itself, besides answering requests. */
  background?: Background;
}

/** Work that runs while the service does. */
export interface Background {
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}
