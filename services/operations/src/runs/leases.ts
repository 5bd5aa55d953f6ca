import type { Keys } from '@stockade/contracts';
import { isUnavailable, type Redis } from '@stockade/redis';

/** A process that says nothing for so long is taken for gone. */
const LEASE_MS = 15_000;
const RENEWAL_INTERVAL_MS = 3_000;

/** Says to everybody that this process is at a piece of work. */
export interface Lease {
  /** Aborted when somebody else has it: this process stood still for too long. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Who is at which piece of work. A lease is so that work is not done twice in vain; what is done is safe without it, since a
 * process may stand still while its lease ends.
 */
export interface Leases {
  /** Takes it and keeps it until it is released; null when somebody has it. `holder` is another for each attempt. */
  take(work: string, holder: string): Promise<Lease | null>;
  /** Null when nobody is at it. */
  holderOf(work: string): Promise<string | null>;
}

export function makeLeases(redis: Redis, keys: Keys): Leases {
  const expiration = { type: 'PX', value: LEASE_MS } as const;

  /** Whether it is still ours; when it has ended meanwhile and nobody has it, it is taken again. */
  async function renew(key: string, holder: string): Promise<boolean> {
    const present = await redis.get(key);
    if (present !== null && present !== holder) return false;
    const condition = present === null ? 'NX' : 'XX';
    return (await redis.set(key, holder, { expiration, condition })) !== null || present === holder;
  }

  return {
    async take(work, holder) {
      const key = keys.opsLease(work);
      if ((await redis.set(key, holder, { expiration, condition: 'NX' })) === null) return null;
      const lost = new AbortController();
      const renewal = setInterval(() => {
        renew(key, holder).then(
          (isOurs) => isOurs || lost.abort(),
          // While Redis is away nobody else can take it.
          () => {},
        );
      }, RENEWAL_INTERVAL_MS);
      lost.signal.addEventListener('abort', () => clearInterval(renewal));
      return {
        lost: lost.signal,
        async release() {
          clearInterval(renewal);
          try {
            if ((await redis.get(key)) === holder) await redis.del(key);
          } catch (error) {
            // It ends by itself.
            if (!isUnavailable(error)) throw error;
          }
        },
      };
    },
    holderOf: (work) => redis.get(keys.opsLease(work)),
  };
}
