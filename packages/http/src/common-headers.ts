import type { OutgoingMessage } from 'node:http';

/** What a script in a browser may read of an answer. */
export const EXPOSED_HEADERS = [
  'x-request-id',
  'location',
  'traceparent',
  'retry-after',
  'idempotency-replayed',
  'ratelimit',
  'ratelimit-policy',
  'x-cache',
];

const HEADERS = new Map([
  // What an API should tell a browser that meets its answers (OWASP REST Security Cheat Sheet): do not guess their type,
  // do not run or frame them, and come back over TLS. A page sets its own, with helmet.
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ['referrer-policy', 'no-referrer'],
  // Any page may ask: what counts is the token, which no browser sends by itself (Fetch Standard, CORS protocol).
  ['access-control-allow-origin', '*'],
  ['access-control-expose-headers', EXPOSED_HEADERS.join(',')],
]);

/** Sets the header fields that every answer has. */
export function setCommonHeaders(res: OutgoingMessage): void {
  for (const [name, value] of HEADERS) res.setHeader(name, value);
}
