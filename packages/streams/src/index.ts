export { DEFAULT_BOUNDS, type Bounds } from './bounds.js';
export { makeConsumer, type Consumer, type ConsumerOptions } from './consumer.js';
export type { ConsumerSignals, SignalEmitter } from './signals.js';
export {
  appendedAtMs,
  deadLettersOf,
  firstAndLastId,
  livesOf,
  suspectsOf,
  type BatchHandler,
  type Delivery,
  type EachHandler,
  type Entry,
  type Handler,
  type Outcome,
} from './types.js';
