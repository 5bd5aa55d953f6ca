import type { RequestHandler } from 'express';

/**
 * What an API should tell a browser that meets its answers (OWASP REST Security Cheat Sheet): do not guess their type, do
 * not run or frame them, and come back over TLS. A page sets its own, with helmet.
 */
const HEADERS = new Map([
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ['referrer-policy', 'no-referrer'],
]);

export const secure: RequestHandler = (_req, res, next) => {
  res.setHeaders(HEADERS);
  next();
};
