import { EventEmitter } from 'node:events';

/** What a consumer reports while it works; loggers and metrics subscribe. Durations in milliseconds. */
export interface ConsumerSignals {
  /** A handler call was settled. */
  processed: [{ stream: string; done: number; duplicate: number; durationMs: number }];
  /** An entry stays pending and will be tried again. */
  retried: [{ stream: string; id: string; deliveries: number; error?: unknown }];
  /** An entry was moved to the dead letters. */
  deadLettered: [{ stream: string; id: string; deliveries: number; reason: string }];
  /** Entries were taken over, from this consumer's own past or from a consumer that went silent. */
  claimed: [{ stream: string; entries: number }];
  /** An entry was deleted from the stream while it was pending. It should never happen. */
  vanished: [{ stream: string; id: string }];
  /** The group was missing and was created from the beginning of the stream. */
  groupCreated: [{ stream: string; group: string }];
  /** A blocking read never came back and its connection was replaced. */
  stalled: [{ stream: string }];
  /** Acknowledged entries were trimmed. */
  trimmed: [{ stream: string; entries: number }];
  /** Consumers that were gone and held nothing were removed. */
  consumersRemoved: [{ stream: string; consumers: string[] }];
  /** The loop or its housekeeping met an error and goes on after a pause. */
  failed: [{ stream: string; error: unknown }];
}

export type SignalEmitter = EventEmitter<ConsumerSignals>;

export function makeSignals(): SignalEmitter {
  return new EventEmitter<ConsumerSignals>();
}
