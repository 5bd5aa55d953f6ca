import cors from 'cors';
import express, { type Express, type Router } from 'express';
import type { Logger } from '../logger.js';
import type { Metrics } from '../metrics.js';
import type { Authenticate } from './authenticate.js';
import { EXPOSED_HEADERS, setCommonHeaders } from './common-headers.js';
import { makeDeadline, type Trouble } from './deadline.js';
import { makeObserveRequest } from './metrics.js';
import { noSuchRoute, problemHandler } from './problems.js';
import type { RateLimits } from './rate-limits.js';
import { readQuery } from './read-query.js';
import { giveRequestId } from './request-id.js';
import { makeRequestLog } from './request-log.js';
import type { Route } from './route.js';
import { addRoutes } from './router.js';

interface AppOptions {
  routes: readonly Route[];
  /** What a developer reads: the descriptions of the routes and of the events. */
  pages?: Router;
  /** Where requests are counted, if anywhere. */
  metrics?: Metrics;
  authenticate: Authenticate;
  limits: RateLimits;
  /** Whose X-Forwarded-For is believed, as express takes it. */
  trustProxy: false | number | string[];
  /** Why nothing that needs Redis can be answered now, or null. */
  trouble: Trouble;
  logger: Logger;
}

/** The HTTP side of a service: what all routes share, then its routes, then the answer to everything else. */
export function makeApp(options: AppOptions): Express {
  const { routes, pages, metrics, authenticate, limits, trustProxy, trouble, logger } = options;
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
  addRoutes(app, routes, { authenticate, limits, deadline: makeDeadline(trouble) });
  if (pages) app.use(pages);
  app.use(noSuchRoute);
  app.use(problemHandler);
  return app;
}
