import type { Keys } from '@stockade/contracts';
import type { Request, RequestHandler, Response } from 'express';
import { rateLimit, type Store } from 'express-rate-limit';
import type { Logger } from 'pino';
import type { Counter } from './counter.js';
import type { Authenticate } from './principal.js';
import { addressOf } from './client-address.js';
import { ProblemError, tooManyRequests } from './problems.js';
import type { RateLimitName } from './route.js';

const MINUTE_MS = 60_000;

/** The settings of `rateLimitSettings`, as they are read. */
interface RateLimitConfig {
  RATE_LIMIT_ENABLED: boolean;
  RATE_LIMIT_ORDERS_PER_MINUTE: number;
  RATE_LIMIT_LOGINS_PER_MINUTE: number;
  RATE_LIMIT_DEFAULT_PER_MINUTE: number;
}

interface Dependencies {
  keys: Keys;
  counter: Counter;
  authenticate: Pick<Authenticate, 'holder'>;
  /** Each service has counters of its own, so that none can touch those of another. */
  service: string;
  config: RateLimitConfig;
  logger: Logger;
  /** Default: a minute. */
  windowMs?: number;
}

export interface RateLimits {
  /**
   * Counts a request for its address and, when it shows a token of ours, for its user; each has the whole limit. Says in
   * the `RateLimit` fields of the answer what is left. Throws the problem 429 when there is no room for either. When Redis
   * does not count, a request passes uncounted, except a login: throws the problem 503, because passwords must not be
   * tried uncounted.
   */
  take(limit: RateLimitName, req: Request, res: Response): Promise<void>;
}

export function makeRateLimits(dependencies: Dependencies): RateLimits {
  const { config } = dependencies;
  if (!config.RATE_LIMIT_ENABLED) return { take: async () => {} };
  const warnOfUntrustedProxy = makeProxyWarning(dependencies.logger);
  const limiters: Record<RateLimitName, RequestHandler[]> = {
    orders: makeLimiters(dependencies, 'orders', config.RATE_LIMIT_ORDERS_PER_MINUTE),
    logins: makeLimiters(dependencies, 'logins', config.RATE_LIMIT_LOGINS_PER_MINUTE),
    default: makeLimiters(dependencies, 'default', config.RATE_LIMIT_DEFAULT_PER_MINUTE),
  };
  return {
    async take(limit, req, res) {
      warnOfUntrustedProxy(req);
      // Side by side, so that they are counted in one call.
      const counted = await Promise.allSettled(limiters[limit].map((limiter) => run(limiter, req, res)));
      const refusals = counted.flatMap((one) => (one.status === 'rejected' ? [toError(one.reason)] : []));
      const [longest] = refusals.toSorted((a, b) => waitOf(b) - waitOf(a));
      if (longest) throw longest;
    },
  };
}

/** One limiter per address and one per user. */
function makeLimiters(dependencies: Dependencies, limit: RateLimitName, requestsMax: number): RequestHandler[] {
  const { keys, counter, authenticate, service, windowMs = MINUTE_MS } = dependencies;
  const options = (per: string) => ({
    windowMs,
    limit: requestsMax,
    identifier: `${limit}-per-${per}`,
    standardHeaders: 'draft-8' as const,
    legacyHeaders: false,
    store: makeStore(counter, windowMs, (client) => keys.rateLimit(service, `${limit}:${per}:${client}`)),
    passOnStoreError: limit !== 'logins',
    // The counter tells the log, once per outage.
    logger: { error: () => {}, warn: () => {} },
    validate: false,
    handler: refuse,
  });
  return [
    rateLimit({ ...options('ip'), keyGenerator: addressOf }),
    rateLimit({
      ...options('user'),
      skip: (req) => authenticate.holder(req) === null,
      keyGenerator: (req) => authenticate.holder(req) ?? '',
    }),
  ];
}

/**
 * Not rate-limit-redis: its script goes through the append-only file, so that every read would wait for the disk; it needs
 * the right to SCRIPT LOAD; and when Redis is away at the start it does not count until the service is started again.
 */
function makeStore(counter: Counter, windowMs: number, keyOf: (client: string) => string): Store {
  return {
    async increment(client) {
      const { count, leftMs } = await counter.add(keyOf(client), windowMs);
      return { totalHits: count, resetTime: new Date(Date.now() + leftMs) };
    },
    decrement: (client) => counter.takeBack(keyOf(client), windowMs),
    resetKey() {
      throw new Error('a counter ends with its window');
    },
  };
}

const refuse = (_req: Request, res: Response, next: (error: unknown) => void) =>
  next(tooManyRequests(Number(res.get('retry-after'))));

function run(limiter: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void limiter(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(toError(error))));
  });
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function waitOf(error: Error): number {
  return error instanceof ProblemError ? Number(error.extras.headers?.['retry-after'] ?? 0) : 0;
}

/** Behind a proxy that is not trusted all clients are one, which the operator should know before they do. */
function makeProxyWarning(logger: Logger): (req: Request) => void {
  let warned = false;
  return (req) => {
    if (warned || req.headers['x-forwarded-for'] === undefined || req.app.get('trust proxy') !== false) return;
    warned = true;
    logger.warn('a request came with X-Forwarded-For, which is ignored: behind a proxy, set TRUST_PROXY');
  };
}
