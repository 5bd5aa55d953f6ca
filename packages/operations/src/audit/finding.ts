/** The rules that the audit checks, in the words that it prints. */
export const RULES = {
  'record-readable': 'every list, stream, product and email that is read can be read',
  'order-readable': 'a listed order exists, and its records can be read',
  'order-timeline': 'the timestamps of an order show a legal path to its status',
  'order-events': 'an order keeps only events that led to its status',
  'order-total': 'lines, subtotal, fee and total of an order add up',
  'unpaid-settled': 'an order that was never paid has neither a reservation nor a refund',
  'reserved-xor-refunded': 'a paid order is reserved or refunded, never both',
  'reservation-lines': 'a reservation holds the lines of its order',
  'refund-record': 'a refunded order has one refund record, of exactly its total',
  'gateway-net': 'the gateway keeps the total of a completed order, and nothing of any other',
  'stuck-pending': 'a pending order has its event order-placed under way',
  'stuck-unreserved': 'a completed order is decided, or has its event order-completed under way',
  'stuck-unrefunded': 'a rejected order is refunded, or has its event refund-initiated under way',
  'index-orders': 'every order is listed in the index of all orders',
  'index-customer': 'every order is listed in the index of its customer',
  'index-refunds': 'every refund is listed in the index of all refunds',
  'index-refunds-customer': 'every refund is listed in the index of its customer',
  'index-users': 'every user is listed in the index of all users and in that of all emails',
  orphan: 'every reservation, refund and charge belongs to an order',
  'stock-readable': 'a listed product has a stock record that can be read',
  'stock-balance': 'received = available + reserved, and none is negative',
  'stock-reserved': 'the reserved stock of a product is the sum over its reservations',
  'transfer-sent': 'no place has taken a transfer of stock that was not sent to it',
  'transfer-taken': 'a transfer of stock that was sent is open until it is taken',
  'transfer-listed': 'a place lists exactly the transfers of stock that are open',
  'pending-long': 'no delivered event stays unsettled for longer than the limit',
} as const;

export type Rule = keyof typeof RULES;

/** A broken rule. */
export interface Finding {
  rule: Rule;
  /** The id of the order; of the product for the rules on stock and on its record, of the user for that on users; of a list its key. */
  id: string;
  what: string;
  /** The possible repair; absent when a person must decide. */
  remedy?: Remedy;
}

/** What a repair may do: announce a lost event again, or add a missing index entry. */
export type Remedy =
  | { kind: 'announce'; event: 'order-placed' | 'order-completed' | 'refund-initiated' }
  | { kind: 'list'; index: 'orders' | 'customer' | 'refunds' | 'refunds-customer' }
  | { kind: 'list-user'; email: string };

/** What a remedy does, in the words for an operator; null when there is none. */
export function describeRemedy(remedy: Remedy): string;
export function describeRemedy(remedy: Remedy | undefined): string | null;
export function describeRemedy(remedy: Remedy | undefined): string | null {
  if (remedy === undefined) return null;
  switch (remedy.kind) {
    case 'announce':
      return `announce ${remedy.event} again`;
    case 'list':
      return `add it to the index ${remedy.index}`;
    case 'list-user':
      return 'add it to the indexes of users';
  }
}
