import type { ClientSide } from '@stockade/http';
import { z } from 'zod';

const MS_PER_S = 1_000;
/** Tokens are of these characters, and no longer than the store takes them. */
const TOKEN = /^[\w.~+/=-]{1,2000}$/;
/** Browsers count their own machine as safe (W3C Secure Contexts), so that cookies for TLS alone work there. */
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Whether nobody between browser and server can listen: the connection is encrypted, or does not leave the machine. */
export function isPrivate({ protocol, host }: ClientSide): boolean {
  return protocol === 'https' || LOCAL_HOST.test(host);
}

/** The refresh token in the cookie of a request, or null. */
export function readCookie(header: string | undefined, client: ClientSide): string | null {
  const name = nameFor(client);
  for (const pair of header?.split(';') ?? []) {
    const [key = '', ...value] = pair.trim().split('=');
    const token = value.join('=');
    if (key === name && TOKEN.test(token)) return token;
  }
  return null;
}

/** Whether a request has the cookie of a session, be it a good one or not. */
export function hasCookie(header: string | undefined, client: ClientSide): boolean {
  return header?.split(';').some((pair) => pair.trim().startsWith(`${nameFor(client)}=`)) ?? false;
}

/** The value of `Set-Cookie` that keeps a refresh token, for as long as it is good. */
export function cookieOf(token: string, client: ClientSide): string {
  const lifeS = lifeOf(token);
  return written(token, client, lifeS === null ? '' : `; Max-Age=${lifeS}`);
}

/** The value of `Set-Cookie` that removes it. */
export function noCookie(client: ClientSide): string {
  return written('', client, '; Max-Age=0');
}

function written(value: string, client: ClientSide, life: string): string {
  const secure = isPrivate(client) ? '; Secure' : '';
  return `${nameFor(client)}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}${life}`;
}

/** No other host and no page without TLS can set a cookie whose name begins with __Host- (RFC 6265bis, section 4.1.3.2). */
function nameFor(client: ClientSide): string {
  return isPrivate(client) ? '__Host-stockade' : 'stockade';
}

const claimsSchema = z.object({ exp: z.int() });

/** Seconds until a token, a JWT, expires; null when it does not say. The store alone judges whether it is good. */
function lifeOf(token: string): number | null {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const { exp } = claimsSchema.parse(JSON.parse(payload));
    return Math.max(0, exp - Math.floor(Date.now() / MS_PER_S));
  } catch {
    return null;
  }
}
