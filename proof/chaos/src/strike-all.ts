import { messageOf } from '@stockade/redis';
import type { Say } from '@stockade/stage';
import { STRIKES } from './faults.js';
import type { Fault, FaultKind } from './schedule.js';
import type { World } from './world.js';

type StrikeEvent =
  | { kind: 'strike'; fault: Pick<StruckFault, 'kind' | 'target'> }
  | { kind: 'fault'; fault: StruckFault };

/** A fault that struck. */
export interface StruckFault {
  kind: FaultKind;
  /** What it struck: a service and its replica, such as `store 1`, or `redis`, or `provider`; null when it was another thing. */
  target: string | null;
  /** From the start of the run. */
  atMs: number;
  /** Until the damage was over. */
  tookMs: number;
  hasHealed: boolean;
}

/**
 * Strikes each fault as it comes, and tells when it strikes and when it is over. Faults of one target wait for each other,
 * others overlap.
 */
export async function strikeAll(
  world: World,
  faults: AsyncIterable<Fault>,
  { say, on }: { say: Say; on: (event: StrikeEvent) => void },
): Promise<StruckFault[]> {
  const startedAt = performance.now();
  const all: StruckFault[] = [];
  const targets = new Map<string, Promise<void>>();
  for await (const fault of faults) {
    const target = targetOf(fault);
    const before = targets.get(target) ?? Promise.resolve();
    targets.set(
      target,
      before.then(() => strike(fault, target)),
    );
  }
  await Promise.all(targets.values());
  return all;

  async function strike(fault: Fault, target: string): Promise<void> {
    const at = performance.now();
    const where = fault.kind === 'deny-command' ? fault.service : target === fault.kind ? null : target;
    on({ kind: 'strike', fault: { kind: fault.kind, target: where } });
    const hasHealed = await STRIKES[fault.kind](world, fault).then(
      () => true,
      (error: unknown) => {
        const what = `${fault.kind} at ${fault.service} ${fault.replica}: ${messageOf(error)}`;
        say(`the fault did not heal: ${what}`);
        world.ledger.violations.push({ invariant: 'faults-heal', what });
        return false;
      },
    );
    const times = { atMs: at - startedAt, tookMs: performance.now() - at };
    const struck = { kind: fault.kind, target: where, ...times, hasHealed };
    all.push(struck);
    on({ kind: 'fault', fault: struck });
  }
}

export function countFaults(struck: readonly StruckFault[]): Partial<Record<FaultKind, number>> {
  const counts: Partial<Record<FaultKind, number>> = {};
  for (const { kind } of struck) counts[kind] = (counts[kind] ?? 0) + 1;
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
