import type { Mark } from '@stockade/client';
import { clock, dateTime, duration } from '../../parts/format.js';

const LASTING_FROM_MS = 1_000;
const TODAY_MS = 12 * 60 * 60 * 1_000;
/** `12:34:56`. */
const CLOCK_LENGTH = 8;

/** When a mark was, and how long it lasted where that is a while. */
export function whenOf({ from, to }: Mark): string {
  const isToday = Date.now() - Date.parse(from) < TODAY_MS;
  const began = isToday ? clock(from).slice(0, CLOCK_LENGTH) : dateTime(from);
  if (to === null) return `${began}, goes on`;
  const ms = Date.parse(to) - Date.parse(from);
  return ms < LASTING_FROM_MS ? began : `${began}, for ${duration(ms)}`;
}
