import { setMaxListeners } from 'node:events';
import { messageOf } from '@stockade/redis';

/** Runs a handler's task; its signal tells it to stop. */
export type Run = <T>(task: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * A task is told to stop at the deadline, or when it has run for too long, and then waited for no longer. One that goes
 * on regardless is harmless: its script is fenced. Tasks that begin in the same turn of the event loop have one term, and
 * thus one signal and one timer, which cost more than all else that is done here for a task.
 */
export function makeRun(handlingMaxMs: number, deadline: AbortSignal): Run {
  // One listener for all terms: a thousand on one signal would each be searched for among the others.
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
  /** Tells all tasks to stop, and waits for them no longer. */
  end(reason: unknown): void;
}

/** `onEmpty`: none of its tasks runs any more. */
function makeTerm(maxMs: number, onEmpty: () => void): Term {
  const controller = new AbortController();
  // Each of its tasks may listen, and several times; Node warns of a leak at eleven.
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
