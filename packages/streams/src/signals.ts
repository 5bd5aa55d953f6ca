import { EventEmitter } from 'node:events';

/** What a consumer reports while it works; loggers and metrics subscribe. Durations in milliseconds. */
export interface ConsumerSignals {
  /** A handler call was settled. */
  processed: [{ stream: string; done: number; duplicate: number; durationMs: number }];
  /** An entry stays pending and will be tried again. */
  retried: [{ stream: string; id: string; deliveries: number; error: unknown }];
  /** An entry was moved to the dead letters. */
  deadLettered: [{ stream: string; id: string; deliveries: number; reason: string }];
  /** Pending entries were claimed: for their retry, after a restart, or from a consumer that went silent. */
  claimed: [{ stream: string; entries: number }];
  /** An entry from which several consumers did not return is now handled alone. */
  isolated: [{ stream: string; id: string; deliveries: number }];
  /** An entry was deleted from the stream while it was pending. It should never happen. */
  vanished: [{ stream: string; id: string }];
  /** The group was missing and was created from the beginning of the stream. */
  groupCreated: [{ stream: string; group: string }];
  /** A blocking read never returned, and its connection was replaced. */
  stalled: [{ stream: string }];
  /** Acknowledged entries were trimmed. */
  trimmed: [{ stream: string; entries: number }];
  /** Dead consumers that held nothing were removed. */
  consumersRemoved: [{ stream: string; consumers: string[] }];
  /** Another living process was found under this consumer's name, or (`lives` is false) is not there any more. */
  twin: [{ stream: string; consumer: string; lives: boolean }];
  /**
   * The group's undelivered entries, null when Redis cannot tell; its pending entries, and the age of the oldest of
   * them, 0 when there is none; the stream's dead letters.
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
   * The groups of the stream that are not among its declared readers, emitted when they change. Entries that such a
   * group has not read may be trimmed; it is reported before that happens.
   */
  undeclaredGroups: [{ stream: string; groups: string[] }];
  /** The loop or its housekeeping failed and goes on after a pause. */
  failed: [{ stream: string; error: unknown }];
}

export type SignalEmitter = EventEmitter<ConsumerSignals>;

/** When a listener throws, Node emits a warning and the consumer goes on: a logger must not lose an entry. */
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
