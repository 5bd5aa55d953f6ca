import { setTimeout as after } from 'node:timers/promises';
import { whenReady, type Redis } from '@stockade/redis';
import { finish } from './gather.js';
import type { StockMoves } from './stock-moves.js';

/** How often open transfers are looked for. Whoever needs the pieces of one finishes it without waiting for this. */
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

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await whenReady(redis, stopping.signal);
        await finishAll(moves);
      } catch (error) {
        if (!stopping.signal.aborted) onError(error);
      }
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

/** Finishes all transfers that are open, of all products. */
export async function finishAll(moves: StockMoves): Promise<void> {
  for (const from of moves.places) await finish(moves, await moves.readOpen(from));
}
