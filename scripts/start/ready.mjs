// @ts-check
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_INTERVAL_MS = 200;
const LOOK_TIMEOUT_MS = 2_000;
const REMINDER_INTERVAL_MS = 10_000;

/**
 * @typedef {object} Place
 * @property {string} name
 * @property {string} url
 * @property {string} readyPath
 */

/**
 * Resolves when every service answers that it is ready, and says from time to time which one does not; it waits as
 * long as it takes, since a service that fails is started again. Rejects when told to stop.
 * @param {readonly Place[]} places
 * @param {(line: string) => void} say
 * @param {AbortSignal} stopping
 */
export async function untilReady(places, say, stopping) {
  let remindAtMs = performance.now() + REMINDER_INTERVAL_MS;
  for (;;) {
    const troubles = (await Promise.all(places.map(troubleOf))).filter((trouble) => trouble !== undefined);
    if (troubles.length === 0) return;
    if (performance.now() > remindAtMs) {
      say(`still waiting: ${troubles.join('; ')}`);
      remindAtMs = performance.now() + REMINDER_INTERVAL_MS;
    }
    await delay(LOOK_INTERVAL_MS, undefined, { signal: stopping });
  }
}

/**
 * @param {Place} place
 * @returns {Promise<string | undefined>}
 */
async function troubleOf({ name, url, readyPath }) {
  try {
    const response = await fetch(url + readyPath, { signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) });
    const body = await response.text();
    return response.ok ? undefined : `${name} answers ${response.status} ${body}`;
  } catch {
    return `${name} does not answer on ${url}`;
  }
}
