import { EventEmitter } from 'node:events';

/** What a consumer reports while it works; loggers and metrics subscribe. Durations in milliseconds. */
export interface ConsumerSignals {
  /** A handler call was settled. */
  processed: [{ stream: string; done: number; duplicate: number; durationMs: number }];
  /** An entry stays pending and will be tried again. */
  retried: [{ stream: string; id: string; deliveries: number; error?: unknown }];
  /** An entry was moved to the dead letters. */
  deadLettered: [{ stream: string; id: string; deliveries: number; reason: string }];
  /** Entries were taken over: for their retry, from this consumer's own past, or from a consumer that went silent. */
  claimed: [{ stream: string; entries: number }];
  /** An entry that several consumers have not come back from is handled alone now. */
  isolated: [{ stream: string; id: string; deliveries: number }];
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
  /**
   * The group's entries still to be delivered, null when Redis cannot tell; those delivered and not settled, and the time
   * since the oldest of them was appended, 0 when there is none; the stream's dead letters.
   */
  lag: [
    {
      stream: string;
      group: string;
      entries: number | null;
      pending: number;
      oldestPendingMs: number;
      deadLetters: number;
    },
  ];
  /**
   * Which groups of the stream are not among its declared readers, when that changes: what they have not read may be
   * trimmed. They are reported before that happens.
   */
  undeclaredGroups: [{ stream: string; groups: string[] }];
  /** The loop or its housekeeping met an error and goes on after a pause. */
  failed: [{ stream: string; error: unknown }];
}

export type SignalEmitter = EventEmitter<ConsumerSignals>;

/** A listener that throws is warned about and changes nothing for the consumer: a logger must not lose an entry. */
export function makeSignals(): SignalEmitter {
  const signals = new EventEmitter<ConsumerSignals>();
  const emit = signals.emit.bind(signals);
  signals.emit = (name, ...args) => {
    try {
      return emit(name, ...args);
    } catch (error) {
      process.emitWarning(`a listener of the signal ${String(name)} threw: ${String(error)}`);
      return true;
    }
  };
  return signals;
}
