import { setTimeout as after } from 'node:timers/promises';
import { messageOf, type Redis } from '@stockade/redis';
import { Router } from 'express';

const PING_DEADLINE_MS = 500;

/** Names what a service needs to be ready and says why it is not there, or null when it is. */
export type HealthChecks = Readonly<Record<string, () => string | null | Promise<string | null>>>;

/** `/health/live`: the process answers. `/health/ready`, also `/system-health`: it can do its work, or 503 and why. */
export function makeHealthRouter(checks: HealthChecks): Router {
  const router = Router();
  router.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
  router.get(['/health/ready', '/system-health'], async (_req, res) => {
    const troubles = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await check()) ?? 'ok'] as const),
    );
    const ready = troubles.every(([, trouble]) => trouble === 'ok');
    res
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'unavailable', checks: Object.fromEntries(troubles) });
  });
  return router;
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
