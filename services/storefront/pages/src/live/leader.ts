/** A leading tab that is hidden for so long lets another one lead. */
const HIDDEN_MAX_MS = 60_000;

const NEVER = new AbortController().signal;

/**
 * Has one tab of this browser at a time do some work: the others wait until it is closed, or hidden for a minute. Where
 * the browser has no Web Locks, or denies them, each tab does it.
 * @param work begins it; the signal ends it
 * @param end ends this tab's part in it
 */
export function takeTurns(name: string, work: (signal: AbortSignal) => void, end: AbortSignal = NEVER): void {
  if (!('locks' in navigator)) return work(end);
  let hasBegun = false;
  const turn = async () => {
    hasBegun = true;
    const turnEnd = new AbortController();
    work(turnEnd.signal);
    await untilHiddenForLong(end);
    turnEnd.abort();
    if (!end.aborted) queueMicrotask(() => takeTurns(name, work, end));
  };
  // It rejects when the end comes while this tab waits, or where locks are denied.
  navigator.locks.request(name, { signal: end }, turn).catch(() => {
    if (!hasBegun && !end.aborted) work(end);
  });
}

/** Resolves when the tab has been hidden for a minute without a break, or at the end. */
function untilHiddenForLong(end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      end.removeEventListener('abort', leave);
      resolve();
    };
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(leave, HIDDEN_MAX_MS);
    };
    document.addEventListener('visibilitychange', look);
    end.addEventListener('abort', leave);
    if (end.aborted) leave();
    else look();
  });
}
