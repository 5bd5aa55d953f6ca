export { DEFAULT_BOUNDS, type Bounds } from './bounds.js';
export { makeConsumer, type Consumer, type ConsumerOptions } from './consumer.js';
export type { BatchHandler, Delivery, EachHandler, Entry, Handler, Outcome } from './delivery.js';
export { appendedAtMs } from './entry-id.js';
export type { ConsumerSignals, SignalEmitter } from './signals.js';
export { deadLettersOf } from './subscription.js';
