import { livenessSchema, readinessSchema } from '@stockade/contracts';
import { messageOf, nodesOf, NOT_CONNECTED, settlesWithin, type Redis } from '@stockade/redis';
import { defineRoute, type Route } from './route.js';

/** Half of the time in which a request is answered when Redis says nothing; see deadline.ts. */
const PING_DEADLINE_MS = 400;
const tag = 'Health';
const HEALTH = '/health/';
const READY_ALIAS = '/system-health';

/** Whether a request only asks if the process is alive and ready: a 503 is then what was asked for, and no failure. */
export const isProbe = (url: string): boolean => url.startsWith(HEALTH) || url.startsWith(READY_ALIAS);

/** What a service needs to be ready, by name: each says why it is missing, or null. */
export type HealthChecks = Readonly<Record<string, () => string | null | Promise<string | null>>>;

/** What may be wrong without keeping a service from its work, by name: each says what, or null. */
export type HealthWarnings = Readonly<Record<string, () => string | null>>;

/** `/health/live`: the process answers. `/health/ready`, also `/system-health`: it can do its work, or 503 and why. */
export function makeHealthRoutes(checks: HealthChecks, warnings: HealthWarnings = {}): Route[] {
  const live = defineRoute({
    method: 'get',
    path: `${HEALTH}live`,
    summary: 'The process answers',
    tag,
    access: 'public',
    limit: null,
    answers: { 200: { description: 'It does', body: livenessSchema } },
  }).handledBy(async () => ({ status: 200, body: { status: 'live' } }));

  const ready = defineRoute({
    method: 'get',
    path: `${HEALTH}ready`,
    aliases: [READY_ALIAS],
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
    const told = Object.entries(warnings).flatMap(([name, warning]) => {
      const text = warning();
      return text === null ? [] : [[name, text] as const];
    });
    return {
      status: isReady ? 200 : 503,
      body: {
        status: isReady ? 'ready' : 'unavailable',
        checks: Object.fromEntries(troubles),
        ...(told.length > 0 && { warnings: Object.fromEntries(told) }),
      },
    };
  });

  return [live, ready];
}

/** The first of some troubles, or null when there is none. */
export const firstTrouble = (troubles: readonly (string | null)[]) =>
  troubles.find((trouble) => trouble !== null) ?? null;

/** For each primary of a Redis: why it cannot be used now, or null when it answers a PING in time. */
export async function redisTroubles(redis: Redis): Promise<readonly (string | null)[]> {
  const nodes = nodesOf(redis);
  return nodes.length === 0 ? [NOT_CONNECTED] : Promise.all(nodes.map(pingTrouble));
}

async function pingTrouble(redis: Redis): Promise<string | null> {
  if (!redis.isReady) return NOT_CONNECTED;
  const trouble = redis.ping().then(() => null, messageOf);
  return (await settlesWithin(trouble, PING_DEADLINE_MS)) ? trouble : `no answer within ${PING_DEADLINE_MS} ms`;
}
