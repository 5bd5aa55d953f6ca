import type { Entry } from './delivery.js';
import { makeRetries, type RetryDelays } from './retries.js';

/**
 * The entries that a loop holds: with a handler, or waiting for their retry. It bounds how many are read
 * (back-pressure) and knows which pending entries are this process's own.
 */
export interface Hand {
  /** Ids that a handler has. */
  working(): string[];
  /** Ids that wait for their retry. */
  waiting(): string[];
  /** Both. */
  held(): ReadonlySet<string>;
  /** How many more entries handlers may be given now. */
  room(): number;
  /** How many more may be read now: none while a full hand of entries is failing. */
  free(): number;
  /** Resolves when a handler has settled something, and after `ms` at the latest. For one caller at a time. */
  settled(ms: number): Promise<void>;
  /** Hands entries to `work`, which never rejects and answers the ids to retry. `alone`: no room until that. */
  take(entries: readonly Entry[], alone: boolean, work: () => Promise<readonly string[]>): void;
  /** Up to `count` ids whose retry is due. */
  dueRetries(count: number): string[];
  /** Milliseconds until a retry is due, Infinity when there is none or no room for it. */
  retryInMs(): number;
  /** How long this process has been failing with an entry, ms; 0 at its first try. */
  failingForMs(id: string): number;
  /** Forgets an entry whose retry found it settled, or another consumer's. */
  letGo(id: string): void;
}

export function makeHand({ inFlightEntriesMax, ...delays }: RetryDelays & { inFlightEntriesMax: number }): Hand {
  const retries = makeRetries(delays);
  const working = new Set<string>();
  // Not the size of the set: a recreated group delivers an entry again that a handler still has.
  let inFlight = 0;
  let alone = false;
  let wake = () => {};
  const room = () => (alone ? 0 : inFlightEntriesMax - inFlight);

  return {
    working: () => [...working],
    waiting: retries.waiting,
    held: () => new Set([...working, ...retries.waiting()]),
    room,
    free: () => (retries.size() < inFlightEntriesMax ? room() : 0),
    settled: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    take(entries, isAlone, work) {
      inFlight += entries.length;
      alone ||= isAlone;
      for (const { id } of entries) {
        working.add(id);
        retries.begin(id);
      }
      void work().then((ids) => {
        inFlight -= entries.length;
        if (isAlone) alone = false;
        for (const { id } of entries) {
          working.delete(id);
          if (ids.includes(id)) retries.putOff(id);
          else retries.forget(id);
        }
        wake();
      });
    },
    dueRetries: retries.due,
    retryInMs: () => (room() > 0 ? retries.dueInMs() : Infinity),
    failingForMs: retries.failingForMs,
    letGo: retries.forget,
  };
}
