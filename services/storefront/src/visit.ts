import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendProblem, setRequestId, type ClientSide, type ProblemError } from '@stockade/http';

/** A request and its answer, and what the gateway knows of them. */
export interface Visit {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly requestId: string;
  readonly client: ClientSide;
  /** What went wrong on our side, for the log. */
  error?: unknown;
}

/**
 * For what the gateway answers itself: nobody keeps it, and no browser takes it for anything else than it is. Pages of other
 * origins may not read it, unlike the answers of the services, in which no cookie has a part.
 */
const OWN_ANSWER = new Map([
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
]);

/** Answers with a JSON document, or without a body. */
export function answer({ res, requestId }: Visit, status: number, body?: unknown): void {
  prepare(res, requestId);
  res.statusCode = status;
  if (body === undefined) {
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.setHeader('content-length', Buffer.byteLength(text));
  res.end(text);
}

/** Answers with a problem document. Where an answer has begun, all that is left is to break it off. */
export function answerProblem(visit: Visit, problem: ProblemError): void {
  const { res, requestId } = visit;
  if (res.destroyed) return;
  if (problem.status >= 500) visit.error ??= problem;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  prepare(res, requestId);
  sendProblem(res, problem);
}

function prepare(res: ServerResponse, requestId: string): void {
  for (const [name, value] of OWN_ANSWER) res.setHeader(name, value);
  setRequestId(res, requestId);
}
