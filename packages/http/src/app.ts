import { NO_CONFIRMATION } from '@stockade/redis';
import cors from 'cors';
import express, {
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';
import type { Authenticate } from './principal.js';
import { EXPOSED_HEADERS, setCommonHeaders } from './common-headers.js';
import { makeDeadline, type Trouble } from './deadline.js';
import type { TrustProxy } from './forwarded.js';
import { isGivenUp } from './given-up.js';
import { makeObserveRequest } from './request-metrics.js';
import { noSuchRoute, problemHandler } from './problems.js';
import type { RateLimits } from './rate-limits.js';
import { readQuery } from './read-query.js';
import { giveRequestId } from './request-id.js';
import { makeRequestLog } from './request-log.js';
import type { Route } from './route.js';
import { addRoutes, type ConfirmationOf } from './router.js';

interface AppOptions {
  routes: readonly Route[];
  /** What a developer reads: the descriptions of the routes and of the events. */
  pages?: Router;
  /** Where requests are counted, if anywhere. */
  metrics?: Metrics;
  authenticate: Authenticate;
  limits: RateLimits;
  /** Whose X-Forwarded-For is believed. */
  trustProxy: TrustProxy;
  /** Why nothing that needs Redis can be answered now, or null. */
  trouble: Trouble;
  /** Default: what the primary has counts. */
  confirmation?: ConfirmationOf;
  logger: Logger;
}

/** The HTTP side of a service: what all routes share, then its routes, then the answer to everything else. */
export function makeApp(options: AppOptions): Express {
  const {
    routes,
    pages,
    metrics,
    authenticate,
    trustProxy,
    trouble,
    logger,
    confirmation = () => NO_CONFIRMATION,
  } = options;
  const { limits, countPage, countRefused } = countEverything(options.limits);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', readQuery);
  app.set('trust proxy', trustProxy);
  const logRequest = makeRequestLog(logger, metrics && makeObserveRequest(metrics));
  const preflight = cors({ exposedHeaders: EXPOSED_HEADERS });
  // One step for express, which takes longer to go from one to the next than these take.
  app.use((req, res, next) => {
    giveRequestId(req, res);
    logRequest(req, res);
    setCommonHeaders(res);
    if (req.method === 'OPTIONS') preflight(req, res, next);
    else next();
  });
  addRoutes(app, routes, { authenticate, limits, deadline: makeDeadline(trouble), confirmation });
  app.use(countPage);
  if (pages) app.use(pages);
  app.use(noSuchRoute);
  app.use(countRefused);
  app.use(problemHandler);
  return app;
}

/**
 * What no route counts counts towards the default limit: the pages, paths that do not exist, and requests that are refused
 * before their route has seen them.
 */
function countEverything({ take }: RateLimits) {
  const counted = new WeakSet<Response>();
  const limits: RateLimits = {
    take(limit, req, res) {
      counted.add(res);
      return take(limit, req, res);
    },
  };
  const countPage: RequestHandler = async (req, res, next) => {
    await limits.take('default', req, res);
    next();
  };
  const countRefused: ErrorRequestHandler = async (error: unknown, req, res, next) => {
    if (!counted.has(res) && !res.headersSent && !isGivenUp(res)) await limits.take('default', req, res);
    next(error);
  };
  return { limits, countPage, countRefused };
}
