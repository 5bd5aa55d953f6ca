import { setImmediate as turn, setTimeout as after } from 'node:timers/promises';

/** True when the promise settles, either way, within `withinMs`. It neither returns the value nor throws the error. */
export async function settlesWithin(promise: Promise<unknown>, withinMs: number): Promise<boolean> {
  const timer = new AbortController();
  // After this process itself was frozen, the timer fires before the reply that waits in the socket is read.
  const overdue = after(withinMs, undefined, { signal: timer.signal }).then(() => turn(false));
  overdue.catch(() => 'cancelled');
  const settled = promise.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([settled, overdue]);
  timer.abort();
  return inTime;
}
