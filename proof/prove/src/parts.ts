import { kindsOf, type ChaosOptions } from '@stockade/chaos';
import type { ProveOptions } from './options.js';
import type { PartKey } from './proof.js';

/** Where machines are lost, orders wait for seconds again and again: there are fewer. */
const HA_ORDERS_SHARE = 0.2;
/** Of the minutes in which orders are placed. */
const SINGLE_TIME_SHARE = 0.5;
const S_PER_MIN = 60;
/** The stock is scarce for so many; whoever breaks things by hand ends it before. */
const ORDERS_BY_HAND_MAX = 3_000;

export const PART_TITLES: Readonly<Record<PartKey, string>> = {
  single: 'Orders under fire',
  ha: 'A machine is lost',
};

/** What such a run must meet often enough to mean something, whatever the dice say. */
const LEAST_OF: Readonly<Record<'short' | 'whole', Readonly<Record<PartKey, ChaosOptions['leastOf']>>>> = {
  short: {
    single: { 'kill-service': 3, 'freeze-service': 3, 'lose-group': 1, 'set-clock': 1, 'deny-command': 2 },
    ha: { 'lose-primary': 3 },
  },
  whole: {
    single: {
      'kill-service': 10,
      'freeze-service': 6,
      'lose-group': 2,
      'set-clock': 4,
      'kill-redis': 3,
      'deny-command': 3,
    },
    ha: { 'lose-primary': 7, 'kill-service': 2 },
  },
};
/** No more than come by themselves and what is asked for above: each kind of fault once. */
const FAULTS_BESIDES: Readonly<Record<'short' | 'whole', number>> = { short: 16, whole: 36 };

/** What is run on each Redis. */
export function optionsOf(key: PartKey, { seed, isShort, orders, minutes, hands }: ProveOptions): ChaosOptions {
  if (hands !== undefined) return { orders: ORDERS_BY_HAND_MAX, seconds: minutes * S_PER_MIN, seed, faults: [], hands };
  const length = isShort ? 'short' : 'whole';
  const isSingle = key === 'single';
  const share = isSingle ? SINGLE_TIME_SHARE : 1 - SINGLE_TIME_SHARE;
  const kinds = kindsOf(key);
  return {
    orders: isSingle ? orders : Math.ceil(orders * HA_ORDERS_SHARE),
    seconds: Math.ceil(minutes * S_PER_MIN * share),
    seed,
    faults: kinds,
    faultCount: Math.max(kinds.length, isSingle ? FAULTS_BESIDES[length] : kinds.length),
    leastOf: LEAST_OF[length][key] ?? {},
    ordersGoOn: true,
    setup: key,
  };
}
