import { makeKeys } from '@stockade/contracts';
import { makeHttpGateway } from '@stockade/payment/over-http';
import {
  CLOCK_ENV,
  makeHttp,
  makeRandom,
  onStage,
  openShop,
  scarceStock,
  untilQuiet,
  type RedisSetup,
  type Say,
  type Stage,
  type StageOptions,
} from '@stockade/stage';
import { judge, type Verdict } from './judge.js';
import { makeLedger, type Answer, type Met } from './ledger.js';
import type { ChaosOptions } from './options.js';
import { makeRedisClock } from './redis-clock.js';
import { makeSchedule, type FaultKind } from './schedule.js';
import { goShopping } from './shoppers.js';
import { watchStock } from './stock-watch.js';
import { strikeAll } from './strike-all.js';
import type { World } from './world.js';

const SHOPPERS = 48;
const REPLICAS = 2;
/** Of each shopper after each order, in a run with replicas: a failover takes as long as thousands of orders. */
const LEISURE_MS = 120;
const MIN_IDLE_MS = 1_500;
const PROGRESS_INTERVAL_MS = 10_000;
/** How long the provider may take to say what it has about a few hundred orders. */
const AUDIT_TIMEOUT_MS = 10_000;

export interface Result {
  verdict: Verdict;
  answers: Record<Answer, number>;
  met: Met;
  faults: Partial<Record<FaultKind, number>>;
  /** From the first order to the last answer. */
  seconds: number;
  /** From the last fault and the last order to the time when nothing was pending any more. */
  quietAfterMs: number;
  /** From each kill of Redis to the next accepted order. */
  recoveriesMs: number[];
  /** The part of each that came after the sentinels had named another primary. */
  afterReplacementMs: number[];
  stockSamples: number;
}

/** One run: start everything, order and break things at the same time, heal, wait until all is quiet, and judge. */
export function runChaos(options: ChaosOptions, say: Say): Promise<Result> {
  const { setup = 'single' } = options;
  const stage: StageOptions = {
    name: 'chaos',
    workspace: options.workspace,
    replicas: { store: REPLICAS, warehouse: REPLICAS, refund: REPLICAS },
    setup,
    ...(setup === 'single' && { replicaBehindProxy: 0 }),
    env: {
      ...CLOCK_ENV,
      PAYMENT_DELAY_MS: '5',
      // Long enough for a busy machine, and shorter than a silence of the provider.
      PAYMENT_TIMEOUT_MS: '1000',
      CONSUMER_MIN_IDLE_MS: String(MIN_IDLE_MS),
      ACCESS_TOKEN_TTL_S: '86400',
      LOG_LEVEL: 'error',
      ...(setup !== 'single' && { REPLICAS_MIN: '1' }),
      PARTITIONS: String(options.partitions ?? 1),
    },
  };
  return onStage(stage, say, (all) => rage(options, all, say));
}

async function rage(options: ChaosOptions, stage: Stage, say: Say): Promise<Result> {
  const { stack, redis } = stage;
  const { provider } = stack;
  if (provider === undefined) throw new Error('this stack has no payment provider outside');
  const keys = makeKeys(options.partitions ?? 1);
  const http = makeHttp(SHOPPERS * REPLICAS);
  const stocks = scarceStock(options.orders);
  const shop = await openShop(http, stack, stocks);
  const ledger = makeLedger();
  const clock = makeRedisClock();
  const bounds = { stockMax: Math.max(...stocks), minIdleMs: MIN_IDLE_MS };
  const world = {
    ...stage,
    ...bounds,
    http,
    keys,
    provider,
    shop,
    ledger,
    onRedisKilled: clock.killed,
    onRedisReplaced: clock.replaced,
  };
  const stopWatching = watchStock(redis, keys, shop);
  const { faults, seconds } = await orderUnderFire(options, world, clock.accepted, say);
  http.close();
  say('all orders are placed and all faults are over; waiting until all is quiet');
  const quietAfterMs = await untilQuiet(redis, keys, options.quietDeadlineMs);
  const stock = await stopWatching();
  const money = makeHttpGateway({ url: provider.url, timeoutMs: AUDIT_TIMEOUT_MS });
  const verdict = await judge({ redis, keys, money, ledger, stock, forgets: (options.setup ?? 'single') !== 'single' });
  await money.close();
  return {
    verdict,
    answers: ledger.counts(),
    met: ledger.met,
    faults,
    seconds,
    quietAfterMs,
    recoveriesMs: clock.recoveriesMs,
    afterReplacementMs: clock.afterReplacementMs,
    stockSamples: stock.count,
  };
}

/** Customers order and faults strike, side by side, until there is nothing more to order and everything is healed. */
async function orderUnderFire(
  { orders, seconds, seed, faults: kinds, setup = 'single', faultCount = faultsFor(orders, setup) }: ChaosOptions,
  world: World,
  onAccepted: (sentAt: number) => void,
  say: Say,
): Promise<Pick<Result, 'faults' | 'seconds'>> {
  const schedule = makeSchedule(makeRandom(seed), kinds, faultCount, REPLICAS, setup);
  const losesPrimaries = setup !== 'single';
  say(`${schedule.length} faults are scheduled`);
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1_000;
  let placed = 0;
  const progress = () => Math.max(placed / orders, elapsed() / seconds);
  const ticker = setInterval(
    () => say(`${elapsed().toFixed(0)} s: ${placed} of ${orders} orders placed`),
    PROGRESS_INTERVAL_MS,
  );

  const raging = strikeAll(world, schedule, progress, say);
  let isOver = false;
  void raging.then(() => (isOver = true));
  // A lost primary takes longer to be replaced than the orders between two: they go on until the last one is.
  const isOpen = () => elapsed() < seconds && (placed < orders || (losesPrimaries && !isOver));
  await goShopping({
    ...world,
    storeReplicas: REPLICAS,
    randoms: Array.from({ length: SHOPPERS }, (_, i) => makeRandom(seed * 1_000 + i + 1)),
    nextOrder: () => isOpen() && ++placed > 0,
    leisureMs: losesPrimaries ? LEISURE_MS : 0,
    onAccepted,
  });
  const took = elapsed();
  clearInterval(ticker);
  return { faults: await raging, seconds: took };
}

/** More orders meet more faults, but not in proportion: a long run shall also show what the system does in peace. */
function faultsFor(orders: number, setup: RedisSetup): number {
  return Math.ceil(Math.sqrt(orders) / (setup === 'single' ? 2 : 1.5));
}
