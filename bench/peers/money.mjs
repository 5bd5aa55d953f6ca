// @ts-check
// The payment provider, the same for every system, and its book.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { freePort, makeProvider } from '@stockade/local';
import { z } from 'zod';

const lineSchema = z.discriminatedUnion('did', [
  z.object({ did: z.literal('charge'), order_id: z.string(), outcome: z.string(), amount: z.number() }),
  z.object({ did: z.literal('refund'), order_id: z.string() }),
  z.object({ did: z.literal('call'), order_id: z.string() }),
]);

/**
 * Starts it; each of its answers is on the disk before it is given.
 * @param {string} ledger where it keeps its book
 * @param {number} delayMs how long a charge takes
 */
export async function startProvider(ledger, delayMs) {
  const provider = makeProvider({ ledger, port: await freePort(), env: { PAYMENT_DELAY_MS: String(delayMs) } });
  await provider.start();
  return provider;
}

/**
 * What it has about each order, line by line of its book.
 * @param {string} ledger
 * @returns {Promise<Map<string, import('./referee.mjs').Payment>>}
 */
export async function readPayments(ledger) {
  /** @type {Map<string, import('./referee.mjs').Payment>} */
  const payments = new Map();
  for await (const text of createInterface({ input: createReadStream(ledger) })) {
    const line = lineSchema.parse(JSON.parse(text));
    const payment = payments.get(line.order_id) ?? { charges: [], refunds: 0 };
    payments.set(line.order_id, payment);
    if (line.did === 'charge' && line.outcome === 'approved') payment.charges.push(line.amount);
    if (line.did === 'refund') payment.refunds += 1;
  }
  return payments;
}
