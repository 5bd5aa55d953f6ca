import { PARTITIONS_MAX } from '@stockade/contracts';
import type { Arguments, RedisSetup } from '@stockade/stage';
import type { Hands } from './by-hand.js';
import { kindsOf, type FaultKind, type LeastOf } from './schedule.js';

const ORDERS_DEFAULT = 20_000;
const ORDERS_MAX = 10_000_000;
const SECONDS_DEFAULT = 3_600;
const FAULTS_MAX = 100_000;
const CLUSTER_PARTITIONS_DEFAULT = 12;

export interface ChaosOptions {
  orders: number;
  /** The run ends at this time even if not all orders are placed. */
  seconds: number;
  seed: number;
  faults: readonly FaultKind[];
  /** By default one Redis; else primaries are lost with their data. */
  setup?: RedisSetup;
  /** Into how many parts the shop is divided; default 1. */
  partitions?: number;
  /** How many faults strike; by default a number that grows with the orders. */
  faultCount?: number | undefined;
  /** How many of a kind strike at least; the number of faults grows with them. */
  leastOf?: LeastOf;
  /** Whether orders go on until the last fault is over; always so when primaries are lost. */
  ordersGoOn?: boolean;
  /** How long the system may take to come to rest at the end; default a minute. */
  quietDeadlineMs?: number;
  /** Somebody who breaks things by hand; then nothing is scheduled. */
  hands?: Hands;
  /** The built workspace whose services are run; by default this one. */
  workspace?: string | undefined;
}

export const USAGE = `Usage: npm run chaos -- [options]

  --orders N      how many orders are placed (default ${ORDERS_DEFAULT})
  --seconds N     stop ordering after this time even if there are orders left
  --seed N        the same seed schedules the same faults and the same orders (default: a new one, printed)
  --faults LIST   of ${kindsOf('single').join(', ')}; or none (default: all)
  --ha            Redis with replicas and sentinels, whose primary is lost again and again (REPLICAS_MIN=1); its
                  faults are ${kindsOf('ha').join(', ')}
  --cluster       a Redis Cluster, the same happens to its primaries, and slots are moved while orders flow; its
                  faults are those and ${kindsOf('cluster')
                    .filter((kind) => !kindsOf('ha').includes(kind))
                    .join(', ')}
  --partitions N  divide the shop into so many parts (default 1; with --cluster ${CLUSTER_PARTITIONS_DEFAULT})
  --fault-count N how many faults strike (default: half the root of the orders, more when primaries are lost)
  --workspace DIR run the services built there instead of the ones here
`;

export function readOptions(given: Arguments): ChaosOptions {
  const setup = given.flag('cluster') ? 'cluster' : given.flag('ha') ? 'ha' : 'single';
  return {
    orders: given.wholeNumber('orders', ORDERS_DEFAULT, ORDERS_MAX),
    seconds: given.wholeNumber('seconds', SECONDS_DEFAULT, SECONDS_DEFAULT * 24),
    seed: given.seed(),
    setup,
    partitions: given.wholeNumber('partitions', setup === 'cluster' ? CLUSTER_PARTITIONS_DEFAULT : 1, PARTITIONS_MAX),
    faults: readFaults(given.text('faults'), kindsOf(setup)),
    faultCount: given.wholeNumber('fault-count', undefined, FAULTS_MAX),
    workspace: given.text('workspace'),
  };
}

function readFaults(text: string | undefined, kinds: readonly FaultKind[]): readonly FaultKind[] {
  if (text === undefined) return kinds;
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const kind = kinds.find((known) => known === name.trim());
    if (kind === undefined) throw new Error(`--faults takes ${kinds.join(', ')} or none, not ${JSON.stringify(name)}`);
    return kind;
  });
}
