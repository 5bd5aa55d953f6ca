import { makeKeys } from '@stockade/contracts';
import { audit, type AuditSummary, type Finding } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { seedOrders } from './seed-orders.js';

export const ORDERS = 60;
const GRACE_MS = 20;
export const keys = makeKeys(3);
const [first, second, third] = keys.partitions;
if (first === undefined || second === undefined || third === undefined) throw new Error('there are three partitions');
export const [zero, one, two] = [first, second, third];
export const { depot } = keys;

/**
 * Fills an empty Redis. Returns a product with orders in every partition, and with transfers that were taken, one that is
 * open, and one that was taken and is not closed yet.
 */
export async function openPartitionedShop(client: Redis): Promise<string> {
  await seedOrders(client, ORDERS, keys);
  const product = (await client.zRange(keys.products, 0, 0))[0] ?? '';
  await client.hSet(depot.stockTransfers(product), {
    'sent:0': 4,
    'sent:1': 7,
    'open:1': 25,
    'sent:2': 1,
    'open:2': 3,
  });
  await client.sAdd(depot.openTransfers, [`${product} 1`, `${product} 2`]);
  await client.hSet(zero.stockTransfers(product), { 'seen:depot': 4 });
  await client.hSet(one.stockTransfers(product), { 'seen:depot': 6, 'sent:2': 2 });
  await client.hSet(two.stockTransfers(product), { 'seen:depot': 1, 'seen:1': 2 });
  return product;
}

/** Audits; an order may wait no time at all. `onFinding` is called with each finding. */
export async function runAudit(
  client: Redis,
  onFinding: (finding: Finding) => Promise<void> = async () => {},
): Promise<{ findings: Finding[]; summary: AuditSummary }> {
  const findings: Finding[] = [];
  const summary = await audit(client, keys, {
    stuckMs: 0,
    graceMs: GRACE_MS,
    gateway: true,
    onProgress: () => {},
    onFinding: async (finding) => {
      findings.push(finding);
      await onFinding(finding);
    },
  });
  return { findings, summary };
}
