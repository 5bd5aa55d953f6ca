import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { messageOf, type Redis } from '@stockade/redis';
import { DEFAULT_BOUNDS, type Bounds } from './bounds.js';
import { consume, type LoopStatus } from './loop.js';
import { makeReader } from './reader.js';
import { makeSignals, type SignalEmitter } from './signals.js';
import type { Subscription } from './types.js';

export interface ConsumerOptions<Event> extends Omit<Subscription<Event>, 'bounds' | 'signals' | 'life'> {
  /** Makes an unconnected client for blocking reads. */
  connect: () => Redis;
  bounds?: Partial<Bounds>;
}

export interface Consumer {
  readonly signals: SignalEmitter;
  /** Does nothing after a stop. */
  start(): void;
  /** Resolves when no entry is in hand any more, or soon after the stop deadline. */
  stop(): Promise<void>;
  /** Why the consumer is not consuming now, or null when all is well. */
  trouble(): string | null;
  /** What is wrong and does not keep the consumer from consuming, or null. */
  warning(): string | null;
}

/** A silence of this many block times (plus the read's grace) means that the loop gets no reply. */
const SILENT_BLOCKS_MAX = 3;
/** How long the loop has after the stop deadline to end by itself. */
const OVERDUE_MS = 500;

/** Makes a member of a consumer group, not yet started. `start` returns at once; Redis may come up later. */
export function makeConsumer<Event>({ connect, ...options }: ConsumerOptions<Event>): Consumer {
  const bounds: Bounds = { ...DEFAULT_BOUNDS, ...options.bounds };
  const signals = makeSignals();
  const subscription: Subscription<Event> = { ...options, bounds, signals, life: randomUUID() };
  const begun = new AbortController();
  const deadline = new AbortController();
  const status: LoopStatus = { wellAt: null, error: null };
  let hasTwin = false;
  signals.on('twin', ({ lives }) => (hasTwin = lives));
  let loop: Promise<void> | undefined;

  async function run(): Promise<void> {
    const reader = makeReader(subscription, connect, begun.signal);
    const stop = { begun: begun.signal, deadline: deadline.signal };
    // A command may be in flight to a frozen Redis; the stop does not wait for its reply.
    const overdue = aborted(deadline.signal).then(() => after(OVERDUE_MS));
    await Promise.race([consume(subscription, reader, stop, status), overdue]);
    reader.close();
  }

  return {
    signals,
    start() {
      loop ??= run();
    },
    async stop() {
      begun.abort();
      const timer = setTimeout(() => deadline.abort(), bounds.stopDeadlineMs);
      await loop;
      clearTimeout(timer);
    },
    trouble() {
      if (begun.signal.aborted) return 'the consumer is stopped';
      if (loop === undefined) return 'the consumer has not started';
      const silentSince = performance.now() - (bounds.blockMs * SILENT_BLOCKS_MAX + bounds.readGraceMs);
      if (status.wellAt !== null && status.wellAt >= silentSince) return null;
      const because = status.error === null ? '' : `: ${messageOf(status.error)}`;
      return `the consumer of ${subscription.stream} gets no answer${because}`;
    },
    warning: () =>
      hasTwin ? `another living process has the consumer name ${subscription.consumer}: give each its own` : null,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
