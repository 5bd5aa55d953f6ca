/** Bounds of a consumer. Each may be set per consumer; these are the defaults. */
export const DEFAULT_BOUNDS = {
  /** Entries asked for in one read, and handed to a batch handler in one call. */
  batchEntriesMax: 128,
  /** Entries in hand at once; no more are read until some are settled (back-pressure). */
  inFlightEntriesMax: 256,
  /** How long a read waits for new entries; also how long an idle consumer takes to notice that it shall stop. */
  blockMs: 1_000,
  /** A read that has not come back this long after its block time is given up, with its connection. */
  readGraceMs: 5_000,
  /** Idle time after which a pending entry counts as abandoned. Renewed while a handler works. */
  minIdleMs: 30_000,
  /** How often abandoned entries are looked for. */
  claimIntervalMs: 5_000,
  /** Pause before an entry is tried again by the consumer that failed with it. */
  retryDelayMs: 1_000,
  /** Deliveries after which an entry that was never settled is a dead letter. */
  deliveriesMax: 10,
  /** How often acknowledged entries are trimmed and dead consumers removed. */
  housekeepingIntervalMs: 10_000,
  /** Silence after which a consumer that holds nothing is removed from its group. */
  consumerSilentMs: 600_000,
  /** How long a stop waits for entries in hand; what is left then stays pending for the next consumer. */
  stopDeadlineMs: 10_000,
  /** Pause after an error of the loop itself, doubled up to the most. */
  backoffMinMs: 50,
  backoffMaxMs: 1_000,
};

export type Bounds = typeof DEFAULT_BOUNDS;
