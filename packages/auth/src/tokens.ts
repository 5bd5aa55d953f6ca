import { createSecretKey } from 'node:crypto';
import { roleSchema } from '@stockade/contracts';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

const ALGORITHM = 'HS256';
const ISSUER = 'stockade';
/** The audience tells the kinds apart: no token of one kind passes for the other. */
const ACCESS_AUDIENCE = 'stockade:access';
const REFRESH_AUDIENCE = 'stockade:refresh';
/** A client sends its token many times, and the signature that was good once stays good: the check costs as much as an order's price. */
const TOKENS_REMEMBERED_MAX = 10_000;

const accessClaimsSchema = z.object({ sub: z.string(), sid: z.string(), role: roleSchema });
const refreshClaimsSchema = z.object({ sub: z.string(), sid: z.string(), jti: z.string() });

const expirySchema = z.object({ exp: z.int() });

/** User, session and role of an access token; whether the session still lives is asked in Redis. */
export type AccessClaims = z.infer<typeof accessClaimsSchema>;
/** User, session and number of a refresh token; each is good once. */
export type RefreshClaims = z.infer<typeof refreshClaimsSchema>;

interface TokenKind<Claims> {
  /** Signs a token that is good for `ttlS` seconds. */
  sign(claims: Claims, ttlS: number): string;
  /** The claims, or null when the token is forged, expired, of another kind or no token at all. */
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

/** The tokens of a login: JWT (RFC 7519), HS256 and nothing else. */
export function makeTokens(secret: string): Tokens {
  // Given a string, jsonwebtoken first tries to read it as a public key, on every call.
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
