import { randomUUID } from 'node:crypto';
import type { Keys } from '@stockade/contracts';
import { takeLease, type Lease, type Redis } from '@stockade/redis';

/** How long a product stays reserved for one gatherer that does not give its lease back: much longer than gathering takes. */
const LEASE_MS = 5_000;
/** How long to wait for a lease that another process holds. The orders of the product can do nothing else; those behind them wait too. */
const WAIT_MAX_MS = 400;
const ASK_EVERY_MS = 20;

export interface Leases {
  /** The lease of a product, or null when another has kept it for too long. */
  take(productId: string): Promise<Lease | null>;
}

/**
 * Lets one gatherer at a time gather a product that is scarce: two would take the last pieces from each other. It is about
 * fairness alone. When a lease is lost, because its holder was frozen or Redis forgot it, everything stays correct.
 */
export function makeLeases(redis: Redis, keys: Keys, pause: (ms: number) => Promise<unknown>): Leases {
  return {
    async take(productId) {
      const wanted = { redis, key: keys.gathering(productId), token: randomUUID(), leaseMs: LEASE_MS };
      for (let waitedMs = 0; waitedMs <= WAIT_MAX_MS; waitedMs += ASK_EVERY_MS) {
        if (waitedMs > 0) await pause(ASK_EVERY_MS);
        const lease = await takeLease(wanted);
        if (lease !== null) return lease;
      }
      return null;
    },
  };
}
