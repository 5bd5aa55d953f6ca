import { STATUS_CODES, type ServerResponse } from 'node:http';
import {
  NOT_CONFIRMED_PROBLEM,
  PROBLEM_MEDIA_TYPE,
  type FieldError,
  type Problem,
  type ProblemExtensions,
} from '@stockade/contracts';
import { isOfOtherType, isUnavailable, lacksRight, NotConfirmedError, UnreadableRecordError } from '@stockade/redis';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { isGivenUp } from './given-up.js';
import { requestIdOf } from './request-id.js';
import { shorten } from './shorten.js';

const RETRY_AFTER_S = 1;
/** Characters of a path that a 404 repeats. */
const PATH_SHOWN_MAX = 200;

/** What a problem has besides its status and detail; the members of `ProblemExtensions` go into the document as they are. */
export interface ProblemExtras extends ProblemExtensions {
  /** A URI, for clients to tell it from other problems of the status; default: `about:blank`. */
  type?: string;
  headers?: Record<string, string>;
}

/** An answer other than success; thrown by a handler, written by the error handler. */
export class ProblemError extends Error {
  override name = 'ProblemError';

  readonly status: number;
  readonly extras: ProblemExtras;

  constructor(status: number, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.status = status;
    this.extras = extras;
  }
}

export const notFound = (detail: string) => new ProblemError(404, detail);
/** No route has this method and path. */
export const noRoute = (method: string | undefined, path: string) =>
  notFound(`No route ${method} ${shorten(path, PATH_SHOWN_MAX)}`);
export const conflict = (detail: string) => new ProblemError(409, detail);
export const unprocessable = (detail: string) => new ProblemError(422, detail);
export const forbidden = () => new ProblemError(403, 'This needs the role admin');
export const unauthenticated = (detail: string) =>
  new ProblemError(401, detail, { headers: { 'www-authenticate': 'Bearer realm="stockade"' } });
export const sessionEnded = () => unauthenticated('The session has ended; log in again');
export const methodNotAllowed = (method: string, allowed: readonly string[]) =>
  new ProblemError(405, `${method} is not allowed here, only ${allowed.join(', ')}`, {
    headers: { allow: allowed.join(', ') },
  });
export const unsupportedMediaType = (mediaType = 'nothing') =>
  new ProblemError(415, `The body must be application/json, not ${mediaType}`);
export const tooManyRequests = (retryAfterS: number) =>
  new ProblemError(429, `Too many requests; try again in ${retryAfterS} s`, {
    headers: { 'retry-after': String(retryAfterS) },
  });
export const unavailable = () => notNow('The data store is not available');
export const notConfirmed = () =>
  notNow('It may have happened, but not enough replicas of the data store have it yet', NOT_CONFIRMED_PROBLEM);
export const notPermitted = () => notNow('The data store does not permit what this needs');
export const tooBusy = () => notNow('Too many ask for this at the same time');
export const tooSlow = () => notNow('This takes too long');
export const unreadable = () => new ProblemError(500, 'This record cannot be read');
export const internalError = () => new ProblemError(500, 'Something went wrong on our side');
export const validationError = (errors: FieldError[]) => new ProblemError(400, 'Validation error', { errors });

/** For a trouble that passes by itself. */
export function notNow(why: string, type?: string): ProblemError {
  const headers = { 'retry-after': String(RETRY_AFTER_S) };
  return new ProblemError(503, `${why}; try again`, { ...(type && { type }), headers });
}

/** Answers what no route took. */
export const noSuchRoute: RequestHandler = (req) => {
  throw noRoute(req.method, req.path);
};

/** Writes every error as a problem document (RFC 9457). What is not the client's doing is logged in full. */
export const problemHandler: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (isGivenUp(res)) return;
  if (res.headersSent) {
    next(error);
    return;
  }
  const problem = toProblem(error);
  // The request's log line carries the error.
  if (problem.status >= 500 && error instanceof Error) res.locals['error'] = error;
  sendProblem(res, problem);
};

/** Answers with a problem document, under the id that the request was given. */
export function sendProblem(res: ServerResponse, error: ProblemError): void {
  const body = JSON.stringify(toProblemDocument(error, requestIdOf(res)));
  for (const [name, value] of Object.entries(error.extras.headers ?? {})) res.setHeader(name, value);
  res.setHeader('content-type', `${PROBLEM_MEDIA_TYPE}; charset=utf-8`);
  res.setHeader('content-length', Buffer.byteLength(body));
  res.statusCode = error.status;
  res.end(body);
}

/** What a client reads of an error. */
export function toProblemDocument({ status, message, extras }: ProblemError, requestId: string): Problem {
  const { type = 'about:blank', headers: _, ...extensions } = extras;
  const title = STATUS_CODES[status] ?? 'Error';
  return { type, title, status, detail: message, request_id: requestId, ...extensions };
}

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof NotConfirmedError) return notConfirmed();
  if (isUnavailable(error)) return unavailable();
  // These do not pass by themselves: an operator must grant the permission, or repair the record. The log says which.
  if (lacksRight(error)) return notPermitted();
  if (error instanceof UnreadableRecordError || isOfOtherType(error)) return unreadable();
  return fromParser(error) ?? internalError();
}

/** Express and its reader of bodies mark what the client did wrong with a status. */
function fromParser(error: unknown): ProblemError | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  if (error.status < 400 || error.status >= 500) return null;
  // A path such as /orders/%zz, which names nothing.
  if (error.name === 'URIError') return notFound(shorten(error.message, PATH_SHOWN_MAX));
  if (error.status === 400) return validationError([{ field: 'body', message: `cannot be read: ${error.message}` }]);
  return new ProblemError(error.status, error.message);
}
