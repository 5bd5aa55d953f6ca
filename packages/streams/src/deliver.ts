import { loadScript, messageOf, oneOf } from '@stockade/redis';
import type { Delivery, Entry } from './delivery.js';
import { handleAll, type Run } from './handle.js';
import { renew } from './renew.js';
import type { Subscription } from './subscription.js';

const buryEntry = loadScript(new URL('../src/lua/bury-entry.lua', import.meta.url), oneOf('buried', 'duplicate'));

const MS_PER_S = 1_000;

/**
 * The pipeline of an entry: decode, handle, settle. Answers the ids that stay pending and shall be tried again.
 * Never throws: whatever goes wrong with an entry is that entry's outcome.
 */
export async function deliver<Event>(
  subscription: Subscription<Event>,
  entries: readonly Entry[],
  failingForMs: (id: string) => number,
  run: Run,
): Promise<string[]> {
  const { stream, signals, bounds } = subscription;
  const { decoded, poison } = decodeAll(subscription, entries);
  const startedAt = performance.now();
  const results = await handleAll(subscription, decoded, run);
  const durationMs = performance.now() - startedAt;

  const settled = { done: 0, duplicate: 0 };
  const retries: string[] = [];
  const graves = [...poison];
  for (const [i, { id, deliveries }] of decoded.entries()) {
    const result = results[i] ?? 'retry';
    if (result === 'done' || result === 'duplicate') {
      settled[result] += 1;
    } else if (result !== 'retry' && 'dead' in result) {
      graves.push({ id, deliveries, reason: result.dead });
    } else if (failingForMs(id) >= bounds.retryForMs) {
      const seconds = Math.round(failingForMs(id) / MS_PER_S);
      graves.push({ id, deliveries, reason: `failed for ${seconds} s: ${reasonOf(result)}` });
    } else {
      retries.push(id);
      signals.emit('retried', { stream, id, deliveries, error: result === 'retry' ? undefined : result.failed });
    }
  }
  for (const grave of graves) if (!(await bury(subscription, grave))) retries.push(grave.id);
  if (retries.length > 0) await renew(subscription, 'waiting', retries).catch(() => 'housekeeping does it again');
  signals.emit('processed', { stream, ...settled, durationMs });
  return retries;
}

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

function reasonOf(result: 'retry' | { failed: unknown }): string {
  return result === 'retry' ? 'the handler asked for a retry' : messageOf(result.failed);
}
