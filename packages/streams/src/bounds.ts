/** Bounds of a consumer. Each may be set per consumer; these are the defaults. */
export const DEFAULT_BOUNDS = {
  /** Entries asked for in one read, and handed to a batch handler in one call. */
  batchEntriesMax: 128,
  /** Entries with handlers at once; no more are read until some are settled (back-pressure). */
  inFlightEntriesMax: 256,
  /**
   * After a read that found less than it asked for, the next one waits so long for more to come together: each read,
   * each handler call and each script has a price of its own. An entry that comes into silence is not held up.
   */
  lingerMs: 20,
  /** How long a read waits for new entries; also how long an idle consumer takes to notice that it shall stop. */
  blockMs: 1_000,
  /** A read that has not come back this long after its block time is given up, with its connection. */
  readGraceMs: 5_000,
  /** Idle time after which a pending entry counts as abandoned. Renewed while this consumer lives and holds it. */
  minIdleMs: 30_000,
  /** How often abandoned entries are looked for. */
  claimIntervalMs: 5_000,
  /** A handler that takes longer is told to stop, waited for no more, and counts as failed. */
  handlingMaxMs: 300_000,
  /** Pause before an entry is tried again by the consumer that failed with it, doubled up to the most. */
  retryDelayMinMs: 1_000,
  retryDelayMaxMs: 10_000,
  /**
   * How long a living consumer tries an entry again before it becomes a dead letter: longer than any outage of a
   * payment provider, say. A time and no count, because an outage would use up any count for every entry it meets.
   */
  retryForMs: 86_400_000,
  /**
   * Deliveries that no consumer came back from, after which an entry is a dead letter: it kills its consumers. Redis
   * counts them. Handing an entry back for a retry sets the count to zero, since the consumer has survived it.
   */
  deliveriesMax: 10,
  /** How often acknowledged entries are trimmed, dead consumers removed and the lag reported. */
  housekeepingIntervalMs: 10_000,
  /** Silence after which a consumer that holds nothing is removed from its group; a living one speaks at every housekeeping. */
  consumerSilentMs: 600_000,
  /** How long a stop waits for entries in hand; what is left then stays pending for the next consumer. */
  stopDeadlineMs: 10_000,
  /** Pause after an error of the loop itself, doubled up to the most. */
  backoffMinMs: 50,
  backoffMaxMs: 1_000,
};

export type Bounds = typeof DEFAULT_BOUNDS;

/**
 * An entry that half of its deliveries were lost with is handled alone and with nothing beside it: when it kills its
 * consumer again, it takes no innocent neighbour along to the dead letters.
 */
export function isSuspect(lostDeliveries: number, { deliveriesMax }: Bounds): boolean {
  return lostDeliveries >= deliveriesMax / 2;
}
