import type { ChargeOutcome } from '@stockade/contracts';

export interface Charge {
  /** Also the idempotency key: a repeated charge gets the first answer and takes no money. */
  orderId: string;
  /** Minor units of the currency, as ISO 4217 counts them: cents of USD, yen of JPY. */
  amount: number;
  currency: string;
  paymentMethod: string;
}

/** What the provider has about an order. Amounts are minor units of the currency, times milliseconds since 1970. */
export interface Payment {
  outcome: ChargeOutcome;
  charged: number;
  givenBack: number;
  /** Null when the order was voided before it was charged: no currency was named then. */
  currency: string | null;
  /** When the charge was approved or declined; null when the order was voided before. */
  chargedAt: number | null;
  /** When the money was given back, or the order voided; null when neither was done. */
  givenBackAt: number | null;
}

/**
 * A payment provider. `charge` and `refund` are idempotent by order id, because either may be repeated after a crash.
 * All calls throw when the provider does not answer; then the outcome is unknown, and the call must be repeated.
 */
export interface PaymentGateway {
  charge(charge: Charge, signal: AbortSignal): Promise<ChargeOutcome>;
  /**
   * Gives back the whole charge of the order and bars any later charge, because a frozen handler may be about to
   * charge. Returns the amount given back in total, in minor units; 0 when nothing was charged.
   */
  refund(orderId: string, signal: AbortSignal): Promise<number>;
  /** Reads what the provider has about the order and changes nothing; null while it has decided nothing. */
  find(orderId: string, signal: AbortSignal): Promise<Payment | null>;
}

/** The provider did not answer or was not available. What was asked may have been done. */
export class GatewayError extends Error {
  override name = 'GatewayError';
}
