import type { Redis } from './client.js';
import { loadScript, oneOf } from './script.js';

const renewLease = loadScript(
  new URL('../src/lua/renew-lease.lua', import.meta.url),
  oneOf('kept', 'regained', 'lost'),
);
const releaseLease = loadScript(new URL('../src/lua/release-lease.lua', import.meta.url), oneOf('released', 'lost'));

interface LeaseOptions {
  redis: Redis;
  key: string;
  /** What is written into the key. Each attempt needs a token of its own, or two attempts could hold the same lease. */
  token: string;
  /** How long it lasts unless it is renewed. */
  leaseMs: number;
}

/** Something that one process at a time has, for a while. */
export interface Lease {
  /** Whether it is still valid, by the clock of this process, which goes on while the process is frozen. */
  lasts(): boolean;
  /**
   * Extends it by its full length. `regained`: it had expired and nobody holds it now, but somebody may have held it in between.
   * `lost`: somebody else holds it.
   */
  renew(): Promise<'kept' | 'regained' | 'lost'>;
  /** Gives it back; changes nothing when somebody else has it now. */
  release(): Promise<'released' | 'lost'>;
}

/**
 * Takes a lease; null when somebody holds it. A lease is for fairness, or to avoid doing work twice. Correctness must not depend on
 * it: its holder may be frozen while it expires, and then go on. Rejects while Redis is away.
 *
 * Its holder's Redis user may call GET, SET and DEL on the key, and scripts with it.
 */
export async function takeLease({ redis, key, token, leaseMs }: LeaseOptions): Promise<Lease | null> {
  // Before Redis counts, so that it lasts here no longer than there.
  let endsAt = performance.now() + leaseMs;
  const expiration = { type: 'PX', value: leaseMs } as const;
  if ((await redis.set(key, token, { condition: 'NX', expiration })) === null) return null;
  return {
    lasts: () => performance.now() < endsAt,
    async renew() {
      const renewedUntil = performance.now() + leaseMs;
      const outcome = await renewLease.run(redis, [key], [token, String(leaseMs)]);
      endsAt = outcome === 'lost' ? 0 : renewedUntil;
      return outcome;
    },
    release: () => releaseLease.run(redis, [key], [token]),
  };
}
