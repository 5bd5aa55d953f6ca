import { isUnavailable, messageOf } from '@stockade/redis';
import type { Delivery, Outcome } from './delivery.js';
import type { Subscription } from './subscription.js';

/** What a handler said of a delivery, or that it threw. */
export type Result = Outcome | { failed: unknown };

/**
 * Calls the handler. A batch that throws is handled again entry by entry, so that one cannot take the others along:
 * unless Redis is away, which is no entry's fault. Never throws.
 */
export async function handleAll<Event>(
  subscription: Subscription<Event>,
  deliveries: readonly Delivery<Event>[],
  run: Run,
): Promise<readonly Result[]> {
  const { handler } = subscription;
  if (deliveries.length === 0) return [];
  try {
    return await run(async (signal) => {
      if (handler.kind === 'batch') return handler.handle(deliveries, signal);
      return Promise.all(deliveries.map((delivery) => handler.handle(delivery, signal)));
    });
  } catch (error) {
    if (deliveries.length === 1 || isUnavailable(error)) return deliveries.map(() => ({ failed: error }));
    const alone = await Promise.all(deliveries.map((delivery) => handleAll(subscription, [delivery], run)));
    return alone.map(([result = 'retry']) => result);
  }
}

/** Runs a handler's task with a signal of its own. */
export type Run = <T>(task: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * A task is told to stop at the deadline, or when it has run for too long, and then waited for no longer. One that goes
 * on regardless is harmless: its script is fenced.
 */
export function makeRun(handlingMaxMs: number, deadline: AbortSignal): Run {
  // One listener for all tasks: a thousand on one signal would each be searched for among the others.
  const running = new Set<(reason: unknown) => void>();
  deadline.addEventListener('abort', () => running.forEach((giveUp) => giveUp(deadline.reason)), { once: true });

  return async (task) => {
    deadline.throwIfAborted();
    const own = new AbortController();
    let giveUp = (_reason: unknown) => {};
    const overdue = new Promise<never>((_, reject) => {
      giveUp = (reason) => {
        own.abort(reason);
        reject(new Error(messageOf(reason), { cause: reason }));
      };
    });
    running.add(giveUp);
    const timer = setTimeout(
      () => giveUp(new Error(`the handler took longer than ${handlingMaxMs} ms`)),
      handlingMaxMs,
    );
    try {
      return await Promise.race([task(own.signal), overdue]);
    } finally {
      clearTimeout(timer);
      running.delete(giveUp);
    }
  };
}
