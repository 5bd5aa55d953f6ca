import { isUnavailable, loadScript, oneOf } from '@stockade/redis';
import type { Delivery, Entry, Outcome } from './delivery.js';
import type { Subscription } from './subscription.js';

const buryEntry = loadScript(new URL('../src/lua/bury-entry.lua', import.meta.url), oneOf('buried', 'duplicate'));

/**
 * The pipeline of an entry: decode, handle, settle. Answers the ids that stay pending and shall be tried again.
 * Never throws: whatever goes wrong with an entry is that entry's outcome.
 */
export async function deliver<Event>(
  subscription: Subscription<Event>,
  entries: readonly Entry[],
  signal: AbortSignal,
): Promise<string[]> {
  const { decoded, poison } = decodeAll(subscription, entries);
  const startedAt = performance.now();
  const outcomes = await handleAll(subscription, decoded, signal);
  const durationMs = performance.now() - startedAt;

  const settled = { done: 0, duplicate: 0 };
  const retries: string[] = [];
  const graves = [...poison];
  for (const [i, delivery] of decoded.entries()) {
    const outcome = outcomes[i] ?? 'retry';
    if (outcome === 'done' || outcome === 'duplicate') settled[outcome] += 1;
    else if (outcome !== 'retry' && 'dead' in outcome) graves.push({ ...delivery, reason: outcome.dead });
    else {
      const error = outcome === 'retry' ? undefined : outcome.failed;
      subscription.signals.emit('retried', {
        stream: delivery.stream,
        id: delivery.id,
        deliveries: delivery.deliveries,
        error,
      });
      retries.push(delivery.id);
    }
  }
  for (const grave of graves) if (!(await bury(subscription, grave))) retries.push(grave.id);
  subscription.signals.emit('processed', { stream: subscription.stream, ...settled, durationMs });
  return retries;
}

/** What a handler said, or that it threw. */
type Result = Outcome | { failed: unknown };

interface Grave {
  id: string;
  deliveries: number;
  reason: string;
}

function decodeAll<Event>({ stream, decode }: Subscription<Event>, entries: readonly Entry[]) {
  const decoded: Delivery<Event>[] = [];
  const poison: Grave[] = [];
  for (const { id, fields, deliveries } of entries) {
    try {
      decoded.push({ stream, id, deliveries, event: decode(fields) });
    } catch (error) {
      poison.push({ id, deliveries, reason: messageOf(error) });
    }
  }
  return { decoded, poison };
}

async function handleAll<Event>(
  subscription: Subscription<Event>,
  deliveries: readonly Delivery<Event>[],
  signal: AbortSignal,
): Promise<readonly Result[]> {
  const { handler } = subscription;
  if (deliveries.length === 0) return [];
  const alone = (delivery: Delivery<Event>) => handleAlone(subscription, delivery, signal);
  if (handler.kind === 'each') return Promise.all(deliveries.map(alone));
  try {
    return await handler.handle(deliveries, signal);
  } catch (error) {
    if (deliveries.length > 1 && !isUnavailable(error)) return Promise.all(deliveries.map(alone));
    return deliveries.map(() => ({ failed: error }));
  }
}

async function handleAlone<Event>(
  { handler }: Subscription<Event>,
  delivery: Delivery<Event>,
  signal: AbortSignal,
): Promise<Result> {
  try {
    if (handler.kind === 'each') return await handler.handle(delivery, signal);
    const [outcome = 'retry'] = await handler.handle([delivery], signal);
    return outcome;
  } catch (error) {
    return { failed: error };
  }
}

/** False when Redis could not do it now: the entry is still pending then. */
async function bury<Event>(subscription: Subscription<Event>, { id, deliveries, reason }: Grave): Promise<boolean> {
  const { redis, stream, deadLetters, group, consumer, signals } = subscription;
  try {
    const args = [group, consumer, id, reason, String(deliveries), String(Date.now())];
    const word = await buryEntry.run(redis, [stream, deadLetters], args);
    if (word === 'buried') signals.emit('deadLettered', { stream, id, deliveries, reason });
    return true;
  } catch (error) {
    signals.emit('failed', { stream, error });
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
