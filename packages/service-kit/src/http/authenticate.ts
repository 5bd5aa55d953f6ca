import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Request } from 'express';
import { readSession, type Principal } from '../sessions.js';
import type { Tokens } from '../tokens.js';
import { forbidden, sessionEnded, unauthenticated } from './problems.js';

const BEARER = /^Bearer (?<token>[\w-]+\.[\w-]+\.[\w-]+)$/i;

export interface Authenticate {
  /** The user whom the token of a request was made out to, or null when it shows none of ours. Asks nobody. */
  holder(req: Request): string | null;
  /** Whoever the token was made out to; throws 401. Whether the session still lives is for the caller to check. */
  bearer(req: Request): Principal;
  /** Whoever is logged in; throws the problem 401 otherwise. */
  user(req: Request): Promise<Principal>;
  /** An admin; throws 401, or 403 for anybody else. */
  admin(req: Request): Promise<Principal>;
}

/** Checks the bearer token (RFC 6750) and that its session still lives: a logout works at once, in every service. */
export function makeAuthenticate(redis: Redis, keys: Keys, tokens: Tokens): Authenticate {
  function principalOf(req: Request): Principal | null {
    const token = tokenOf(req);
    const claims = token === undefined ? null : tokens.access.verify(token);
    return claims && { userId: claims.sub, role: claims.role, sessionId: claims.sid };
  }

  function bearer(req: Request): Principal {
    const principal = principalOf(req);
    if (principal !== null) return principal;
    throw unauthenticated(
      tokenOf(req) === undefined
        ? 'This needs a bearer token; log in first'
        : 'The access token is not valid or has expired',
    );
  }

  async function user(req: Request): Promise<Principal> {
    const { userId, sessionId } = bearer(req);
    const session = await readSession(redis, keys, sessionId);
    if (session === null || session.user_id !== userId) throw sessionEnded();
    return { userId, role: session.role, sessionId };
  }

  async function admin(req: Request): Promise<Principal> {
    const principal = await user(req);
    if (principal.role !== 'admin') throw forbidden();
    return principal;
  }

  return { holder: (req) => principalOf(req)?.userId ?? null, bearer, user, admin };
}

function tokenOf(req: Request): string | undefined {
  return BEARER.exec(req.headers.authorization ?? '')?.groups?.['token'];
}
