import type { Keys } from '@stockade/contracts';
import {
  forbidden,
  sessionEnded,
  unauthenticated,
  type Asking,
  type Authenticate,
  type Principal,
} from '@stockade/http';
import type { Redis } from '@stockade/redis';
import { readSession } from './session.js';
import type { Tokens } from './tokens.js';

const BEARER = /^Bearer (?<token>[\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Checks the bearer token (RFC 6750) and that its session still exists, so a logout takes effect at once in every
 * service.
 */
export function makeAuthenticate(redis: Redis, keys: Keys, tokens: Tokens): Authenticate {
  function principalOf(req: Asking): Principal | null {
    const token = tokenOf(req);
    const claims = token === undefined ? null : tokens.access.verify(token);
    return claims && { userId: claims.sub, role: claims.role, sessionId: claims.sid };
  }

  function bearer(req: Asking): Principal {
    const principal = principalOf(req);
    if (principal !== null) return principal;
    throw unauthenticated(
      tokenOf(req) === undefined
        ? 'This needs a bearer token; log in first'
        : 'The access token is not valid or has expired',
    );
  }

  async function user(req: Asking): Promise<Principal> {
    const { userId, sessionId } = bearer(req);
    const session = await readSession(redis, keys, sessionId);
    if (session === null || session.user_id !== userId) throw sessionEnded();
    return { userId, role: session.role, sessionId };
  }

  async function admin(req: Asking): Promise<Principal> {
    const principal = await user(req);
    if (principal.role !== 'admin') throw forbidden();
    return principal;
  }

  return { holder: (req) => principalOf(req)?.userId ?? null, bearer, user, admin };
}

function tokenOf(req: Asking): string | undefined {
  return BEARER.exec(req.headers.authorization ?? '')?.groups?.['token'];
}
