import { setTimeout as after } from 'node:timers/promises';
import type { Keys } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import type { PaymentGateway } from './gateway.js';

const chargeScript = loadScript(
  new URL('../src/lua/charge.lua', import.meta.url),
  oneOf('approved', 'declined', 'voided'),
);
const refundScript = loadScript(new URL('../src/lua/refund.lua', import.meta.url), Number);

/** Declines every charge. */
export const DECLINED_METHOD = 'pm_card_declined';
/** Takes the money and does not answer the first call for an order; a repeated one gets the answer. */
export const TIMEOUT_METHOD = 'pm_card_timeout';

const TIMEOUT_MS = 2_000;

export interface SimulatedGatewayOptions {
  redis: Redis;
  keys: Keys;
  /** How long the provider thinks about a charge; at once by default. */
  delayMs?: number;
  /** How long a caller waits for an answer before it gives up. */
  timeoutMs?: number;
}

/** The provider did not answer in time. The charge may have been made. */
export class GatewayTimeoutError extends Error {
  override name = 'GatewayTimeoutError';
}

/**
 * A payment provider in a box, with test tokens for its moods. It keeps its own book in Redis, as a provider would on
 * its side, so that it remembers across restarts and can be audited against the orders.
 */
export function makeSimulatedGateway({
  redis,
  keys,
  delayMs = 0,
  timeoutMs = TIMEOUT_MS,
}: SimulatedGatewayOptions): PaymentGateway {
  return {
    async charge({ orderId, amount, currency, paymentMethod }, signal) {
      const repeated = paymentMethod === TIMEOUT_METHOD && (await redis.exists(keys.gateway(orderId))) === 1;
      if (delayMs > 0) await after(delayMs, undefined, { signal });
      const decision = paymentMethod === DECLINED_METHOD ? 'declined' : 'approved';
      const args = [String(amount), currency, decision, String(Date.now())];
      const outcome = await chargeScript.run(redis, [keys.gateway(orderId)], args);
      if (paymentMethod !== TIMEOUT_METHOD || repeated) return outcome;
      await after(timeoutMs, undefined, { signal });
      throw new GatewayTimeoutError(`the payment gateway did not answer for order ${orderId} within ${timeoutMs} ms`);
    },
    refund: (orderId) => refundScript.run(redis, [keys.gateway(orderId)], [String(Date.now())]),
  };
}
