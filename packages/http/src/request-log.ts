import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ObserveRequest } from './request-metrics.js';
import { requestIdOf } from './request-id.js';
import { shorten } from './shorten.js';

/** Probes come every few seconds, and the consumer and the connection report their own troubles. */
const UNLOGGED = '/health';
/** Characters of an address in a line. A client may send one of 16 kB. */
const URL_LOGGED_MAX = 500;

/**
 * One line per request, when it is over. Written here because a logger per request, as the usual library makes it, costs
 * more than checking an order; below the level of the logger a request costs one comparison. `observe` is told of each.
 */
export function makeRequestLog(logger: Logger, observe?: ObserveRequest): (req: Request, res: Response) => void {
  return (req, res) => {
    const startedAt = performance.now();
    res.once('close', () => {
      const durationMs = performance.now() - startedAt;
      observe?.(req, res, durationMs);
      const { statusCode, writableFinished } = res;
      const level = levelOf(statusCode);
      if (!logger.isLevelEnabled(level) || req.url.startsWith(UNLOGGED)) return;
      const error: unknown = res.locals['error'];
      const line = {
        req: { id: requestIdOf(res), method: req.method, url: shorten(req.originalUrl, URL_LOGGED_MAX) },
        res: { statusCode },
        responseTime: Math.round(durationMs),
        err: error,
      };
      logger[level](line, writableFinished ? 'request completed' : 'the client left before the answer was complete');
    });
  };
}

function levelOf(status: number): 'error' | 'warn' | 'info' | 'debug' {
  if (status === 503) return 'warn';
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}
