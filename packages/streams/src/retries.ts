export interface RetryDelays {
  retryDelayMinMs: number;
  retryDelayMaxMs: number;
}

/** The entries that this process has failed with. Each is tried again after a pause that doubles. */
export interface Retries {
  /** Puts an entry off: it failed just now. */
  putOff(id: string): void;
  /** A handler has it again. */
  begin(id: string): void;
  /** It is settled, or another consumer's. */
  forget(id: string): void;
  /** How many this process is failing with: waiting, or with a handler again. */
  size(): number;
  /** Ids that wait for their retry. */
  waiting(): string[];
  /** Up to `count` of those that wait no longer. */
  due(count: number): string[];
  /** Milliseconds until the next is due, Infinity when none waits. */
  dueInMs(): number;
  /** How long an entry has been failing, ms; 0 at its first try. */
  failingForMs(id: string): number;
}

interface Failing {
  since: number;
  delayMs: number;
  /** When to try it again; Infinity while a handler has it. */
  retryAt: number;
}

export function makeRetries({ retryDelayMinMs, retryDelayMaxMs }: RetryDelays): Retries {
  const failing = new Map<string, Failing>();
  const now = () => performance.now();
  const retriedBy = (time: number) => [...failing].flatMap(([id, { retryAt }]) => (retryAt <= time ? [id] : []));

  return {
    putOff(id) {
      const { since = now(), delayMs = retryDelayMinMs } = failing.get(id) ?? {};
      failing.set(id, { since, delayMs: Math.min(delayMs * 2, retryDelayMaxMs), retryAt: now() + delayMs });
    },
    begin(id) {
      const known = failing.get(id);
      if (known) known.retryAt = Infinity;
    },
    forget: (id) => void failing.delete(id),
    size: () => failing.size,
    waiting: () => retriedBy(Number.MAX_VALUE),
    due: (count) => retriedBy(now()).slice(0, count),
    dueInMs: () => Math.max(0, Math.min(...[...failing.values()].map(({ retryAt }) => retryAt)) - now()),
    failingForMs: (id) => now() - (failing.get(id)?.since ?? now()),
  };
}
