import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '@stockade/redis';
import type { Say } from '@stockade/stage';
import { STRIKES } from './faults.js';
import type { Fault, FaultKind } from './schedule.js';
import type { World } from './world.js';

const LOOK_INTERVAL_MS = 20;

/** Strikes each fault when its time has come. Faults of one target wait for each other, others overlap. */
export async function strikeAll(
  world: World,
  schedule: readonly Fault[],
  progress: () => number,
  say: Say,
): Promise<Partial<Record<FaultKind, number>>> {
  const counts: Partial<Record<FaultKind, number>> = {};
  const targets = new Map<string, Promise<void>>();
  for (const fault of schedule) {
    while (progress() < fault.at) await pause(LOOK_INTERVAL_MS);
    counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
    const target = targetOf(fault);
    const struck = (targets.get(target) ?? Promise.resolve()).then(() => STRIKES[fault.kind](world, fault));
    targets.set(
      target,
      struck.catch((error: unknown) => {
        const what = `${fault.kind} at ${fault.service} ${fault.replica}: ${messageOf(error)}`;
        say(`the fault did not heal: ${what}`);
        world.ledger.violations.push({ invariant: 'faults-heal', what });
      }),
    );
  }
  await Promise.all(targets.values());
  return counts;
}

function targetOf({ kind, service, replica }: Fault): string {
  if (kind === 'kill-provider' || kind === 'provider-silent') return 'provider';
  if (
    kind === 'lose-primary' ||
    kind === 'freeze-primary' ||
    kind === 'move-primary' ||
    kind === 'cut-replicas' ||
    kind === 'move-slots'
  )
    return 'redis';
  if (kind === 'kill-redis' || kind === 'tear-log' || kind === 'start-twice') return 'redis';
  return kind === 'kill-service' || kind === 'freeze-service' || kind === 'set-clock' ? `${service} ${replica}` : kind;
}
