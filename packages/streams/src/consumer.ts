import { messageOf, type Redis } from '@stockade/redis';
import { DEFAULT_BOUNDS, type Bounds } from './bounds.js';
import type { Handler } from './delivery.js';
import { consume, type LoopStatus } from './loop.js';
import { makeReader } from './reader.js';
import { makeSignals, type SignalEmitter } from './signals.js';
import { deadLettersOf } from './subscription.js';

export interface ConsumerOptions<Event> {
  /** Each is read by a loop and a connection of its own. */
  streams: readonly string[];
  group: string;
  /** Stable per replica: what it left pending is its own again after a restart. */
  consumer: string;
  /** All groups that read these streams; nothing is trimmed that one of them has not acknowledged. */
  readers: readonly string[];
  /** For commands. */
  redis: Redis;
  /** Makes an unconnected client for blocking reads. */
  connect: () => Redis;
  /** Reads the fields of an entry, or throws: then the entry is poison and becomes a dead letter. */
  decode(fields: Readonly<Record<string, string>>): Event;
  handler: Handler<Event>;
  bounds?: Partial<Bounds>;
}

export interface Consumer {
  readonly signals: SignalEmitter;
  /** Consumes nothing when it has been stopped before. */
  start(): void;
  /** Resolves when nothing is in hand any more, or at the stop deadline. */
  stop(): Promise<void>;
  /** Why it is not consuming now, or null when all is well. */
  trouble(): string | null;
}

/** A silence of this many block times (plus the read's grace) means that the loop gets no answer. */
const SILENT_BLOCKS_MAX = 3;

/** A member of a consumer group. It is made stopped; `start` comes back at once, and Redis may come up later. */
export function makeConsumer<Event>(options: ConsumerOptions<Event>): Consumer {
  const bounds: Bounds = { ...DEFAULT_BOUNDS, ...options.bounds };
  const signals = makeSignals();
  const begun = new AbortController();
  const deadline = new AbortController();
  const statuses = new Map<string, LoopStatus>();
  let loops: Promise<void>[] = [];

  async function run(stream: string): Promise<void> {
    const subscription = { ...options, bounds, signals, stream, deadLetters: deadLettersOf(stream) };
    const status: LoopStatus = { wellAt: null, error: null };
    statuses.set(stream, status);
    const reader = makeReader(subscription, options.connect, begun.signal);
    const stop = { begun: begun.signal, deadline: deadline.signal };
    // A command may be on its way to a Redis that stands still; the stop does not wait for its answer.
    await Promise.race([consume(subscription, reader, stop, status), aborted(deadline.signal)]);
    reader.close();
  }

  function trouble(): string | null {
    if (begun.signal.aborted) return 'the consumer is stopped';
    if (statuses.size === 0) return 'the consumer has not started';
    const silentSince = performance.now() - (bounds.blockMs * SILENT_BLOCKS_MAX + bounds.readGraceMs);
    for (const [stream, { wellAt, error }] of statuses) {
      if (wellAt === null || wellAt < silentSince) {
        const because = error === null ? '' : `: ${messageOf(error)}`;
        return `the consumer of ${stream} gets no answer${because}`;
      }
    }
    return null;
  }

  return {
    signals,
    start() {
      if (loops.length === 0) loops = options.streams.map(run);
    },
    async stop() {
      begun.abort();
      const timer = setTimeout(() => deadline.abort(), bounds.stopDeadlineMs);
      await Promise.all(loops);
      clearTimeout(timer);
    },
    trouble,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
