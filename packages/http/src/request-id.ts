import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingMessage } from 'node:http';

const HEADER = 'x-request-id';
/** What a caller may choose as an id: safe in a log line and in a header. */
const ACCEPTABLE = /^[\w.:-]{1,128}$/;

/** Gives the request an id, the caller's when it is a reasonable one, and answers it. */
export function giveRequestId(req: IncomingMessage, res: OutgoingMessage): void {
  setRequestId(res, chooseRequestId(req));
}

/** The caller's id for the request when it is a reasonable one, else a new one. */
export function chooseRequestId(req: IncomingMessage): string {
  const given = req.headers[HEADER];
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
}

export function setRequestId(res: OutgoingMessage, id: string): void {
  res.setHeader(HEADER, id);
}

export function requestIdOf(res: OutgoingMessage): string {
  return String(res.getHeader(HEADER));
}
