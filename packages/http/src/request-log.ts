import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { isProbe } from './health.js';
import type { ObserveRequest } from './request-metrics.js';
import { requestIdOf } from './request-id.js';
import { shorten } from './shorten.js';

/** Characters of an address in a line. A client may send one of 16 kB. */
const URL_LOGGED_MAX = 500;

/** A request that is over. */
export interface Ended {
  readonly requestId: string;
  readonly method: string | undefined;
  readonly url: string;
  readonly statusCode: number;
  /** Whether the client got the whole answer. */
  readonly isComplete: boolean;
  readonly durationMs: number;
  /** What went wrong on our side, if anything did. */
  readonly error?: unknown;
}

/**
 * One line per request, when it is over. Written here because a logger per request, as the usual library makes it, costs
 * more than checking an order; below the level of the logger a request costs one comparison.
 */
export function makeLogEnded(logger: Logger): (ended: Ended) => void {
  return ({ requestId, method, url, statusCode, isComplete, durationMs, error }) => {
    const level = levelOf(statusCode);
    // Probes come every few seconds, and the consumer and the connection report their own troubles.
    if (!logger.isLevelEnabled(level) || isProbe(url)) return;
    const line = {
      req: { id: requestId, method, url: shorten(url, URL_LOGGED_MAX) },
      res: { statusCode },
      responseTime: Math.round(durationMs),
      err: error,
    };
    logger[level](line, isComplete ? 'request completed' : 'the client left before the answer was complete');
  };
}

/** Logs the requests of an Express app; `observe` is told of each. */
export function makeRequestLog(logger: Logger, observe?: ObserveRequest): (req: Request, res: Response) => void {
  const logEnded = makeLogEnded(logger);
  return (req, res) => {
    const startedAt = performance.now();
    res.once('close', () => {
      const durationMs = performance.now() - startedAt;
      observe?.(req, res, durationMs);
      const { statusCode, writableFinished: isComplete } = res;
      const { method, originalUrl: url } = req;
      const error: unknown = res.locals['error'];
      logEnded({ requestId: requestIdOf(res), method, url, statusCode, isComplete, durationMs, error });
    });
  };
}

function levelOf(status: number): 'error' | 'warn' | 'info' | 'debug' {
  if (status === 503) return 'warn';
  if (status >= 500) return 'error';
  return status >= 400 ? 'info' : 'debug';
}
