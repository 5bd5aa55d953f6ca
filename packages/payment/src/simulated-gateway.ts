import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { PaymentGateway } from './gateway.js';
import { makeRedisBooks } from './redis-books.js';
import { makeSimulatedProvider } from './simulated-provider.js';

/** How long a call of the provider may take, unless a setting says otherwise. */
export const TIMEOUT_DEFAULT_MS = 2_000;

export interface SimulatedGatewayOptions {
  redis: Redis;
  keys: Keys;
  /** How long a charge takes; 0 by default. */
  delayMs?: number;
  /** How long a caller waits for an answer before it gives up. */
  timeoutMs?: number;
}

/**
 * A simulated payment provider in the box. It keeps its own ledger in Redis, as a provider would on its side, so that it
 * remembers across restarts and the audit can compare it with the orders.
 */
export function makeSimulatedGateway({
  redis,
  keys,
  delayMs = 0,
  timeoutMs = TIMEOUT_DEFAULT_MS,
}: SimulatedGatewayOptions): PaymentGateway {
  return makeSimulatedProvider(makeRedisBooks(redis, keys), { delayMs, silentMs: timeoutMs });
}
