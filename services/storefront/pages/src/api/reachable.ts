import type { ServiceName } from '@stockade/client';
import { makeCell } from '../parts/cell.js';

/** Services that did not answer, or could not serve, when asked last; and since when. */
export const away = makeCell<ReadonlyMap<ServiceName, number>>(new Map());

/** Whether the browser says that it has a network. */
export const online = makeCell(navigator.onLine);
addEventListener('online', () => online.set(true));
addEventListener('offline', () => online.set(false));

/**
 * Notes how a service answered.
 * @param status 0 for no answer
 */
export function noteAnswer(service: ServiceName, status: number): void {
  const isAway = status === 0 || status === 502 || status === 503 || status === 504;
  if (away.get().has(service) === isAway) return;
  const next = new Map(away.get());
  if (isAway) next.set(service, Date.now());
  else next.delete(service);
  away.set(next);
}
