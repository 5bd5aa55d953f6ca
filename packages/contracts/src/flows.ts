import { orderCompleted, orderPlaced, refundInitiated, type EventKind } from './events.js';
import type { Keys, PartitionKeys } from './keys.js';

/** The path of an event: its stream, its writer and its readers. */
export interface Flow<Kind extends Pick<EventKind<unknown>, 'type'> = Pick<EventKind<unknown>, 'type'>> {
  readonly stream: string;
  readonly event: Kind;
  /** The service that announces it. */
  readonly writer: string;
  /**
   * The consumer groups that read it. The first belongs to the service of the same name, which processes the order. An
   * entry is trimmed once every group named here has acknowledged it. To add a consumer of your own, add its group
   * here.
   */
  readonly readers: readonly [string, ...string[]];
}

/** A type and not an interface, so that Object.values() is typed. */
export type Flows = {
  /** Internal to the store. */
  readonly orderPlaced: Flow<typeof orderPlaced>;
  readonly orderCompleted: Flow<typeof orderCompleted>;
  readonly refundInitiated: Flow<typeof refundInitiated>;
};
export type FlowName = keyof Flows;

/** Asked for with each order. */
const known = new WeakMap<PartitionKeys, Flows>();

/** All flows of a partition, in the sequence in which an order passes them: the only list of writers and readers. */
export function flowsOf(keys: PartitionKeys): Flows {
  const present = known.get(keys);
  if (present !== undefined) return present;
  const flows = makeFlows(keys);
  known.set(keys, flows);
  return flows;
}

/** All flows of all partitions. */
export function allFlows(keys: Keys): Flow[] {
  return keys.partitions.flatMap((partition) => Object.values<Flow>(flowsOf(partition)));
}

function makeFlows(keys: PartitionKeys): Flows {
  return {
    orderPlaced: { stream: keys.orderPlaced, event: orderPlaced, writer: 'store', readers: ['store'] },
    orderCompleted: { stream: keys.orderCompleted, event: orderCompleted, writer: 'store', readers: ['warehouse'] },
    refundInitiated: { stream: keys.refundInitiated, event: refundInitiated, writer: 'warehouse', readers: ['refund'] },
  };
}
