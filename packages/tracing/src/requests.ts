import { IncomingMessage, ServerResponse, type Server } from 'node:http';
import { context, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
} from '@opentelemetry/semantic-conventions';
import { NO_ROUTE, routeOf } from '@stockade/http';
import { traceparentOf, withParent } from './traceparent.js';

/** Which requests have spans, and what they are called. */
export interface TracedRequests {
  /** Whether a request to this address has a span. */
  isTraced(url: string): boolean;
  /** The route that a request was for, once it is answered; null for none. */
  routeOf(req: IncomingMessage): string | null;
}

/** What is asked all the time by machines, and is no part of an order. */
const UNTRACED = /^\/(?:health|system-health|metrics)(?:[/?]|$)/;
const SERVER_ERROR_MIN = 500;
const TRACEPARENT = 'traceparent';

/** All requests to a service but what machines ask. */
export const OF_A_SERVICE: TracedRequests = {
  isTraced: (url) => !UNTRACED.test(url),
  routeOf(req) {
    const route = routeOf(req);
    return route === NO_ROUTE ? null : route;
  },
};

/**
 * Gives each request a span, a child of the one that its `traceparent` names, and has the request name that span instead: a
 * route that passes the trace on needs to know nothing of spans. Wraps the emitting of requests, since an event has no other
 * way to run its listeners in a context.
 */
export function traceRequests(server: Server, tracer: Tracer, traced: TracedRequests): void {
  const { emit: original } = server;
  const emit = (event: string | symbol, args: readonly unknown[]) =>
    Boolean(Reflect.apply(original, server, [event, ...args]));
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    const [req, res] = args;
    const isRequest = event === 'request' && req instanceof IncomingMessage && isAnswer(res);
    if (!isRequest || !traced.isTraced(req.url ?? '')) return emit(event, args);
    return context.with(beginRequest(req, res, { tracer, traced }), () => emit(event, args));
  };
}

interface Tools {
  tracer: Tracer;
  traced: TracedRequests;
}

function isAnswer(value: unknown): value is ServerResponse {
  return value instanceof ServerResponse;
}

function beginRequest(req: IncomingMessage, res: ServerResponse, { tracer, traced }: Tools) {
  const method = req.method ?? '';
  const given = req.headers[TRACEPARENT];
  const parent = withParent(context.active(), typeof given === 'string' ? given : undefined);
  const attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: method,
    [ATTR_URL_PATH]: req.url?.split('?', 1)[0] ?? '',
    [ATTR_URL_SCHEME]: 'http',
  };
  const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  nameParent(req, traceparentOf(span));
  res.once('close', () => {
    const route = traced.routeOf(req);
    if (route !== null) span.updateName(`${method} ${route}`).setAttribute(ATTR_HTTP_ROUTE, route);
    if (res.headersSent) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, res.statusCode);
    if (res.statusCode >= SERVER_ERROR_MIN) {
      span.setAttribute(ATTR_ERROR_TYPE, String(res.statusCode));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  });
  return trace.setSpan(parent, span);
}

/** In both forms: whoever passes a request on takes the raw one. */
function nameParent({ headers, rawHeaders }: IncomingMessage, traceparent: string): void {
  headers[TRACEPARENT] = traceparent;
  for (let i = rawHeaders.length - 2; i >= 0; i -= 2)
    if (rawHeaders[i]?.toLowerCase() === TRACEPARENT) rawHeaders.splice(i, 2);
  rawHeaders.push(TRACEPARENT, traceparent);
}
