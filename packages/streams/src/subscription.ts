import type { Redis } from '@stockade/redis';
import type { Bounds } from './bounds.js';
import type { Handler } from './delivery.js';
import type { SignalEmitter } from './signals.js';

/** One stream as one consumer of one group reads it: what every part of the runtime is given. */
export interface Subscription<Event> {
  stream: string;
  deadLetters: string;
  group: string;
  consumer: string;
  /** All groups that read the stream. */
  readers: readonly string[];
  /** Commands; may be shared with handlers. Never used for a blocking read. */
  redis: Redis;
  decode(fields: Readonly<Record<string, string>>): Event;
  handler: Handler<Event>;
  bounds: Bounds;
  signals: SignalEmitter;
}

/** The stream that takes what nobody can process; it shares the slot of its source. */
export function deadLettersOf(stream: string): string {
  return `${stream}:dead`;
}
