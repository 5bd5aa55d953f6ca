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
  /** Entries that wait for a retry in memory. One that fails beyond that waits in Redis until it counts as abandoned. */
  waitingEntriesMax: 10_000,
  /** After so many failures with no success in between, everything is taken to fail: then a quarter of the places is used. */
  failuresBeforeProbing: 128,
  /** How often these are filled again. */
  probeIntervalMs: 1_000,
  /**
   * An entry that fails becomes a dead letter when it is this old and has failed `failuresMin` times here: longer than any
   * outage of a payment provider. An age and no count, because an outage would use up any count for every entry it meets;
   * and the entry's own age, because it outlives the process.
   */
  retryForMs: 86_400_000,
  /** So that an entry which is old because nobody was there to consume it is tried for a while. */
  failuresMin: 10,
  /**
   * Of the deliveries of an entry that no consumer came back from: after half of them it is a suspect, which is handled
   * alone, and after as many more that ended with their consumer's end it is a dead letter: it kills its consumers.
   */
  deliveriesMax: 10,
  /** How long a consumer must have lived well before it takes a suspect alone: a crash loop is no entry's fault. */
  suspectsAfterMs: 5_000,
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

/** Deliveries that no consumer came back from, after which an entry is a suspect, and deaths alone after which it is dead. */
export function suspicionMax({ deliveriesMax }: Bounds): number {
  return Math.ceil(deliveriesMax / 2);
}
