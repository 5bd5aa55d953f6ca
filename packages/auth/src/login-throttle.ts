import type { Keys } from '@stockade/contracts';
import { tooManyRequests, type Counter } from '@stockade/http';
import type { Redis } from '@stockade/redis';

/** OWASP and NIST SP 800-63B (section 5.2.2) allow more; a person who fails ten times asks for a new password. */
export const FAILURES_MAX = 10;
const WINDOW_MS = 15 * 60 * 1_000;
/** How long an address is remembered from which somebody has logged in to an account. */
const KNOWN_CLIENT_TTL_S = 30 * 24 * 60 * 60;

interface Dependencies {
  redis: Redis;
  keys: Keys;
  counter: Counter;
  /** RATE_LIMIT_ENABLED. */
  enabled: boolean;
}

/** Bounds how often passwords are tried on one account, from however many addresses. */
export interface LoginThrottle {
  /**
   * Counts an attempt, to be called before the password is looked at. Throws the problem 429 after too many failures, for
   * a right password too, and alike whether the account exists; 503 when Redis does not count.
   */
  admit(email: string, address: string): Promise<Attempt>;
}

interface Attempt {
  /** The password was right: the attempt was no failure, and the address is known from now on. */
  succeeded(): Promise<void>;
}

/**
 * An attempt counts before its password is checked, so that a thousand at the same instant are a thousand.
 *
 * Who wants to lock somebody out only has to fail often enough. So addresses from which the account was logged in to before
 * have a count of their own, which strangers cannot use up; everybody else waits at most one window. (OWASP calls this a
 * device cookie; an address needs nothing from the client.)
 */
export function makeLoginThrottle({ redis, keys, counter, enabled }: Dependencies): LoginThrottle {
  if (!enabled) return { admit: async () => ({ succeeded: async () => {} }) };
  return {
    async admit(email, address) {
      const knownClient = keys.knownClient(email, address);
      const isKnown = (await redis.exists(knownClient)) === 1;
      const failures = keys.rateLimit('store', `failed-logins:${isKnown ? `${email}:${address}` : email}`);
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
