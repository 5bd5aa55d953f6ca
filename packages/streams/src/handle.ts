import { isUnavailable } from '@stockade/redis';
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
  signal: AbortSignal,
): Promise<readonly Result[]> {
  const { handler, bounds } = subscription;
  if (deliveries.length === 0) return [];
  try {
    return await within(bounds.handlingMaxMs, signal, async (either) => {
      if (handler.kind === 'batch') return handler.handle(deliveries, either);
      return Promise.all(deliveries.map((delivery) => handler.handle(delivery, either)));
    });
  } catch (error) {
    if (deliveries.length === 1 || isUnavailable(error)) return deliveries.map(() => ({ failed: error }));
    const alone = await Promise.all(deliveries.map((delivery) => handleAll(subscription, [delivery], signal)));
    return alone.map(([result = 'retry']) => result);
  }
}

/**
 * Runs a task with a signal that aborts with `outer` or when the time is over, and then waits for it no longer. A task
 * that goes on regardless is harmless: its script is fenced.
 */
async function within<T>(ms: number, outer: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  outer.throwIfAborted();
  const own = new AbortController();
  const overdue = new Promise<never>((_, reject) => {
    own.signal.addEventListener('abort', () => reject(own.signal.reason), { once: true });
  });
  const pass = () => own.abort(outer.reason);
  outer.addEventListener('abort', pass, { once: true });
  const timer = setTimeout(() => own.abort(new Error(`the handler took longer than ${ms} ms`)), ms);
  try {
    return await Promise.race([task(own.signal), overdue]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', pass);
  }
}
