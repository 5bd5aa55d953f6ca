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

/** What is asked all the time by machines, and is no part of an order. */
const UNTRACED = /^\/(?:health|system-health|metrics)(?:[/?]|$)/;
const SERVER_ERROR_MIN = 500;

/**
 * Gives each request a span, a child of the one that its `traceparent` names, and has the request name that span instead: a
 * route that passes the trace on needs to know nothing of spans. Wraps the emitting of requests, since an event has no other
 * way to run its listeners in a context.
 */
export function traceRequests(server: Server, tracer: Tracer): void {
  const { emit: original } = server;
  const emit = (event: string | symbol, args: readonly unknown[]) =>
    Boolean(Reflect.apply(original, server, [event, ...args]));
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    const [req, res] = args;
    const isRequest = event === 'request' && req instanceof IncomingMessage && isAnswer(res);
    if (!isRequest || UNTRACED.test(req.url ?? '')) return emit(event, args);
    return context.with(beginRequest(req, res, tracer), () => emit(event, args));
  };
}

function isAnswer(value: unknown): value is ServerResponse {
  return value instanceof ServerResponse;
}

function beginRequest(req: IncomingMessage, res: ServerResponse, tracer: Tracer) {
  const method = req.method ?? '';
  const given = req.headers['traceparent'];
  const parent = withParent(context.active(), typeof given === 'string' ? given : undefined);
  const attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: method,
    [ATTR_URL_PATH]: req.url?.split('?', 1)[0] ?? '',
    [ATTR_URL_SCHEME]: 'http',
  };
  const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  req.headers['traceparent'] = traceparentOf(span);
  res.once('close', () => {
    const route = routeOf(req);
    if (route !== NO_ROUTE) span.updateName(`${method} ${route}`).setAttribute(ATTR_HTTP_ROUTE, route);
    if (res.headersSent) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, res.statusCode);
    if (res.statusCode >= SERVER_ERROR_MIN) {
      span.setAttribute(ATTR_ERROR_TYPE, String(res.statusCode));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  });
  return trace.setSpan(parent, span);
}
