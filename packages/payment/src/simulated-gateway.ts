import { PAYMENT_TIMEOUT_MS_DEFAULT, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { PaymentGateway } from './gateway.js';
import { makeRedisBooks } from './redis-books.js';
import { makeSimulatedProvider } from './simulated-provider.js';

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
  timeoutMs = PAYMENT_TIMEOUT_MS_DEFAULT,
}: SimulatedGatewayOptions): PaymentGateway {
  return makeSimulatedProvider(makeRedisBooks(redis, keys), { delayMs, silentMs: timeoutMs });
}
