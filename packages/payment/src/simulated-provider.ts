import { setTimeout as after } from 'node:timers/promises';
import type { ChargeOutcome } from '@stockade/contracts';
import { GatewayError, type Charge, type Payment, type PaymentGateway } from './gateway.js';
import { SLOW_DELAY_MS, TEST_CARDS, UNAVAILABLE_CALLS } from './test-cards.js';

const DECLINED = TEST_CARDS.declined.payment_method;
const TIMEOUT = TEST_CARDS.timeout.payment_method;
const SLOW = TEST_CARDS.slow.payment_method;
const UNAVAILABLE = TEST_CARDS.unavailable.payment_method;

/** The books of a simulated provider: what it decided for each order, and that it decides once. */
export interface ProviderBooks {
  /** Enters the decision unless there is one already; returns the one that stands. */
  decide(charge: Charge, decision: 'approved' | 'declined'): Promise<ChargeOutcome>;
  /** Gives back the whole charge, once, or bars a later one; returns the amount given back in total, minor units. */
  refund(orderId: string): Promise<number>;
  find(orderId: string): Promise<Payment | null>;
  /** Counts the calls of `charge` for this order, including this one; some test cards depend on it. */
  countCall(orderId: string): Promise<number>;
}

/** How a simulated provider behaves. */
export interface ProviderManners {
  /** How long a charge takes. */
  delayMs: number;
  /** How long a caller that gets no answer is kept waiting. */
  silentMs: number;
}

/** The rules of the simulated provider, with test cards for each kind of failure, wherever it keeps its books. */
export function makeSimulatedProvider(books: ProviderBooks, { delayMs, silentMs }: ProviderManners): PaymentGateway {
  async function think(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > 0) await after(ms, undefined, { signal });
  }

  return {
    async charge(charge, signal) {
      const { orderId, paymentMethod } = charge;
      await think(paymentMethod === SLOW ? SLOW_DELAY_MS : delayMs, signal);
      if (paymentMethod === UNAVAILABLE && (await books.countCall(orderId)) <= UNAVAILABLE_CALLS) {
        throw new GatewayError(`the payment gateway is not available for order ${orderId}`);
      }
      const outcome = await books.decide(charge, paymentMethod === DECLINED ? 'declined' : 'approved');
      if (paymentMethod !== TIMEOUT || (await books.countCall(orderId)) > 1) return outcome;
      await think(silentMs, signal);
      throw new GatewayError(`the payment gateway did not answer for order ${orderId} within ${silentMs} ms`);
    },
    refund: (orderId) => books.refund(orderId),
    find: (orderId) => books.find(orderId),
  };
}
