import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Finding } from './finding.js';
import { readOrders } from './order-record.js';
import type { OrderLimits } from './order-rules.js';
import type { OutsideProvider } from './outside-provider.js';
import { judgeRecords } from './scan-keys.js';
import { makeSuspects } from './suspects.js';

export interface JudgeOrderOptions extends OrderLimits {
  /** How long it waits before it looks again at what seems wrong. */
  graceMs: number;
  provider?: OutsideProvider | undefined;
}

/** Checks the rules of the audit that are about one order on this one. Of a right order one look is enough. */
export async function auditOrder(
  redis: Redis,
  keys: Keys,
  orderId: string,
  { graceMs, provider, ...limits }: JudgeOrderOptions,
): Promise<Finding[]> {
  const read = (ids: readonly string[]) => readOrders(redis, keys, ids, limits.gateway ? provider : undefined);
  const suspects = makeSuspects({ redis, keys, read, limits, graceMs });
  await suspects.examine(await read([orderId]));
  return [...(await suspects.settle()), ...(await judgeRecords(redis, keys, [{ kind: 'order', id: orderId }]))];
}
