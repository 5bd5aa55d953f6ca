import { SERVICE_NAMES, type ServiceName } from '@stockade/local';
import type { Random, RedisSetup } from '@stockade/stage';

/** What can go wrong, and how often each comes in a mixed run. */
const FAULT_WEIGHTS = [
  ['kill-service', 30],
  ['freeze-service', 10],
  ['kill-redis', 7],
  ['tear-log', 3],
  ['cut-connections', 12],
  ['flush-scripts', 10],
  ['lose-group', 8],
  ['poison', 12],
  ['restock', 8],
  ['tear-replies', 8],
  ['deny-command', 8],
  ['start-twice', 4],
  ['set-clock', 8],
  ['kill-provider', 8],
  ['provider-silent', 6],
] as const;
/** The same with replicas and sentinels: the primary is lost for good, and everything else goes on. */
const HA_FAULT_WEIGHTS = [
  ['lose-primary', 30],
  ['freeze-primary', 6],
  ['move-primary', 6],
  ['cut-replicas', 10],
  ['set-stock', 12],
  ['kill-service', 12],
  ['freeze-service', 6],
  ['cut-connections', 6],
  ['flush-scripts', 6],
  ['lose-group', 4],
  ['poison', 8],
  ['restock', 6],
  ['kill-provider', 4],
  ['provider-silent', 4],
] as const;
/** And slots go from one primary to another. */
const CLUSTER_FAULT_WEIGHTS = [...HA_FAULT_WEIGHTS, ['move-slots', 16]] as const;

export type FaultKind = (typeof FAULT_WEIGHTS | typeof CLUSTER_FAULT_WEIGHTS)[number][0];
const WEIGHTS: Readonly<Record<RedisSetup, readonly (readonly [FaultKind, number])[]>> = {
  single: FAULT_WEIGHTS,
  ha: HA_FAULT_WEIGHTS,
  cluster: CLUSTER_FAULT_WEIGHTS,
};

/** Of these kinds so many come besides, at the services in turn. */
export type LeastOf = Partial<Record<FaultKind, number>>;

/** The faults of a run on such a Redis. */
export const kindsOf = (setup: RedisSetup): readonly FaultKind[] => WEIGHTS[setup].map(([kind]) => kind);

export interface Fault {
  kind: FaultKind;
  /** When it strikes, as a share of the run. */
  at: number;
  service: ServiceName;
  replica: number;
  /** How long it lasts, where it lasts. */
  durationMs: number;
  /** A number for whatever else is left to chance. */
  dice: number;
}

/** The first and the last orders are placed in peace, so that the beginning and the end of the run are seen to work. */
const FIRST_FAULT_AT = 0.03;
const LAST_FAULT_AT = 0.97;
const DURATION_MIN_MS = 50;
const DURATION_MAX_MS = 1_200;

/** The faults of a run in the order in which they strike. It depends on nothing but its arguments. */
export function makeSchedule(
  random: Random,
  kinds: readonly FaultKind[],
  count: number,
  replicas: number,
  setup: RedisSetup = 'single',
  leastOf: LeastOf = {},
): Fault[] {
  const weights = WEIGHTS[setup].filter(([kind]) => kinds.includes(kind));
  // Where there are enough of them, each kind comes at least once.
  const once = count < weights.length ? [] : weights.map(([kind]) => ({ kind }));
  const besides = weights.flatMap(([kind]) =>
    Array.from({ length: leastOf[kind] ?? 0 }, (_, i) => ({ kind, service: SERVICE_NAMES[i % SERVICE_NAMES.length] })),
  );
  const certain: { kind: FaultKind; service?: ServiceName | undefined }[] = [...once, ...besides];
  const faults = Array.from({ length: weights.length === 0 ? 0 : Math.max(count, certain.length) }, (_, i): Fault => {
    return {
      kind: certain[i]?.kind ?? random.weighted<FaultKind>(weights),
      at: FIRST_FAULT_AT + random.next() * (LAST_FAULT_AT - FIRST_FAULT_AT),
      service: certain[i]?.service ?? random.pick(SERVICE_NAMES),
      replica: random.between(0, replicas - 1),
      durationMs: random.between(DURATION_MIN_MS, DURATION_MAX_MS),
      dice: random.next(),
    };
  });
  return faults.toSorted((a, b) => a.at - b.at);
}
