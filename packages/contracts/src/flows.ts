import { orderCompleted, orderPlaced, refundInitiated, type EventKind } from './events.js';
import type { Keys } from './keys.js';

/** An event on its way: the stream that it stands in, who writes it there, and who reads it. */
export interface Flow<Kind extends Pick<EventKind<unknown>, 'type'> = Pick<EventKind<unknown>, 'type'>> {
  readonly stream: string;
  readonly event: Kind;
  /** The service that announces it. */
  readonly writer: string;
  /**
   * The consumer groups that read it. The first is that of the service of the same name, which moves the order on. An entry
   * is trimmed once every group named here has acknowledged it, so a team's own group is one more name in this list.
   */
  readonly readers: readonly [string, ...string[]];
}

/** A type and no interface, so that it can be walked. */
export type Flows = {
  /** Internal to the store. */
  readonly orderPlaced: Flow<typeof orderPlaced>;
  readonly orderCompleted: Flow<typeof orderCompleted>;
  readonly refundInitiated: Flow<typeof refundInitiated>;
};
export type FlowName = keyof Flows;

/** All flows of a shop, in the order in which an order meets them: the one place that says who writes and who reads what. */
export function flowsOf(keys: Keys): Flows {
  return {
    orderPlaced: { stream: keys.orderPlaced, event: orderPlaced, writer: 'store', readers: ['store'] },
    orderCompleted: { stream: keys.orderCompleted, event: orderCompleted, writer: 'store', readers: ['warehouse'] },
    refundInitiated: { stream: keys.refundInitiated, event: refundInitiated, writer: 'warehouse', readers: ['refund'] },
  };
}
