import type { OnLeftOut } from '@stockade/redis';
import type { Logger } from './logger.js';

/** A record that lists leave out is logged once in this time, however many lists it is in. */
const TOLD_AGAIN_MS = 10 * 60 * 1_000;
/** How many records are logged in this time; after them, one line says that there are more. */
const TOLD_MAX = 100;

/** Logs the records that lists leave out because they cannot be read, each once in ten minutes. */
export function makeLeftOutLog(logger: Pick<Logger, 'error'>, nowMs = () => performance.now()): OnLeftOut {
  const told = new Set<string>();
  let since = -Infinity;
  return ({ message }) => {
    if (nowMs() - since >= TOLD_AGAIN_MS) {
      told.clear();
      since = nowMs();
    }
    if (told.size > TOLD_MAX || told.has(message)) return;
    told.add(message);
    if (told.size > TOLD_MAX) logger.error('lists leave out more records that cannot be read: run the audit');
    else logger.error(`lists leave it out: ${message}`);
  };
}
