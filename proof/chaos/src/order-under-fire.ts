import { setTimeout as pause } from 'node:timers/promises';
import { makeRandom, type Say } from '@stockade/stage';
import type { Hands } from './by-hand.js';
import type { ChaosEvent } from './events.js';
import type { ChaosOptions } from './options.js';
import { makeSchedule, type Fault } from './schedule.js';
import { goShopping } from './shoppers.js';
import { strikeAll, type StruckFault } from './strike-all.js';
import type { World } from './world.js';

const SHOPPERS = 48;
/** Of each shopper after each order, in a run with replicas: a failover takes as long as thousands of orders. */
const LEISURE_MS = 120;
const LOOK_INTERVAL_MS = 20;
const MS_PER_S = 1_000;
const SAID_EVERY_MS = 10_000;
const TOLD_EVERY_MS = 1_000;

export const CONNECTIONS_PER_REPLICA = SHOPPERS;

interface Fire {
  struck: StruckFault[];
  /** From the first order to the last answer. */
  seconds: number;
}

/** Customers order and faults strike, side by side, until there is nothing more to order and everything is healed. */
export async function orderUnderFire(
  options: ChaosOptions,
  world: World,
  replicas: number,
  onAccepted: (sentAt: number) => void,
  tell: { say: Say; on: (event: ChaosEvent) => void },
): Promise<Fire> {
  const { orders, seconds, seed, hands } = options;
  const { say, on } = tell;
  const losesPrimaries = (options.setup ?? 'single') !== 'single';
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / MS_PER_S;
  let placed = 0;
  const progress = () => Math.max(placed / orders, elapsed() / seconds);
  const schedule = hands === undefined ? scheduleOf(options, replicas) : [];
  say(hands === undefined ? `${schedule.length} faults are scheduled` : 'faults strike as they are asked for');
  on({ kind: 'begins', faults: schedule.length });
  const tellOrders = () => on({ kind: 'orders', ...world.ledger.counts(), of: orders, seconds: elapsed() });
  const tickers = [
    setInterval(() => say(`${elapsed().toFixed(0)} s: ${placed} of ${orders} orders placed`), SAID_EVERY_MS),
    setInterval(tellOrders, TOLD_EVERY_MS),
  ];

  const raging = strikeAll(world, hands?.faults(replicas) ?? inTime(schedule, progress), tell);
  let isOver = false;
  void raging.then(() => (isOver = true));
  // A lost primary takes longer to be replaced than the orders between two: they go on until the last one is.
  const goesOn = losesPrimaries || options.ordersGoOn === true;
  const isOpen = () => elapsed() < seconds && (placed < orders || (goesOn && !isOver)) && hands?.isOver() !== true;
  const take = () => isOpen() && ++placed > 0;
  await goShopping({
    ...world,
    storeReplicas: replicas,
    randoms: Array.from({ length: SHOPPERS }, (_, i) => makeRandom(seed * 1_000 + i + 1)),
    nextOrder: hands === undefined ? take : inTurn(hands, take),
    leisureMs: losesPrimaries ? LEISURE_MS : 0,
    onAccepted,
  });
  // Whoever breaks things by hand need not be the one who ends it.
  hands?.say({ do: 'end' });
  const took = elapsed();
  for (const ticker of tickers) clearInterval(ticker);
  // What was answered last is told too, so that it can be compared with what there is.
  tellOrders();
  const struck = await raging;
  say('all orders are placed and all faults are over; waiting until all is quiet');
  on({ kind: 'quiet' });
  return { struck, seconds: took };
}

function scheduleOf(
  { orders, seed, faults, setup = 'single', leastOf, faultCount = faultsFor(orders, setup) }: ChaosOptions,
  replicas: number,
): Fault[] {
  return makeSchedule(makeRandom(seed), faults, faultCount, replicas, setup, leastOf);
}

/** Each fault when the run has come so far. */
async function* inTime(schedule: readonly Fault[], progress: () => number): AsyncGenerator<Fault> {
  for (const fault of schedule) {
    while (progress() < fault.at) await pause(LOOK_INTERVAL_MS);
    yield fault;
  }
}

/** Lets one after the other order, as many in a second as are wanted. */
function inTurn(hands: Hands, take: () => boolean): () => Promise<boolean> {
  let nextAt = performance.now();
  return async () => {
    while (performance.now() < nextAt && !hands.isOver()) await pause(LOOK_INTERVAL_MS);
    // What was missed while nobody could order is not caught up with.
    nextAt = Math.max(nextAt, performance.now() - MS_PER_S) + MS_PER_S / hands.ordersPerS();
    return take();
  };
}

/** More orders meet more faults, but not in proportion: a long run shall also show what the system does in peace. */
function faultsFor(orders: number, setup: ChaosOptions['setup']): number {
  return Math.ceil(Math.sqrt(orders) / (setup === 'single' ? 2 : 1.5));
}
