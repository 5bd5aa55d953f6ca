import { createHash } from 'node:crypto';
import type { Keys } from '@stockade/contracts';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Counter, Tally } from './counter.js';
import type { Authenticate } from './principal.js';
import { addressOf } from './client-address.js';
import { tooManyRequests } from './problems.js';
import type { RateLimitName } from './route.js';

const MINUTE_MS = 60_000;
/** Enough to tell clients apart. */
const PARTITION_BYTES = 9;

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
  const { keys, counter, authenticate, service, config, windowMs = MINUTE_MS } = dependencies;
  if (!config.RATE_LIMIT_ENABLED) return { take: async () => {} };
  const warnOfUntrustedProxy = makeProxyWarning(dependencies.logger);
  const requestsMax: Record<RateLimitName, number> = {
    orders: config.RATE_LIMIT_ORDERS_PER_MINUTE,
    logins: config.RATE_LIMIT_LOGINS_PER_MINUTE,
    default: config.RATE_LIMIT_DEFAULT_PER_MINUTE,
  };

  /** Counts the address and the user in one turn of the event loop, and so in one call. */
  function count(limit: RateLimitName, req: Request): Promise<Counted[]> {
    const user = authenticate.holder(req);
    const clients = [{ per: 'ip', client: addressOf(req) }, ...(user === null ? [] : [{ per: 'user', client: user }])];
    return Promise.all(
      clients.map(async ({ per, client }) => {
        const tally = await counter.add(keys.rateLimit(service, `${limit}:${per}:${client}`), windowMs);
        return { ...tally, name: `${limit}-per-${per}`, client, max: requestsMax[limit] };
      }),
    );
  }

  return {
    async take(limit, req, res) {
      warnOfUntrustedProxy(req);
      const counted = await count(limit, req).catch((error: unknown) => {
        if (limit === 'logins') throw error;
        // The counter tells the log, once per outage.
        return [];
      });
      for (const one of counted) describeLimit(res, one, windowMs);
      const waitsMs = counted.filter((one) => one.count > one.max).map(({ leftMs }) => leftMs);
      if (waitsMs.length > 0) throw tooManyRequests(toSeconds(Math.max(...waitsMs)));
    },
  };
}

/** How often a client has come under one limit. */
interface Counted extends Tally {
  /** Of the limit: `orders-per-ip`. */
  name: string;
  client: string;
  max: number;
}

/** https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-08; the partition is a hash of the client. */
function describeLimit(res: Response, { name, client, count, max, leftMs }: Counted, windowMs: number): void {
  const partition = createHash('sha256').update(client).digest().subarray(0, PARTITION_BYTES).toString('base64');
  res.append('RateLimit', `"${name}"; r=${Math.max(0, max - count)}; t=${toSeconds(leftMs)}`);
  res.append('RateLimit-Policy', `"${name}"; q=${max}; w=${toSeconds(windowMs)}; pk=:${partition}:`);
}

const toSeconds = (durationMs: number) => Math.ceil(durationMs / 1_000);

/** Behind a proxy that is not trusted all clients are one, which the operator should know before they do. */
function makeProxyWarning(logger: Logger): (req: Request) => void {
  let warned = false;
  return (req) => {
    if (warned || req.headers['x-forwarded-for'] === undefined || req.app.get('trust proxy') !== false) return;
    warned = true;
    logger.warn('a request came with X-Forwarded-For, which is ignored: behind a proxy, set TRUST_PROXY');
  };
}
