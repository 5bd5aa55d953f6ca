import type { Redis } from '@stockade/redis';
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
  const stopping = new AbortController();
  const statuses = new Map<string, LoopStatus>();
  let loops: Promise<void>[] = [];

  async function run(stream: string): Promise<void> {
    const subscription = { ...options, bounds, signals, stream, deadLetters: deadLettersOf(stream) };
    const status: LoopStatus = { lastAnswerAt: null, lastError: null };
    statuses.set(stream, status);
    const reader = makeReader(subscription, options.connect);
    try {
      await consume(subscription, reader, stopping.signal, status);
    } finally {
      reader.close();
    }
  }

  function trouble(): string | null {
    const silentSince = Date.now() - (bounds.blockMs * SILENT_BLOCKS_MAX + bounds.readGraceMs);
    for (const [stream, { lastAnswerAt, lastError }] of statuses) {
      if (lastAnswerAt === null || lastAnswerAt < silentSince) {
        const because = lastError instanceof Error ? `: ${lastError.message}` : '';
        return `the consumer of ${stream} gets no answer${because}`;
      }
    }
    return loops.length === 0 ? 'the consumer has not started' : null;
  }

  return {
    signals,
    start() {
      if (loops.length === 0) loops = options.streams.map(run);
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
    trouble,
  };
}
