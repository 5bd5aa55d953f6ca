import { setTimeout as after } from 'node:timers/promises';
import type { StockKeys } from '@stockade/contracts';
import { isUnavailable, whenReady, type Redis } from '@stockade/redis';
import { finish } from './gather.js';
import type { StockMoves } from './stock-moves.js';

/** How often to look for open transfers. A process that needs the pieces of one finishes it without waiting for this. */
const EVERY_MS = 3_000;

export interface FinishTransfersOptions {
  redis: Redis;
  moves: StockMoves;
  onError: (error: unknown) => void;
}

/** Finishes the transfers that a process left open when it died: at the start, and every few seconds. */
export function makeFinishTransfers({ redis, moves, onError }: FinishTransfersOptions) {
  const stopping = new AbortController();
  let running = Promise.resolve();

  /** A place whose primary is lost must not keep the others from being checked. */
  async function finishAt(from: StockKeys): Promise<void> {
    try {
      await finish(moves, await moves.readOpen(from));
    } catch (error) {
      if (!isUnavailable(error)) onError(error);
    }
  }

  async function run(): Promise<void> {
    await whenReady(redis, stopping.signal).catch(() => 'stopped');
    while (!stopping.signal.aborted) {
      for (const from of moves.places) if (!stopping.signal.aborted) await finishAt(from);
      await after(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => 'stopped');
    }
  }

  return {
    start() {
      running = run();
    },
    /** Resolves when nothing is under way any more. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
