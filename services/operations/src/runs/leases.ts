import type { Keys } from '@stockade/contracts';
import { isUnavailable, takeLease, type Lease, type Redis } from '@stockade/redis';

/** A process that is silent for this long is considered gone. */
const LEASE_MS = 15_000;
const RENEWAL_INTERVAL_MS = 3_000;

/** Shows the other processes that this one is working on something. */
export interface WorkLease {
  /** Aborted when another process holds it: this one was frozen for too long. */
  readonly lost: AbortSignal;
  /** Whether this process still has it: asks Redis only when the lease may have run out. Rejects while Redis is away. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Which process works on what. A lease only avoids doing work twice. The work must be safe without it, because a process may be
 * frozen while its lease expires.
 */
export interface Leases {
  /**
   * Takes a lease and renews it until it is released; null when somebody holds it. Each attempt needs another `holder`. If it expired
   * and is free again, because Redis or this process was frozen, others may have done the work meanwhile: it is kept only if `isLeft`
   * says that there is still something to do.
   */
  take(work: string, holder: string, isLeft: () => Promise<boolean>): Promise<WorkLease | null>;
  /** Null when nobody works on it. */
  holderOf(work: string): Promise<string | null>;
}

export function makeLeases(redis: Redis, keys: Keys): Leases {
  return {
    async take(work, holder, isLeft) {
      const lease = await takeLease({ redis, key: keys.opsLease(work), token: holder, leaseMs: LEASE_MS });
      if (lease === null) return null;
      const { lost, isHeld, renew } = watchOver(lease, isLeft);
      // While Redis is away nobody else can take it.
      const renewal = setInterval(() => void renew().catch(() => 'tried again'), RENEWAL_INTERVAL_MS);
      lost.addEventListener('abort', () => clearInterval(renewal));
      return {
        lost,
        isHeld,
        async release() {
          clearInterval(renewal);
          await lease.release().catch((error: unknown) => {
            // It ends by itself.
            if (!isUnavailable(error)) throw error;
          });
        },
      };
    },
    holderOf: (work) => redis.get(keys.opsLease(work)),
  };
}

/** Renews a lease, and says whether it is still held. */
function watchOver(lease: Lease, isLeft: () => Promise<boolean>) {
  const lost = new AbortController();
  /** False when others may have done the work since the lease was taken. */
  let isSure = true;

  async function renew(): Promise<boolean> {
    const outcome = await lease.renew();
    if (outcome === 'regained') isSure = false;
    if (outcome !== 'lost' && !isSure) {
      isSure = await isLeft();
      if (!isSure) await lease.release();
    }
    if (outcome === 'lost' || !isSure) lost.abort();
    return !lost.signal.aborted;
  }

  return {
    lost: lost.signal,
    renew,
    isHeld: async () => !lost.signal.aborted && ((isSure && lease.lasts()) || renew()),
  };
}
