import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

const DEADLINE_DEFAULT_MS = 10_000;
const INTERVAL_DEFAULT_MS = 20;

export interface WaitOptions {
  /** Completes the sentence "waited 10000 ms for …". */
  what: string;
  /** Default 10 s. */
  deadlineMs?: number;
  /** Pause between two looks; default 20 ms. */
  intervalMs?: number;
}

export type NotYet = undefined | null | false | 0 | '';
export type Condition<T> = () => T | NotYet | Promise<T | NotYet>;
type Look<T> = { saw: T | NotYet } | { threw: unknown };

/**
 * Looks until the condition gives something truthy, and returns that. A condition that throws is asked again; one
 * that never answers is given up at the deadline.
 * Throws an Error that says what was waited for and what the last look saw or threw (its cause).
 */
export async function waitUntil<T>(condition: Condition<T>, options: WaitOptions): Promise<T> {
  const { what, deadlineMs = DEADLINE_DEFAULT_MS, intervalMs = INTERVAL_DEFAULT_MS } = options;
  const settled = new AbortController();
  const deadline = delay(deadlineMs, 'too late' as const, { signal: settled.signal });
  deadline.catch(() => {
    // Aborted below, when nobody needs it any more.
  });
  let last: Look<T> | undefined;
  try {
    for (;;) {
      const look = await Promise.race([lookOnce(condition), deadline]);
      if (look === 'too late') throw tooLate(what, deadlineMs, last);
      if ('saw' in look && isThere(look.saw)) return look.saw;
      last = look;
      if ((await Promise.race([delay(intervalMs), deadline])) === 'too late') throw tooLate(what, deadlineMs, last);
    }
  } finally {
    settled.abort();
  }
}

async function lookOnce<T>(condition: Condition<T>): Promise<Look<T>> {
  try {
    return { saw: await condition() };
  } catch (error) {
    return { threw: error };
  }
}

function isThere<T>(value: T | NotYet): value is T {
  return Boolean(value);
}

function tooLate<T>(what: string, deadlineMs: number, last: Look<T> | undefined): Error {
  const waited = `waited ${deadlineMs} ms for ${what}`;
  if (last === undefined) return new Error(`${waited}; the condition never answered`);
  if ('threw' in last) return new Error(`${waited}; the last look threw ${inspect(last.threw)}`, { cause: last.threw });
  return new Error(`${waited}; last seen: ${inspect(last.saw)}`);
}
