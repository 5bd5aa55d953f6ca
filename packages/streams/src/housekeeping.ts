import { listOf, loadScript } from '@stockade/redis';
import type { Subscription } from './subscription.js';

const renewEntries = loadScript(new URL('../src/lua/renew-entries.lua', import.meta.url), Number);
const removeDeadConsumers = loadScript(
  new URL('../src/lua/remove-dead-consumers.lua', import.meta.url),
  listOf(String),
);
const trimAcknowledged = loadScript(new URL('../src/lua/trim-acknowledged.lua', import.meta.url), Number);

/** Renewals within one idle limit: two may fail before anybody takes a slow handler for dead. */
const RENEWALS_PER_IDLE_LIMIT = 3;

/**
 * What has to be done beside the loop: renew what handlers still work on, trim what everybody acknowledged, remove
 * consumers that are gone. Answers a function that ends it.
 */
export function startHousekeeping<Event>(subscription: Subscription<Event>, working: () => string[]): () => void {
  const { redis, stream, group, consumer, bounds, signals } = subscription;

  async function renew(): Promise<void> {
    const ids = working();
    if (ids.length > 0) await renewEntries.run(redis, [stream], [group, consumer, ...ids]);
  }

  async function tidyUp(): Promise<void> {
    const entries = await trimAcknowledged.run(redis, [stream], subscription.readers);
    if (entries > 0) signals.emit('trimmed', { stream, entries });
    const consumers = await removeDeadConsumers.run(redis, [stream], [group, String(bounds.consumerSilentMs)]);
    if (consumers.length > 0) signals.emit('consumersRemoved', { stream, consumers });
  }

  const report = (error: unknown) => signals.emit('failed', { stream, error });
  const renewing = setInterval(() => void renew().catch(report), bounds.minIdleMs / RENEWALS_PER_IDLE_LIMIT);
  const tidying = setInterval(() => void tidyUp().catch(report), bounds.housekeepingIntervalMs);
  return () => {
    clearInterval(renewing);
    clearInterval(tidying);
  };
}
