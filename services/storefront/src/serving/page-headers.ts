import type { ServerResponse } from 'node:http';
import type { ClientSide } from '@stockade/http';

/**
 * What a page may do: run our scripts, ask our origin, and nothing else. Text that a script turns into HTML would be refused,
 * wherever it comes from (Trusted Types).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const HEADERS = new Map([
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
  ['x-content-type-options', 'nosniff'],
]);

/** Sets the header fields of every page, and of all that a page consists of. */
export function setPageHeaders(res: ServerResponse, { protocol }: ClientSide, policy = CONTENT_SECURITY_POLICY): void {
  res.setHeader('content-security-policy', policy);
  for (const [name, value] of HEADERS) res.setHeader(name, value);
  // A browser takes it over TLS only; sent without, it would promise what is not there.
  if (protocol === 'https') res.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}
