import type { ChargeOutcome } from '@stockade/contracts';
import type { Charge, ProviderBooks } from '@stockade/payment';
import type { Logger } from '@stockade/service';
import { decisionSchema, makeAccounts, type Accounts, type Decision } from './accounts.js';
import { makeJournal } from './journal.js';
import { openLedgerFile } from './ledger-file.js';

/** An order is to be charged again, and not for the same. */
export class AnotherCharge extends Error {
  override name = 'AnotherCharge';
}

/** The books of this provider: in memory, and each decision on the disk before anybody is told of it. */
export interface Ledger extends ProviderBooks {
  /** What stands about the order, if something does. Rejects with AnotherCharge when it was charged for something else. */
  standing(charge: Charge): Promise<ChargeOutcome | undefined>;
  /** Orders about which something was decided, in that sequence, after so many others. */
  page(after: number, limit: number): { orderIds: readonly string[]; isLast: boolean };
  /** How many orders something was decided about. */
  orders(): number;
  /** Resolves when a decision could not be written. What is in memory then is not on the disk, so the process must end. */
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

/** Reads the ledger of earlier runs and goes on with it. Throws an Error that says what is wrong with it. */
export async function openLedger(path: string, logger: Pick<Logger, 'warn'>): Promise<Ledger> {
  const accounts = makeAccounts();
  const { file, cutBytes, close } = await openLedgerFile(path, (line, number) => replay(accounts, path, line, number));
  if (cutBytes > 0) logger.warn({ ledger: path, cutBytes }, 'cut off half a line at the end, which was never answered');
  const journal = makeJournal(file);

  function enter(decision: Decision): void {
    accounts.apply(decision);
    journal.append(JSON.stringify(decision));
  }

  return {
    async standing(charge) {
      const outcome = outcomeOf(accounts, charge);
      if (outcome !== undefined) await journal.durable();
      return outcome;
    },
    async decide(charge, decision) {
      const { orderId, amount, currency } = charge;
      const outcome = outcomeOf(accounts, charge) ?? decision;
      if (accounts.find(orderId) === undefined)
        enter({ did: 'charge', order_id: orderId, outcome: decision, amount, currency, at: Date.now() });
      await journal.durable();
      return outcome;
    },
    async refund(orderId) {
      const account = accounts.find(orderId);
      const isOpen = account === undefined || account.givenBack < account.charged;
      if (isOpen) enter({ did: 'refund', order_id: orderId, at: Date.now() });
      await journal.durable();
      return account?.charged ?? 0;
    },
    async find(orderId) {
      await journal.durable();
      return accounts.find(orderId) ?? null;
    },
    async countCall(orderId) {
      enter({ did: 'call', order_id: orderId });
      const calls = accounts.calls(orderId);
      await journal.durable();
      return calls;
    },
    page(after, limit) {
      const orderIds = accounts.orderIds.slice(after, after + limit);
      return { orderIds, isLast: after + orderIds.length >= accounts.orderIds.length };
    },
    orders: () => accounts.orderIds.length,
    failed: journal.failed,
    async close() {
      await journal.durable();
      await close();
    },
  };
}

function outcomeOf(accounts: Accounts, { orderId, amount, currency }: Charge): ChargeOutcome | undefined {
  const account = accounts.find(orderId);
  if (account === undefined || account.outcome === 'voided') return account?.outcome;
  if (account.asked === amount && account.currency === currency) return account.outcome;
  const before = `${account.asked} ${account.currency}`;
  throw new AnotherCharge(`Order ${orderId} was charged ${before} before, and is to be charged ${amount} ${currency}`);
}

function replay(accounts: Accounts, path: string, line: string, number: number): void {
  const refuse = (why: string) =>
    new Error(
      `line ${number} of the ledger ${path} is ${why}: put back a whole copy of the file, or set PROVIDER_LEDGER`,
    );
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw refuse('no JSON');
  }
  const decision = decisionSchema.safeParse(json);
  if (!decision.success) throw refuse('no decision');
  try {
    accounts.apply(decision.data);
  } catch (error) {
    throw refuse(`wrong (${error instanceof Error ? error.message : String(error)})`);
  }
}
