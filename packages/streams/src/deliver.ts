import { isUnavailable, loadScript, messageOf, oneOf } from '@stockade/redis';
import type { Run } from './deadline.js';
import { appendedAtMs, deadLettersOf, type Delivery, type Entry, type Outcome, type Subscription } from './types.js';
import { renew } from './upkeep.js';

const buryEntry = loadScript(new URL('../src/lua/bury-entry.lua', import.meta.url), oneOf('buried', 'duplicate'));

const MS_PER_S = 1_000;
const NO_OUTCOME: Outcome = { retry: 'the handler returned no outcome' };

/**
 * The pipeline of an entry: decode, handle, settle. Returns the ids that stay pending and must be retried. Whatever goes wrong with
 * an entry is that entry's outcome; it rejects only when a handler returns what is no outcome, against its type.
 */
export async function deliver<Event>(
  subscription: Subscription<Event>,
  entries: readonly Entry[],
  failures: (id: string) => number,
  run: Run,
): Promise<string[]> {
  const { stream, signals } = subscription;
  const { decoded, poison } = decodeAll(subscription, entries);
  const startedAt = performance.now();
  const outcomes = await handleAll(subscription, decoded, run);
  const durationMs = performance.now() - startedAt;

  const settled = { done: 0, duplicate: 0 };
  const retries: string[] = [];
  const graves = [...poison];
  for (const [i, { id, deliveries }] of decoded.entries()) {
    const outcome = outcomes[i] ?? NO_OUTCOME;
    if (outcome === 'done' || outcome === 'duplicate') {
      settled[outcome] += 1;
    } else if ('dead' in outcome) {
      graves.push({ id, deliveries, reason: outcome.dead });
    } else if (isPastHope(subscription, id, failures(id) + 1)) {
      const seconds = Math.round((Date.now() - appendedAtMs(id)) / MS_PER_S);
      graves.push({ id, deliveries, reason: `still failing after ${seconds} s: ${messageOf(outcome.retry)}` });
    } else {
      retries.push(id);
      signals.emit('retried', { stream, id, deliveries, error: outcome.retry });
    }
  }
  for (const grave of graves) if (!(await bury(subscription, grave))) retries.push(grave.id);
  if (retries.length > 0) await renew(subscription, 'waiting', retries).catch(() => 'housekeeping does it again');
  signals.emit('processed', { stream, ...settled, durationMs });
  return retries;
}

/**
 * Calls the handler. A batch that throws is handled again entry by entry, so that one entry cannot fail the others;
 * unless Redis is away, which is no entry's fault. Never throws.
 */
async function handleAll<Event>(
  subscription: Subscription<Event>,
  deliveries: readonly Delivery<Event>[],
  run: Run,
): Promise<readonly Outcome[]> {
  const { handler } = subscription;
  if (deliveries.length === 0) return [];
  try {
    return await run(async (signal) => {
      if (handler.kind === 'each') return Promise.all(deliveries.map((delivery) => handler.handle(delivery, signal)));
      const outcomes = await handler.handle(deliveries, signal);
      if (outcomes.length === deliveries.length) return outcomes;
      throw new Error(`the handler got ${deliveries.length} entries and returned ${outcomes.length} outcomes`);
    });
  } catch (error) {
    if (deliveries.length === 1 || isUnavailable(error)) return deliveries.map(() => ({ retry: error }));
    const alone = await Promise.all(deliveries.map((delivery) => handleAll(subscription, [delivery], run)));
    return alone.flat();
  }
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

function isPastHope({ bounds }: Subscription<unknown>, id: string, failures: number): boolean {
  return failures >= bounds.failuresMin && Date.now() - appendedAtMs(id) >= bounds.retryForMs;
}

/** Returns false when Redis could not do it now: then the entry is still pending. */
async function bury<Event>(subscription: Subscription<Event>, { id, deliveries, reason }: Grave): Promise<boolean> {
  const { redis, stream, group, consumer, signals } = subscription;
  try {
    const args = [group, consumer, id, reason, String(deliveries), String(Date.now())];
    const word = await buryEntry.run(redis, [stream, deadLettersOf(stream)], args);
    if (word === 'buried') signals.emit('deadLettered', { stream, id, deliveries, reason });
    return true;
  } catch (error) {
    signals.emit('failed', { stream, error });
    return false;
  }
}
