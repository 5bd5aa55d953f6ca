import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Request } from 'express';
import { readSession, type Principal } from '../sessions.js';
import type { Tokens } from '../tokens.js';
import { forbidden, sessionEnded, unauthenticated } from './problems.js';

const BEARER = /^Bearer (?<token>[\w-]+\.[\w-]+\.[\w-]+)$/i;

export interface Authenticate {
  /** Whoever the token was made out to; throws 401. Whether the session still lives is for the caller to check. */
  bearer(req: Request): Principal;
  /** Whoever is logged in; throws the problem 401 otherwise. */
  user(req: Request): Promise<Principal>;
  /** An admin; throws 401, or 403 for anybody else. */
  admin(req: Request): Promise<Principal>;
}

/** Checks the bearer token (RFC 6750) and that its session still lives: a logout works at once, in every service. */
export function makeAuthenticate(redis: Redis, keys: Keys, tokens: Tokens): Authenticate {
  function bearer(req: Request): Principal {
    const token = BEARER.exec(req.get('authorization') ?? '')?.groups?.['token'];
    if (token === undefined) throw unauthenticated('This needs a bearer token; log in first');
    const claims = tokens.access.verify(token);
    if (claims === null) throw unauthenticated('The access token is not valid or has expired');
    return { userId: claims.sub, role: claims.role, sessionId: claims.sid };
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

  return { bearer, user, admin };
}
