import type { Keys } from '@stockade/contracts';
import { tooManyRequests, type Counter } from '@stockade/http';
import type { Redis } from '@stockade/redis';

/** OWASP and NIST SP 800-63B (section 5.2.2) allow more, but a person who fails ten times needs a new password. */
export const FAILURES_MAX = 10;
const WINDOW_MS = 15 * 60 * 1_000;
/** How long an address that logged in to an account is remembered. */
const KNOWN_CLIENT_TTL_S = 30 * 24 * 60 * 60;

interface Dependencies {
  redis: Redis;
  keys: Keys;
  counter: Counter;
  /** RATE_LIMIT_ENABLED. */
  enabled: boolean;
}

/** Limits password attempts on one account, from any number of addresses. */
export interface LoginThrottle {
  /**
   * Counts an attempt; call it before checking the password. Throws the problem 429 after too many failures, even for a
   * right password, and whether or not the account exists; 503 when Redis cannot count.
   */
  admit(email: string, address: string): Promise<Attempt>;
}

interface Attempt {
  /** To be called when the password was right: takes the count back and remembers the address. */
  succeeded(): Promise<void>;
}

/**
 * An attempt counts before its password is checked, so that a thousand simultaneous attempts count as a thousand.
 *
 * An attacker could lock the owner out by failing often enough. So addresses that logged in to the account before have
 * a count of their own, which strangers cannot use up; from other addresses the owner waits at most one window. (OWASP
 * does this with a device cookie; an address needs nothing from the client.)
 */
export function makeLoginThrottle({ redis, keys, counter, enabled }: Dependencies): LoginThrottle {
  if (!enabled) return { admit: async () => ({ succeeded: async () => {} }) };
  return {
    async admit(email, address) {
      const knownClient = keys.knownClient(email, address);
      const isKnown = (await redis.exists(knownClient)) === 1;
      const failures = keys.rateLimit('store', `failed-logins:${isKnown ? `${email}:${address}` : email}`, email);
      const { count, leftMs } = await counter.add(failures, WINDOW_MS);
      if (count > FAILURES_MAX) throw tooManyRequests(Math.ceil(leftMs / 1_000));
      return {
        async succeeded() {
          const expiration = { type: 'EX', value: KNOWN_CLIENT_TTL_S } as const;
          await Promise.all([redis.set(knownClient, '1', { expiration }), counter.takeBack(failures, WINDOW_MS)]);
        },
      };
    },
  };
}
