import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Request } from 'express';
import { readSession, type Principal } from '../sessions.js';
import type { Tokens } from '../tokens.js';
import { forbidden, unauthenticated } from './problems.js';

const BEARER = /^Bearer (?<token>[\w-]+\.[\w-]+\.[\w-]+)$/i;

export interface Authenticate {
  /** Whoever is logged in; throws the problem 401 otherwise. */
  user(req: Request): Promise<Principal>;
  /** An admin; throws 401, or 403 for anybody else. */
  admin(req: Request): Promise<Principal>;
}

/** Checks the bearer token (RFC 6750) and that its session still lives: a logout works at once, in every service. */
export function makeAuthenticate(redis: Redis, keys: Keys, tokens: Tokens): Authenticate {
  async function user(req: Request): Promise<Principal> {
    const token = BEARER.exec(req.get('authorization') ?? '')?.groups?.['token'];
    if (token === undefined) throw unauthenticated('This needs a bearer token; log in first');
    const claims = tokens.access.verify(token);
    if (claims === null) throw unauthenticated('The access token is not valid or has expired');
    const session = await readSession(redis, keys, claims.sid);
    if (session === null || session.user_id !== claims.sub)
      throw unauthenticated('The session has ended; log in again');
    return { userId: session.user_id, role: session.role, sessionId: claims.sid };
  }

  async function admin(req: Request): Promise<Principal> {
    const principal = await user(req);
    if (principal.role !== 'admin') throw forbidden();
    return principal;
  }

  return { user, admin };
}
