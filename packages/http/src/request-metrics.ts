import type { Request, Response } from 'express';
import { Counter, Histogram, prometheusContentType } from 'prom-client';
import { isProbe } from './health.js';
import type { Metrics } from './metrics.js';
import { defineRoute, type Route } from './route.js';

/** From a read of a near cache to the longest that anybody waits for an answer; see deadline.ts. */
const DURATION_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MS_PER_S = 1_000;

/** For paths that are no route: if clients could choose a label, each invented path would become a series. */
export const NO_ROUTE = 'none';
/** Node's parser lets some thirty methods pass. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const OTHER_METHOD = 'other';
const SERVER_ERROR = 500;
/** Instead of a status where the client left before there was one. */
const UNANSWERED = 'none';

/** `/metrics`: what the service counts and measures. For the network inside, since it asks nobody for a login. */
export function makeMetricsRoutes(metrics: Metrics): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/metrics',
      summary: 'What the service counts and measures, for Prometheus',
      tag: 'Metrics',
      access: 'public',
      answers: { 200: { description: 'All metrics, in the text format of Prometheus', text: prometheusContentType } },
    }).handledBy(async () => ({ status: 200, text: await metrics.metrics() })),
  ];
}

/** Told of each request when it is over, answered or not. */
export type ObserveRequest = (req: Request, res: Response, durationMs: number) => void;

/**
 * Durations by method, route and status, and a count of failed requests; a route is named by its pattern. An observation
 * takes about a microsecond, and no less with labels that were prepared: the library hashes them each time.
 */
export function makeObserveRequest(metrics: Metrics): ObserveRequest {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer; of a live stream, to its end',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers: [metrics],
  });
  // Of the durations, the series of a status begins with its first request, and Prometheus sees no increase there.
  const failed = new Counter({
    name: 'http_server_errors_total',
    help: 'Requests answered with a status of 500 or above, without those that ask whether the service is ready',
    registers: [metrics],
  });
  return (req, res, durationMs) => {
    const method = METHODS.has(req.method) ? req.method : OTHER_METHOD;
    const status = res.headersSent ? res.statusCode : UNANSWERED;
    const route = routeOf(req);
    durations.observe({ method, route, status }, durationMs / MS_PER_S);
    if (res.headersSent && res.statusCode >= SERVER_ERROR && !isProbe(route)) failed.inc();
  };
}

/** The pattern of the route that a request went to. */
export function routeOf(req: object): string {
  const route = 'route' in req ? req.route : undefined;
  const pattern = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof pattern === 'string' ? pattern : NO_ROUTE;
}
