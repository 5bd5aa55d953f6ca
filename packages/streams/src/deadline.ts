import { setMaxListeners } from 'node:events';
import { messageOf } from '@stockade/redis';

/** Runs a handler's task; the signal tells the task to stop. */
export type Run = <T>(task: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Aborts a task at the deadline, or when it has run for too long, and then no longer waits for it. A task that goes on
 * regardless is harmless: its script is fenced. Tasks that begin in the same turn of the event loop share a term, with
 * one signal and one timer, because these cost more than everything else here.
 */
export function makeRun(handlingMaxMs: number, deadline: AbortSignal): Run {
  // One listener for all terms: with a thousand on one signal, removing each would search through all of them.
  const terms = new Set<Term>();
  deadline.addEventListener('abort', () => terms.forEach((term) => term.end(deadline.reason)), { once: true });
  let beginning: Term | undefined;

  function thisTerm(): Term {
    if (beginning !== undefined) return beginning;
    const term = makeTerm(handlingMaxMs, () => {
      terms.delete(term);
      if (beginning === term) beginning = undefined;
    });
    terms.add(term);
    setImmediate(() => (beginning = undefined));
    return (beginning = term);
  }

  return async (task) => {
    deadline.throwIfAborted();
    return thisTerm().run(task);
  };
}

interface Term {
  run: Run;
  /** Aborts all tasks and no longer waits for them. */
  end(reason: unknown): void;
}

/** `onEmpty` is called when none of its tasks runs any more. */
function makeTerm(maxMs: number, onEmpty: () => void): Term {
  const controller = new AbortController();
  // Each task may add several listeners; Node warns of a leak at eleven.
  setMaxListeners(Infinity, controller.signal);
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => {
      const cause: unknown = controller.signal.reason;
      reject(new Error(messageOf(cause), { cause }));
    });
  });
  ended.catch(() => 'every task hears of it');
  const timer = setTimeout(() => controller.abort(new Error(`the handler took longer than ${maxMs} ms`)), maxMs);
  let running = 0;

  return {
    async run(task) {
      running += 1;
      try {
        return await Promise.race([task(controller.signal), ended]);
      } finally {
        running -= 1;
        if (running === 0) {
          clearTimeout(timer);
          onEmpty();
        }
      }
    },
    end: (reason) => controller.abort(reason),
  };
}
