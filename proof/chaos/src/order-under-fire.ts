import { makeRandom, type Say } from '@stockade/stage';
import type { ChaosEvent } from './events.js';
import type { ChaosOptions } from './options.js';
import { makeSchedule } from './schedule.js';
import { goShopping } from './shoppers.js';
import { strikeAll, type StruckFault } from './strike-all.js';
import type { World } from './world.js';

const SHOPPERS = 48;
/** Of each shopper after each order, in a run with replicas: a failover takes as long as thousands of orders. */
const LEISURE_MS = 120;
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
  const { orders, seconds, seed, faults: kinds, setup = 'single', leastOf, ordersGoOn } = options;
  const { faultCount = faultsFor(orders, setup) } = options;
  const { say, on } = tell;
  const schedule = makeSchedule(makeRandom(seed), kinds, faultCount, replicas, setup, leastOf);
  const losesPrimaries = setup !== 'single';
  say(`${schedule.length} faults are scheduled`);
  on({ kind: 'begins', faults: schedule.length });
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1_000;
  let placed = 0;
  const progress = () => Math.max(placed / orders, elapsed() / seconds);
  const tickers = [
    setInterval(() => say(`${elapsed().toFixed(0)} s: ${placed} of ${orders} orders placed`), SAID_EVERY_MS),
    setInterval(() => on({ kind: 'orders', ...world.ledger.counts(), of: orders, seconds: elapsed() }), TOLD_EVERY_MS),
  ];

  const raging = strikeAll(world, schedule, progress, say, (fault) => on({ kind: 'fault', fault }));
  let isOver = false;
  void raging.then(() => (isOver = true));
  // A lost primary takes longer to be replaced than the orders between two: they go on until the last one is.
  const goesOn = losesPrimaries || ordersGoOn === true;
  const isOpen = () => elapsed() < seconds && (placed < orders || (goesOn && !isOver));
  await goShopping({
    ...world,
    storeReplicas: replicas,
    randoms: Array.from({ length: SHOPPERS }, (_, i) => makeRandom(seed * 1_000 + i + 1)),
    nextOrder: () => isOpen() && ++placed > 0,
    leisureMs: losesPrimaries ? LEISURE_MS : 0,
    onAccepted,
  });
  const took = elapsed();
  for (const ticker of tickers) clearInterval(ticker);
  const struck = await raging;
  say('all orders are placed and all faults are over; waiting until all is quiet');
  on({ kind: 'quiet' });
  return { struck, seconds: took };
}

/** More orders meet more faults, but not in proportion: a long run shall also show what the system does in peace. */
function faultsFor(orders: number, setup: ChaosOptions['setup']): number {
  return Math.ceil(Math.sqrt(orders) / (setup === 'single' ? 2 : 1.5));
}
