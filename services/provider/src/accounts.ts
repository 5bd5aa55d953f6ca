import { currencySchema, idSchema, minorSchema } from '@stockade/contracts';
import type { Payment } from '@stockade/payment';
import { z } from 'zod';

const timeSchema = z.int().nonnegative();

/** A line of the ledger: something that the provider decided, or a call that a test card counts. */
export const decisionSchema = z.discriminatedUnion('did', [
  z.strictObject({
    did: z.literal('charge'),
    order_id: idSchema,
    outcome: z.enum(['approved', 'declined']),
    amount: minorSchema,
    currency: currencySchema,
    at: timeSchema,
  }),
  z.strictObject({ did: z.literal('refund'), order_id: idSchema, at: timeSchema }),
  z.strictObject({ did: z.literal('call'), order_id: idSchema }),
]);
export type Decision = z.infer<typeof decisionSchema>;

/** A payment, and the amount that was asked for, which a declined charge does not take. */
interface Account extends Payment {
  asked: number;
}

/** What all decisions so far come to. */
export interface Accounts {
  /** Takes a decision. Throws an Error when it contradicts an earlier one. */
  apply(decision: Decision): void;
  find(orderId: string): Readonly<Account> | undefined;
  calls(orderId: string): number;
  /** The orders about which something was decided, in that sequence. */
  readonly orderIds: readonly string[];
}

export function makeAccounts(): Accounts {
  const accounts = new Map<string, Account>();
  const calls = new Map<string, number>();
  const orderIds: string[] = [];

  function add(orderId: string, account: Account): void {
    accounts.set(orderId, account);
    orderIds.push(orderId);
  }

  function charge({ order_id, outcome, amount, currency, at }: Extract<Decision, { did: 'charge' }>): void {
    if (accounts.has(order_id)) throw new Error(`order ${order_id} is charged a second time`);
    const charged = outcome === 'approved' ? amount : 0;
    add(order_id, { outcome, asked: amount, charged, givenBack: 0, currency, chargedAt: at, givenBackAt: null });
  }

  function refund({ order_id, at }: Extract<Decision, { did: 'refund' }>): void {
    const account = accounts.get(order_id);
    if (account === undefined) {
      const nothing = { asked: 0, charged: 0, givenBack: 0, currency: null, chargedAt: null };
      add(order_id, { outcome: 'voided', ...nothing, givenBackAt: at });
      return;
    }
    account.givenBack += account.charged;
    account.givenBackAt = at;
    if (account.givenBack > account.charged) throw new Error(`order ${order_id} is refunded a second time`);
  }

  return {
    apply(decision) {
      switch (decision.did) {
        case 'charge':
          return charge(decision);
        case 'refund':
          return refund(decision);
        case 'call':
          calls.set(decision.order_id, (calls.get(decision.order_id) ?? 0) + 1);
      }
    },
    find: (orderId) => accounts.get(orderId),
    calls: (orderId) => calls.get(orderId) ?? 0,
    orderIds,
  };
}
