import type { Bounds } from './bounds.js';
import type { Entry } from './types.js';

type EntriesBounds = Pick<
  Bounds,
  | 'inFlightEntriesMax'
  | 'waitingEntriesMax'
  | 'retryDelayMinMs'
  | 'retryDelayMaxMs'
  | 'failuresBeforeProbing'
  | 'probeIntervalMs'
>;

/**
 * The entries that a loop holds: in flight with a handler, or waiting for a retry. Waiting entries take no place from
 * others, and retries use at most half of the places, so that failing entries do not hold up new ones. When everything
 * fails, only a few entries are tried at intervals until one succeeds: that spares a dependency that is away, and still
 * reaches a good entry behind many that fail.
 */
export interface HeldEntries {
  inFlight(): string[];
  /** Ids of entries that wait for their retry. */
  waiting(): string[];
  /** Whether everything fails, so that only a few entries are tried. */
  isProbing(): boolean;
  holds(id: string): boolean;
  /** How many more entries may be handed to handlers now: new ones, or retries. */
  roomForNew(): number;
  roomForRetries(): number;
  /** Milliseconds until a retry or a probe is due, even if no handler returns before. */
  dueInMs(): number;
  /** How long the handler took that returned last, in milliseconds; 0 before that. */
  tookMs(): number;
  /** Resolves when a handler returns, after `ms` at the latest. For one caller at a time. */
  handlerIsBack(ms: number): Promise<void>;
  /**
   * Hands entries to `work`, which never rejects and returns the ids to retry. `alone`: no room for others meanwhile.
   */
  hand(entries: readonly Entry[], alone: boolean, work: () => Promise<readonly string[]>): void;
  /** Up to `count` ids whose retry is due, the longest overdue first. */
  dueRetries(count: number): string[];
  /** How often an entry has failed in this process. */
  failures(id: string): number;
  /** Forgets an entry that turned out to be settled, or to belong to another consumer. */
  letGo(id: string): void;
}

interface Failing {
  failures: number;
  delayMs: number;
  /** When to retry it; Infinity while a handler has it. */
  retryAt: number;
}

export function makeHeldEntries(bounds: EntriesBounds): HeldEntries {
  const { inFlightEntriesMax, waitingEntriesMax, failuresBeforeProbing, probeIntervalMs } = bounds;
  const retriesInFlightMax = Math.ceil(inFlightEntriesMax / 2);
  const probesMax = Math.ceil(inFlightEntriesMax / 4);
  const failing = new Map<string, Failing>();
  const inFlight = new Set<string>();
  // Not the size of the set: a recreated group may deliver again an entry that a handler still has.
  let taken = 0;
  let takenByRetries = 0;
  let alone = false;
  let failuresInARow = 0;
  let probeAt = 0;
  let tookMs = 0;
  let wake = () => {};
  const now = () => performance.now();
  const isProbing = () => failuresInARow >= failuresBeforeProbing;
  const waitingBy = (time: number) => [...failing].filter(([, { retryAt }]) => retryAt <= time);

  function room(placesMax: number, placesTaken: number): number {
    if (alone) return 0;
    if (isProbing()) return now() >= probeAt ? probesMax - taken : 0;
    return Math.min(placesMax - placesTaken, inFlightEntriesMax - taken);
  }

  function putOff(id: string): void {
    const { failures = 0, delayMs = bounds.retryDelayMinMs } = failing.get(id) ?? {};
    if (failures === 0 && failing.size >= waitingEntriesMax) return;
    const nextDelayMs = Math.min(delayMs * 2, bounds.retryDelayMaxMs);
    failing.set(id, { failures: failures + 1, delayMs: nextDelayMs, retryAt: now() + delayMs });
  }

  function judge(handed: number, failed: number): void {
    failuresInARow = failed < handed ? 0 : failuresInARow + failed;
    if (isProbing() && probeAt <= now()) probeAt = now() + probeIntervalMs;
  }

  return {
    inFlight: () => [...inFlight],
    waiting: () => waitingBy(Number.MAX_VALUE).map(([id]) => id),
    isProbing,
    holds: (id) => inFlight.has(id) || failing.has(id),
    roomForNew: () => room(inFlightEntriesMax, taken),
    roomForRetries: () => room(retriesInFlightMax, takenByRetries),
    dueInMs() {
      const time = now();
      if (isProbing() && probeAt > time) return probeAt - time;
      if (room(retriesInFlightMax, takenByRetries) <= 0) return Infinity;
      let dueAt = Infinity;
      for (const { retryAt } of failing.values()) dueAt = Math.min(dueAt, retryAt);
      return Math.max(0, dueAt - time);
    },
    tookMs: () => tookMs,
    handlerIsBack: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    hand(entries, isAlone, work) {
      const retried = entries.filter(({ id }) => failing.has(id)).length;
      taken += entries.length;
      takenByRetries += retried;
      alone ||= isAlone;
      const since = now();
      for (const { id } of entries) {
        inFlight.add(id);
        const known = failing.get(id);
        if (known) known.retryAt = Infinity;
      }
      void work().then((retries) => {
        tookMs = now() - since;
        taken -= entries.length;
        takenByRetries -= retried;
        if (isAlone) alone = false;
        for (const { id } of entries) {
          inFlight.delete(id);
          if (retries.includes(id)) putOff(id);
          else failing.delete(id);
        }
        judge(entries.length, retries.length);
        wake();
      });
    },
    dueRetries: (count) =>
      count <= 0
        ? []
        : waitingBy(now())
            .toSorted(([, one], [, other]) => one.retryAt - other.retryAt)
            .slice(0, count)
            .map(([id]) => id),
    failures: (id) => failing.get(id)?.failures ?? 0,
    letGo: (id) => void failing.delete(id),
  };
}
