import { createSecretKey } from 'node:crypto';
import { roleSchema } from '@stockade/contracts';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

const ALGORITHM = 'HS256';
const ISSUER = 'stockade';
/** The audience separates the kinds: a token of one kind is not accepted as the other. */
const ACCESS_AUDIENCE = 'stockade:access';
const REFRESH_AUDIENCE = 'stockade:refresh';
/**
 * Verified tokens are cached: a client sends its token many times, and verifying one costs as much as pricing an order.
 */
const TOKENS_REMEMBERED_MAX = 10_000;

const accessClaimsSchema = z.object({ sub: z.string(), sid: z.string(), role: roleSchema });
const refreshClaimsSchema = z.object({ sub: z.string(), sid: z.string(), jti: z.string() });

const expirySchema = z.object({ exp: z.int() });

/** User, session and role of an access token; only Redis knows whether the session still exists. */
export type AccessClaims = z.infer<typeof accessClaimsSchema>;
/** User, session and id of a refresh token, which works once. */
export type RefreshClaims = z.infer<typeof refreshClaimsSchema>;

interface TokenKind<Claims> {
  /** Signs a token that expires after `ttlS` seconds. */
  sign(claims: Claims, ttlS: number): string;
  /** Returns the claims, or null when the token is forged, expired, of another kind or not a token at all. */
  verify(token: string): Claims | null;
}

export interface Tokens {
  access: TokenKind<AccessClaims>;
  refresh: TokenKind<RefreshClaims>;
}

interface Verified<Claims> {
  claims: Claims;
  expiresAtMs: number;
}

/** Signs and verifies the tokens of a session: JWT (RFC 7519), HS256 only. */
export function makeTokens(secret: string): Tokens {
  // A KeyObject, because jsonwebtoken would try to parse a string as a public key at every call.
  const key = createSecretKey(secret, 'utf8');

  function kind<Claims extends object>(audience: string, schema: z.ZodType<Claims>): TokenKind<Claims> {
    const verified = new LRUCache<string, Verified<Claims>>({ max: TOKENS_REMEMBERED_MAX });

    function check(token: string): Verified<Claims> | null {
      try {
        const payload = jwt.verify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER, audience });
        return { claims: schema.parse(payload), expiresAtMs: expirySchema.parse(payload).exp * 1_000 };
      } catch {
        return null;
      }
    }

    return {
      sign: (claims, ttlS) =>
        jwt.sign(claims, key, { algorithm: ALGORITHM, issuer: ISSUER, audience, expiresIn: ttlS }),
      verify(token) {
        const known = verified.get(token) ?? check(token);
        if (known === null || known.expiresAtMs <= Date.now()) return null;
        if (!verified.has(token)) verified.set(token, known);
        return known.claims;
      },
    };
  }

  return { access: kind(ACCESS_AUDIENCE, accessClaimsSchema), refresh: kind(REFRESH_AUDIENCE, refreshClaimsSchema) };
}
