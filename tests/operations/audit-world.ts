import { makeKeys } from '@stockade/contracts';
import {
  audit,
  makeRepair,
  type AuditSummary,
  type Finding,
  type RepairOutcome,
  type Rule,
} from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { System } from '../model/system.js';

const keys = makeKeys();

/** A system that its own handlers have brought into a right state, with an order for every end. */
export interface World {
  system: System;
  /** Orders by what became of them. */
  reserved: string;
  refunded: string;
  failed: string;
  cancelled: string;
  /** Placed, and its event is still waiting. */
  pending: string;
  product: string;
}
export async function makeWorld(redis: Redis): Promise<World> {
  const system = new System(redis);
  await system.open([5, 5]);
  for (const [quantity, declined] of [
    [2, false],
    [9, false],
    [1, true],
    [1, false],
  ] as const)
    await system.place([{ product: 0, quantity }], declined);
  await system.cancel(3);
  await handleNew(system, 'placed', 0, 4);
  await handleNew(system, 'completed', 0, 2);
  await handleNew(system, 'refund', 0, 1);
  await system.place([{ product: 0, quantity: 1 }], false);
  const [reserved = '', refunded = '', failed = '', cancelled = '', pending = ''] = system.orderIds;
  return { system, reserved, refunded, failed, cancelled, pending, product: system.productIds[0] ?? '' };
}

/** Reads entries and handles those from a place in the stream on, counted from 0. */
export async function handleNew(
  system: System,
  stream: 'placed' | 'completed' | 'refund',
  from: number,
  count: number,
) {
  await system.stream(stream).read(count);
  await system.stream(stream).handle(Array.from({ length: count }, (_, i) => from + i));
}

/**
 * Audits, and mends on the way if told so; an order may wait no time at all. `meanwhile` runs after the first reading
 * of the orders, and before the second.
 */
export async function runAudit(
  redis: Redis,
  repair = false,
  meanwhile = () => {},
): Promise<{ findings: Finding[]; outcomes: RepairOutcome[]; summary: AuditSummary }> {
  const findings: Finding[] = [];
  const outcomes: RepairOutcome[] = [];
  const mend = makeRepair(redis, keys);
  const summary = await audit(redis, keys, {
    stuckMs: 0,
    graceMs: 20,
    gateway: true,
    onProgress: meanwhile,
    onFinding: async (finding) => {
      findings.push(finding);
      if (repair && finding.remedy) outcomes.push(await mend(finding.id, finding.remedy));
    },
  });
  return { findings, outcomes, summary };
}
/** The rules that are broken, and by whom. */
export async function broken(redis: Redis): Promise<{ rule: Rule; id: string }[]> {
  return (await runAudit(redis)).findings.map(({ rule, id }) => ({ rule, id }));
}
