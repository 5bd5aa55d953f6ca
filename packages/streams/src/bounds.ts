/** Bounds of a consumer. Each may be set per consumer; these are the defaults. */
export const DEFAULT_BOUNDS = {
  /** Entries asked for in one read, and handed to a batch handler in one call. */
  batchEntriesMax: 128,
  /** Entries in flight; no more are read until some are settled (back-pressure). */
  inFlightEntriesMax: 256,
  /**
   * How long the next read is delayed at most after a read that found fewer entries than it asked for, so that more entries are
   * handled together: each read, handler call and script has a fixed cost. The delay is as long as the handler took last. So entries
   * gather when handlers are slow, mostly because the system is busy, and none is delayed for longer than its handling takes. The
   * first entry after a silence is not delayed.
   */
  lingerMaxMs: 20,
  /** How long a read waits for new entries; also how long an idle consumer takes to notice a stop. */
  blockMs: 1_000,
  /** A read that has not returned this long after its block time is abandoned, and its connection is replaced. */
  readGraceMs: 5_000,
  /** Idle time after which a pending entry counts as abandoned. Renewed while this consumer lives and holds it. */
  minIdleMs: 30_000,
  /** How often the consumer looks for abandoned entries. */
  claimIntervalMs: 5_000,
  /** A handler that takes longer is aborted, no longer waited for, and counts as failed. */
  handlingMaxMs: 300_000,
  /** Pause before a consumer retries an entry that it failed with, doubled up to the maximum. */
  retryDelayMinMs: 1_000,
  retryDelayMaxMs: 10_000,
  /**
   * Entries that wait for a retry in memory. Beyond that, a failed entry waits in Redis until it counts as abandoned.
   */
  waitingEntriesMax: 10_000,
  /**
   * After this many failures without a success, the consumer assumes that everything fails and uses a quarter of its
   * places.
   */
  failuresBeforeProbing: 128,
  /** How often that quarter is filled again. */
  probeIntervalMs: 1_000,
  /**
   * An entry that fails becomes a dead letter when it is this old and has failed `failuresMin` times in this process:
   * longer than any outage of a payment provider. An age and not a count, because an outage would use up any count for
   * every entry; and the entry's own age, because it outlives the process.
   */
  retryForMs: 86_400_000,
  /** So that an entry that is old because no consumer was running is still tried a few times. */
  failuresMin: 10,
  /**
   * Counts deliveries of an entry without a return. After half of this many the entry is a suspect and is handled
   * alone; after as many of its consumers have died with it alone, it is a dead letter.
   */
  deliveriesMax: 10,
  /** How long a consumer must have run before it takes a suspect alone: a crash loop is no entry's fault. */
  suspectsAfterMs: 5_000,
  /** How often the consumer trims acknowledged entries, removes dead consumers and reports the lag. */
  housekeepingIntervalMs: 10_000,
  /**
   * Silence after which a consumer that holds nothing is removed from its group; a live one gives a sign at every
   * housekeeping.
   */
  consumerSilentMs: 600_000,
  /** How long a stop waits for entries in hand; the others stay pending for the next consumer. */
  stopDeadlineMs: 10_000,
  /** Pause after an error of the loop itself, doubled up to the maximum. */
  backoffMinMs: 50,
  backoffMaxMs: 1_000,
};

export type Bounds = typeof DEFAULT_BOUNDS;

/** Deliveries without a return that make an entry a suspect, and also deaths alone that make it a dead letter. */
export function suspicionMax({ deliveriesMax }: Bounds): number {
  return Math.ceil(deliveriesMax / 2);
}
