/** What the provider says to a charge. `voided`: the order was voided before, and no money moves for it any more. */
export type ChargeOutcome = 'approved' | 'declined' | 'voided';

export interface Charge {
  /** Also the idempotency key: a repeated charge gets the first answer and takes no more money. */
  orderId: string;
  /** Minor units of the currency, as ISO 4217 counts them: cents of USD, yen of JPY. */
  amount: number;
  currency: string;
  paymentMethod: string;
}

/**
 * A payment provider. Both calls are idempotent by order id, since either may be repeated after a crash. Both throw
 * when the provider does not answer; then nobody knows what happened, and the call has to be repeated.
 */
export interface PaymentGateway {
  charge(charge: Charge, signal: AbortSignal): Promise<ChargeOutcome>;
  /**
   * Gives back all that was charged for the order, and bars any later charge: a handler that stood still may still
   * be about to charge. Answers the amount given back in total, in minor units; 0 when nothing was charged.
   */
  refund(orderId: string, signal: AbortSignal): Promise<number>;
}
