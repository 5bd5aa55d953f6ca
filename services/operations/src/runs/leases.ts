import type { Keys } from '@stockade/contracts';
import { isUnavailable, takeLease, type Lease, type Redis } from '@stockade/redis';

/** A process that says nothing for so long is taken for gone. */
const LEASE_MS = 15_000;
const RENEWAL_INTERVAL_MS = 3_000;

/** Says to everybody that this process is at a piece of work. */
export interface WorkLease {
  /** Aborted when somebody else has it: this process stood still for too long. */
  readonly lost: AbortSignal;
  /** Whether this process still has it: asks Redis only when the lease may have run out. Rejects while Redis is away. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Who is at which piece of work. A lease is so that work is not done twice in vain; what is done is safe without it, since a
 * process may stand still while its lease ends.
 */
export interface Leases {
  /**
   * Takes it and keeps it until it is released; null when somebody has it. `holder` is another for each attempt. Where it has run
   * out and is free, because Redis or this process stood still, others may have been at the work: it is kept if that `isLeft` to do.
   */
  take(work: string, holder: string, isLeft: () => Promise<boolean>): Promise<WorkLease | null>;
  /** Null when nobody is at it. */
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

/** Renews a lease, and says whether it is still had. */
function watchOver(lease: Lease, isLeft: () => Promise<boolean>) {
  const lost = new AbortController();
  /** Whether nobody else can have been at the work. */
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
