/** The provider's answer to a charge. `voided`: the order was voided before, so it is never charged. */
export type ChargeOutcome = 'approved' | 'declined' | 'voided';

export interface Charge {
  /** Also the idempotency key: a repeated charge gets the first answer and takes no money. */
  orderId: string;
  /** Minor units of the currency, as ISO 4217 counts them: cents of USD, yen of JPY. */
  amount: number;
  currency: string;
  paymentMethod: string;
}

/**
 * A payment provider. Both calls are idempotent by order id, because either may be repeated after a crash. Both throw
 * when the provider does not answer; then the outcome is unknown, and the call must be repeated.
 */
export interface PaymentGateway {
  charge(charge: Charge, signal: AbortSignal): Promise<ChargeOutcome>;
  /**
   * Gives back the whole charge of the order and bars any later charge, because a frozen handler may be about to
   * charge. Returns the amount given back in total, in minor units; 0 when nothing was charged.
   */
  refund(orderId: string, signal: AbortSignal): Promise<number>;
}
