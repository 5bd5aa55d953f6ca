import { newId } from '@stockade/contracts';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

const HEADER = 'x-request-id';
/** What a caller may choose as an id: safe in a log line and in a header. */
const ACCEPTABLE = /^[\w.:-]{1,128}$/;

/** The caller's id when it is a reasonable one, a new one otherwise; pino-http keeps it on the request. */
export function chooseRequestId(req: IncomingMessage): string {
  const given = req.headers[HEADER];
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : newId();
}

export function requestIdOf({ id }: IncomingMessage): string {
  if (typeof id !== 'string') throw new Error('the request has no id yet');
  return id;
}

export const echoRequestId: RequestHandler = (req, res, next) => {
  res.setHeader(HEADER, requestIdOf(req));
  next();
};
