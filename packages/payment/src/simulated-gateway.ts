import { setTimeout as after } from 'node:timers/promises';
import { CHARGE_OUTCOMES, currencySchema, minorSchema, type ChargeOutcome, type Keys } from '@stockade/contracts';
import { coalesce, listOf, loadScript, oneOf, type Redis } from '@stockade/redis';
import { z } from 'zod';
import type { Charge, Payment, PaymentGateway } from './gateway.js';
import { SLOW_DELAY_MS, TEST_CARDS, UNAVAILABLE_CALLS } from './test-cards.js';

const chargeScript = loadScript(new URL('../src/lua/charge.lua', import.meta.url), listOf(oneOf(...CHARGE_OUTCOMES)));
const refundScript = loadScript(new URL('../src/lua/refund.lua', import.meta.url), Number);

const TIMEOUT_MS = 2_000;
const DECLINED = TEST_CARDS.declined.payment_method;
const TIMEOUT = TEST_CARDS.timeout.payment_method;
const SLOW = TEST_CARDS.slow.payment_method;
const UNAVAILABLE = TEST_CARDS.unavailable.payment_method;

/** Charges per call of the script, because a call blocks Redis meanwhile. */
const CHARGES_PER_CALL_MAX = 128;

export interface SimulatedGatewayOptions {
  redis: Redis;
  keys: Keys;
  /** How long a charge takes; 0 by default. */
  delayMs?: number;
  /** How long a caller waits for an answer before it gives up. */
  timeoutMs?: number;
}

/** The provider did not answer or was not available. The charge may have been made. */
export class GatewayError extends Error {
  override name = 'GatewayError';
}

/**
 * A simulated payment provider, with test cards for each kind of failure. It keeps its own ledger in Redis, as a
 * provider would on its side, so that it remembers across restarts and the audit can compare it with the orders.
 */
export function makeSimulatedGateway({
  redis,
  keys,
  delayMs = 0,
  timeoutMs = TIMEOUT_MS,
}: SimulatedGatewayOptions): PaymentGateway {
  async function think(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > 0) await after(ms, undefined, { signal });
  }

  const decide = coalesce<Charge, ChargeOutcome>((charges) => {
    const args = charges.flatMap(({ amount, currency, paymentMethod }) => [
      String(amount),
      currency,
      paymentMethod === DECLINED ? 'declined' : 'approved',
    ]);
    const books = charges.map(({ orderId }) => keys.gateway(orderId));
    return chargeScript.run(redis, books, [String(Date.now()), ...args]);
  }, CHARGES_PER_CALL_MAX);

  /** Counts the calls of `charge` for this order, including this one; some test cards depend on it. */
  const countCall = (orderId: string) => redis.hIncrBy(keys.gateway(orderId), 'calls', 1);

  return {
    async charge(charge, signal) {
      const { orderId, paymentMethod } = charge;
      await think(paymentMethod === SLOW ? SLOW_DELAY_MS : delayMs, signal);
      if (paymentMethod === UNAVAILABLE && (await countCall(orderId)) <= UNAVAILABLE_CALLS) {
        throw new GatewayError(`the payment gateway is not available for order ${orderId}`);
      }
      const outcome = await decide(charge);
      if (paymentMethod !== TIMEOUT || (await countCall(orderId)) > 1) return outcome;
      await think(timeoutMs, signal);
      throw new GatewayError(`the payment gateway did not answer for order ${orderId} within ${timeoutMs} ms`);
    },
    refund: (orderId) => refundScript.run(redis, [keys.gateway(orderId)], [String(Date.now())]),
    find: async (orderId) => readLedger(await redis.hmGet(keys.gateway(orderId), [...LEDGER_FIELDS])),
  };
}

const LEDGER_FIELDS = ['outcome', 'charged', 'refunded', 'currency', 'charged_at', 'refunded_at'] as const;
const timeSchema = z.coerce.number().int().nullable();
const amountSchema = z.coerce.number().pipe(minorSchema);

/** What charge.lua and refund.lua write. A ledger that only counts calls has no outcome yet. */
const ledgerSchema = z.tuple([
  z.enum(CHARGE_OUTCOMES),
  amountSchema,
  amountSchema,
  currencySchema.nullable(),
  timeSchema,
  timeSchema,
]);

function readLedger(fields: readonly (string | null)[]): Payment | null {
  if (fields[0] === null) return null;
  const [outcome, charged, givenBack, currency, chargedAt, givenBackAt] = ledgerSchema.parse(fields);
  return { outcome, charged, givenBack, currency, chargedAt, givenBackAt };
}
