import { noRoute } from '@stockade/http';
import { answer, type Visit } from './visit.js';

const PREFIX = '/health/';

/** Why the gateway is not ready, or null. */
export type Trouble = () => string | null;

export const isOfHealth = (path: string) => path.startsWith(PREFIX);

/**
 * Whether this process is alive, and whether it takes requests. It is ready without the services: their own answer is better than
 * none at all, and the pages say what is away.
 */
export function answerHealth(visit: Visit, path: string, trouble: string | null): void {
  const { method } = visit.req;
  const isAsked = method === 'GET' || method === 'HEAD';
  if (isAsked && path === '/health/live') answer(visit, 200, { status: 'live' });
  else if (isAsked && path === '/health/ready') {
    const status = trouble === null ? 'ready' : 'unavailable';
    answer(visit, trouble === null ? 200 : 503, { status, checks: { process: trouble ?? 'ok' } });
  } else throw noRoute(method, path);
}
