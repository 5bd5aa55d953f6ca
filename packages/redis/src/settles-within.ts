import { setImmediate as turn, setTimeout as after } from 'node:timers/promises';

/** True when the promise settles within so many milliseconds, either way; what it settles with is for others to see. */
export async function settlesWithin(promise: Promise<unknown>, withinMs: number): Promise<boolean> {
  const timer = new AbortController();
  // A process that was stopped itself finds the time over before it has read the answer that waits in its socket.
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
