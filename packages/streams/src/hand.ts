import { setTimeout as after } from 'node:timers/promises';
import type { Entry } from './delivery.js';

/**
 * The entries that a loop holds: in the hands of a handler, or waiting for their retry. It bounds how many are read
 * (back-pressure) and knows which pending entries are this process's own.
 */
export interface Hand {
  /** Ids held here, retries included. */
  readonly known: ReadonlySet<string>;
  /** Ids in the hands of a handler. */
  working(): string[];
  /** How many more may be read now: none while as many again wait for their retry. */
  free(): number;
  /** Resolves when a handler has settled something, and after `ms` at the latest. */
  settled(ms: number): Promise<void>;
  /** Resolves when no handler works any more. */
  idle(): Promise<void>;
  /** Hands entries to `work`, which answers the ids to retry. */
  take(entries: readonly Entry[], work: () => Promise<readonly string[]>): void;
  /** Milliseconds until the next retry is due, Infinity when there is none. */
  retryInMs(): number;
  /** Takes out up to `count` ids whose retry is due. */
  dueRetries(count: number): string[];
  /** Puts back ids whose claim failed. */
  retryLater(ids: readonly string[]): void;
}

export function makeHand(entriesMax: number, retryDelayMs: number): Hand {
  const known = new Set<string>();
  const retryAt = new Map<string, number>();
  const tasks = new Set<Promise<void>>();
  let working = 0;

  function retryLater(ids: readonly string[]): void {
    const due = performance.now() + retryDelayMs;
    for (const id of ids) {
      known.add(id);
      retryAt.set(id, due);
    }
  }

  return {
    known,
    working: () => [...known].filter((id) => !retryAt.has(id)),
    free: () => (retryAt.size < entriesMax ? entriesMax - working : 0),
    async settled(ms) {
      const timer = new AbortController();
      const timeout = after(ms, undefined, timer).catch(() => 'cancelled');
      await Promise.race([...tasks, timeout]);
      timer.abort();
    },
    idle: async () => {
      while (tasks.size > 0) await Promise.race(tasks);
    },
    take(entries, work) {
      working += entries.length;
      for (const { id } of entries) known.add(id);
      const task = work().then((retries) => {
        working -= entries.length;
        for (const { id } of entries) known.delete(id);
        retryLater(retries);
        tasks.delete(task);
      });
      tasks.add(task);
    },
    retryInMs() {
      // Every retry waits equally long, so the first that was put in is the first due.
      const [first = Infinity] = retryAt.values();
      return Math.max(0, first - performance.now());
    },
    dueRetries(count) {
      const now = performance.now();
      const due = [...retryAt].filter(([, at]) => at <= now).slice(0, count);
      for (const [id] of due) {
        retryAt.delete(id);
        known.delete(id);
      }
      return due.map(([id]) => id);
    },
    retryLater,
  };
}
