/** A leading tab that is hidden for so long lets another one lead. */
const HIDDEN_MAX_MS = 60_000;

/**
 * Has one tab of this browser at a time do some work: the others wait until it is closed, or hidden for a minute. Where
 * the browser has no Web Locks each tab does it.
 * @param work begins it; the signal ends it
 */
export function takeTurns(name: string, work: (signal: AbortSignal) => void): void {
  if (!('locks' in navigator)) return work(new AbortController().signal);
  void navigator.locks.request(name, async () => {
    const turn = new AbortController();
    work(turn.signal);
    await untilHiddenForLong();
    turn.abort();
    queueMicrotask(() => takeTurns(name, work));
  });
}

/** Resolves when the tab has been hidden for a minute without a break. */
function untilHiddenForLong(): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (!document.hidden) return;
      timer = setTimeout(() => {
        document.removeEventListener('visibilitychange', look);
        resolve();
      }, HIDDEN_MAX_MS);
    };
    document.addEventListener('visibilitychange', look);
    look();
  });
}
