import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { connectInBackground, makeRedis } from '@stockade/redis';
import { freePort, waitUntil, type PrivateRedis } from '@stockade/testing';
import { Router } from 'express';
import { pino } from 'pino';
import { z } from 'zod';
import { makeApp } from '../src/app.js';
import { makeCounter } from '../src/counter.js';
import { makeHealthRoutes } from '../src/health.js';
import { makeMetrics } from '../src/metrics.js';
import type { Authenticate } from '../src/principal.js';
import { unauthenticated } from '../src/problems.js';
import { makeRateLimits } from '../src/rate-limits.js';
import { makeMetricsRoutes } from '../src/request-metrics.js';
import { defineRoute } from '../src/route.js';

const BEARER_ID = /^Bearer (?<id>[0-9a-f-]{36})$/;
const answers = { 200: { description: 'Done' } } as const;
const done = async () => ({ status: 200 }) as const;
const routes = [
  defineRoute({ method: 'post', path: '/orders', summary: '', tag: '', access: 'bearer', limit: 'orders', answers }),
  defineRoute({ method: 'post', path: '/login', summary: '', tag: '', access: 'public', limit: 'logins', answers }),
  defineRoute({ method: 'get', path: '/products', summary: '', tag: '', access: 'public', answers }),
  defineRoute({ method: 'post', path: '/notes', summary: '', tag: '', access: 'public', body: z.object({}), answers }),
].map((route) => route.handledBy(done));
const pages = Router().get('/page', (_req, res) => res.end('a page'));

/** Several values of a field are sent as several fields. */
type Fields = Record<string, string | string[]>;

interface HttpRig {
  /** A new user's `Authorization`, as good as if he had logged in. */
  user(): Record<string, string>;
  send(method: string, path: string, headers?: Fields): Promise<Sent>;
  /** What was logged: the messages of warnings and information. */
  readonly log: string[];
  close(): void;
}

interface Sent {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

interface RigOptions {
  perMinute?: number;
  enabled?: boolean;
  windowMs?: number;
  trustProxy?: false | number | string[];
}

/** Apps on the Redis of a test file, each with one route of each limit and served for real; closed after each test. */
export function useHttpRigs(server: PrivateRedis) {
  const rigs: HttpRig[] = [];
  beforeEach(() => server.flush());
  afterEach(async () => {
    for (const rig of rigs.splice(0)) rig.close();
    const open = async () => (await server.client.clientList()).filter(({ name }) => name === 'rig').length;
    await waitUntil(async () => (await open()) === 0, { what: 'the connections to be closed' });
  });

  /** Does not wait for its Redis. */
  async function startAlone(options: RigOptions = {}): Promise<HttpRig> {
    const rig = await startHttpRig(server.url, options);
    rigs.push(rig);
    return rig;
  }

  /** Its client has connected; what was counted meanwhile is forgotten. */
  async function untilCounted(rig: HttpRig): Promise<void> {
    await waitUntil(async () => (await statusOf(rig, 'POST', '/login')) !== 503, { what: 'requests to be counted' });
    await server.client.flushAll();
  }

  async function start(options: RigOptions = {}): Promise<HttpRig> {
    const rig = await startAlone(options);
    await untilCounted(rig);
    return rig;
  }

  return { start, startAlone, untilCounted };
}

export const statusOf = async (rig: HttpRig, method: string, path: string, headers?: Fields) =>
  (await rig.send(method, path, headers)).status;

/** What one request after the other was answered. */
export async function statuses(times: number, ask: () => Promise<number>): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < times; i++) seen.push(await ask());
  return seen;
}

async function startHttpRig(
  redisUrl: string,
  { perMinute = 3, enabled = true, windowMs, trustProxy }: RigOptions,
): Promise<HttpRig> {
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => log.push(messageOf(line)) });
  const keys = makeKeys();
  const redis = makeRedis({ url: redisUrl, name: 'rig', onError: () => {} });
  connectInBackground(redis);
  const config = {
    RATE_LIMIT_ENABLED: enabled,
    RATE_LIMIT_ORDERS_PER_MINUTE: perMinute,
    RATE_LIMIT_LOGINS_PER_MINUTE: perMinute,
    RATE_LIMIT_DEFAULT_PER_MINUTE: perMinute,
  };
  const counter = makeCounter(redis, logger);
  const limits = makeRateLimits({
    keys,
    counter,
    authenticate,
    service: 'store',
    config,
    logger,
    ...(windowMs !== undefined && { windowMs }),
  });
  const all = [...routes, ...makeHealthRoutes({}), ...makeMetricsRoutes(makeMetrics('rig'))];
  const port = await freePort();
  const server = createServer(
    makeApp({
      routes: all,
      pages,
      authenticate,
      limits,
      trustProxy: trustProxy ?? false,
      trouble: async () => null,
      logger,
    }),
  ).listen(port);
  await once(server, 'listening');
  return {
    log,
    user: () => ({ authorization: `Bearer ${newId()}` }),
    send: (method, path, headers = {}) => send(port, method, path, headers),
    close() {
      server.closeAllConnections();
      server.close();
      redis.destroy();
    },
  };
}

/** Whoever shows an id is its holder; packages/auth wants a token for it. */
const authenticate: Authenticate = {
  holder: (req) => BEARER_ID.exec(req.headers.authorization ?? '')?.groups?.['id'] ?? null,
  bearer(req) {
    const userId = authenticate.holder(req);
    if (userId === null) throw unauthenticated('no id');
    return { userId, role: 'customer', sessionId: userId };
  },
  user: async (req) => authenticate.bearer(req),
  admin: async (req) => authenticate.bearer(req),
};

function messageOf(line: string): string {
  return z.object({ msg: z.string() }).parse(JSON.parse(line)).msg;
}

/** Not fetch, which sends no X-Forwarded-For twice and may keep what it should show. */
async function send(port: number, method: string, path: string, headers: Fields): Promise<Sent> {
  const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  asked.end();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
