/** What a payment provider outside Redis has about an order; amounts in minor units. */
interface OutsidePayment {
  charged: number;
  givenBack: number;
}

/** A payment provider that keeps its ledger outside Redis, as the audit asks it. Both reject when it does not answer. */
export interface OutsideProvider {
  /** What it has about each of these orders, in their sequence; null where it has decided nothing. */
  findPayments(orderIds: readonly string[]): Promise<readonly (OutsidePayment | null)[]>;
  /** The ids of all orders that it has decided, in pages. */
  listOrders(): AsyncIterable<readonly string[]>;
}
