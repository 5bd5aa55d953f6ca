import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingMessage } from 'node:http';

const HEADER = 'x-request-id';
/** What a caller may choose as an id: safe in a log line and in a header. */
const ACCEPTABLE = /^[\w.:-]{1,128}$/;

/** Gives the request an id, the caller's when it is a reasonable one, and answers it. */
export function giveRequestId(req: IncomingMessage, res: OutgoingMessage): void {
  const given = req.headers[HEADER];
  res.setHeader(HEADER, typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID());
}

export function requestIdOf(res: OutgoingMessage): string {
  return String(res.getHeader(HEADER));
}
