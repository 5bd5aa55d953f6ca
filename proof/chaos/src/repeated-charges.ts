import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const lineSchema = z.object({ did: z.string(), order_id: z.string(), outcome: z.string().optional() });

/**
 * How many orders were charged without the provider answering, so that the charge had to be asked for again. In its ledger the
 * decision stands before the call that it left unanswered; the other test cards count their calls before anything is decided.
 */
export async function countRepeatedCharges(ledgerFile: string): Promise<number> {
  const charged = new Set<string>();
  const counted = new Set<string>();
  const unanswered = new Set<string>();
  for (const text of (await readFile(ledgerFile, 'utf8')).split('\n')) {
    if (text === '') continue;
    const { did, order_id, outcome } = lineSchema.parse(JSON.parse(text));
    if (did === 'charge' && outcome === 'approved') charged.add(order_id);
    if (did !== 'call') continue;
    if (charged.has(order_id) && !counted.has(order_id)) unanswered.add(order_id);
    else counted.add(order_id);
  }
  return unanswered.size;
}
