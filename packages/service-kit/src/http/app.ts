import cors from 'cors';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { Logger } from '../logger.js';
import type { Authenticate } from './authenticate.js';
import { noSuchRoute, problemHandler } from './problems.js';
import { chooseRequestId, echoRequestId } from './request-id.js';
import type { Route } from './route.js';
import { makeRouter } from './router.js';

/** A body of more than this is answered 413. An order of the most lines takes about a tenth. */
const BODY_BYTES_MAX = 100_000;

/** What a script in a browser may read of an answer. */
const EXPOSED_HEADERS = ['x-request-id', 'location', 'retry-after', 'idempotency-replayed'];

interface AppOptions {
  routes: readonly Route[];
  authenticate: Authenticate;
  logger: Logger;
}

/** The HTTP side of a service: what all routes share, then its routes, then the answer to everything else. */
export function makeApp({ routes, authenticate, logger }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(logRequests(logger));
  app.use(echoRequestId);
  app.use(helmet());
  app.use(cors({ exposedHeaders: EXPOSED_HEADERS }));
  app.use(express.json({ limit: BODY_BYTES_MAX }));
  app.use(makeRouter(routes, authenticate));
  app.use(noSuchRoute);
  app.use(problemHandler);
  return app;
}

function logRequests(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: chooseRequestId,
    customLogLevel: (_req, res) => levelOf(res.statusCode),
    // Probes come every few seconds, and the consumer and the connection report their own troubles.
    autoLogging: { ignore: (req) => req.url?.startsWith('/health') ?? false },
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({ id, method, url }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

function levelOf(status: number): 'error' | 'warn' | 'info' | 'debug' {
  if (status === 503) return 'warn';
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}
