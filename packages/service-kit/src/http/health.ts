import { setTimeout as after } from 'node:timers/promises';
import { livenessSchema, readinessSchema } from '@stockade/contracts';
import { messageOf, type Redis } from '@stockade/redis';
import { defineRoute, type Route } from './route.js';

const PING_DEADLINE_MS = 500;
const tag = 'Health';

/** Names what a service needs to be ready and says why it is not there, or null when it is. */
export type HealthChecks = Readonly<Record<string, () => string | null | Promise<string | null>>>;

/** `/health/live`: the process answers. `/health/ready`, also `/system-health`: it can do its work, or 503 and why. */
export function makeHealthRoutes(checks: HealthChecks): Route[] {
  const live = defineRoute({
    method: 'get',
    path: '/health/live',
    summary: 'The process answers',
    tag,
    access: 'public',
    limit: null,
    answers: { 200: { description: 'It does', body: livenessSchema } },
  }).handledBy(async () => ({ status: 200, body: { status: 'live' } }));

  const ready = defineRoute({
    method: 'get',
    path: '/health/ready',
    aliases: ['/system-health'],
    summary: 'The service can do its work',
    tag,
    access: 'public',
    limit: null,
    answers: {
      200: { description: 'It can', body: readinessSchema },
      503: { description: 'It cannot now; `checks` says why', body: readinessSchema },
    },
  }).handledBy(async () => {
    const troubles = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await check()) ?? 'ok'] as const),
    );
    const isReady = troubles.every(([, trouble]) => trouble === 'ok');
    return {
      status: isReady ? 200 : 503,
      body: { status: isReady ? 'ready' : 'unavailable', checks: Object.fromEntries(troubles) },
    };
  });

  return [live, ready];
}

/** Redis answers a PING in time. */
export async function redisTrouble(redis: Redis): Promise<string | null> {
  if (!redis.isReady) return 'not connected';
  const ping = redis.ping().then(() => null, messageOf);
  const timer = new AbortController();
  const overdue = after(PING_DEADLINE_MS, `no answer within ${PING_DEADLINE_MS} ms`, timer).catch(() => null);
  const trouble = await Promise.race([ping, overdue]);
  timer.abort();
  return trouble;
}
