import { makeKeys } from '@stockade/contracts';
import { makeHttpGateway } from '@stockade/payment/over-http';
import { nodesOf, type Redis } from '@stockade/redis';
import {
  CLOCK_ENV,
  makeHttp,
  onStage,
  openShop,
  scarceStock,
  untilQuiet,
  type Say,
  type Stage,
  type StageOptions,
} from '@stockade/stage';
import { watchEvents } from './event-watch.js';
import type { ChaosEvent } from './events.js';
import { countHappened, type Happening } from './happened.js';
import { judge, type Verdict } from './judge.js';
import { watchBooks } from './live-books.js';
import { makeLedger, type Answer, type Ledger, type Met } from './ledger.js';
import type { ChaosOptions } from './options.js';
import { CONNECTIONS_PER_REPLICA, orderUnderFire } from './order-under-fire.js';
import { makeRedisClock } from './redis-clock.js';
import { countRepeatedCharges } from './repeated-charges.js';
import type { FaultKind } from './schedule.js';
import { watchStock } from './stock-watch.js';
import { countFaults, type StruckFault } from './strike-all.js';
import { tellStory, type WholeStory } from './tell-story.js';
import { makeWitness, type Witness } from './witness.js';
import type { World } from './world.js';

const REPLICAS = 2;
const MIN_IDLE_MS = 1_500;
/** How long the provider may take to say what it has about a few hundred orders. */
const AUDIT_TIMEOUT_MS = 10_000;

export interface Result {
  verdict: Verdict;
  answers: Record<Answer, number>;
  met: Met;
  happened: Record<Happening, number>;
  faults: Partial<Record<FaultKind, number>>;
  struck: StruckFault[];
  /** From the first order to the last answer. */
  seconds: number;
  /** From the last fault and the last order to the time when nothing was pending any more. */
  quietAfterMs: number;
  /** From each kill of Redis to the next accepted order. */
  recoveriesMs: number[];
  /** The part of each that came after the sentinels had named another primary. */
  afterReplacementMs: number[];
  /** From the kill of a service to the settlement of an entry that it had in its hand, for some of them. */
  handoversMs: number[];
  stockSamples: number;
  story: WholeStory | null;
  redisVersion: string;
}

/** One run: start everything, order and break things at the same time, heal, wait until all is quiet, and judge. */
export function runChaos(options: ChaosOptions, say: Say, on: (event: ChaosEvent) => void = () => {}): Promise<Result> {
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
  return onStage(stage, say, (all) => rage(options, all, { say, on }));
}

async function rage(
  options: ChaosOptions,
  stage: Stage,
  tell: { say: Say; on: (event: ChaosEvent) => void },
): Promise<Result> {
  const { stack, redis } = stage;
  const { provider } = stack;
  if (provider === undefined) throw new Error('this stack has no payment provider outside');
  const keys = makeKeys(options.partitions ?? 1);
  const http = makeHttp(CONNECTIONS_PER_REPLICA * REPLICAS);
  const stocks = scarceStock(options.orders);
  const shop = await openShop(http, stack, stocks);
  const ledger = makeLedger();
  const clock = makeRedisClock();
  const witness = makeWitness(redis, keys, stack, ledger);
  const bounds = { stockMax: Math.max(...stocks), minIdleMs: MIN_IDLE_MS };
  const on = { onRedisKilled: clock.killed, onRedisReplaced: clock.replaced };
  const world = { ...stage, ...bounds, ...on, http, keys, provider, shop, ledger, witness };
  const looking = lookOn(world, tell.on);
  const { struck, seconds } = await orderUnderFire(options, world, REPLICAS, clock.accepted, tell);
  http.close();
  const quietAfterMs = await untilQuiet(redis, keys, options.quietDeadlineMs);
  const stories = await witness.stories();
  const { stock, announcedTwice } = await looking.end();
  const money = makeHttpGateway({ url: provider.url, timeoutMs: AUDIT_TIMEOUT_MS });
  const faults = countFaults(struck);
  const forgets = (options.setup ?? 'single') !== 'single';
  const books = { redis, keys, money, ledger };
  const verdict = await judge({ ...books, ...shop, stock, faults, announcedTwice, forgets });
  const story = await tellStory(books, stories);
  await money.close();
  const repeated = await countRepeated(witness, stage.ledgerFile);
  const recoveries = { recoveriesMs: clock.recoveriesMs, afterReplacementMs: clock.afterReplacementMs };
  return {
    verdict,
    ...told(ledger),
    happened: countHappened({ verdict, ledger, faults, stock, ...repeated, ...recoveries }),
    faults,
    struck,
    seconds,
    quietAfterMs,
    ...recoveries,
    handoversMs: stories.flatMap(({ handoverMs }) => handoverMs ?? []),
    stockSamples: stock.count,
    story,
    redisVersion: await readVersion(redis),
  };
}

async function countRepeated({ countDuplicates }: Witness, ledgerFile: string) {
  const [duplicates, chargesRepeated] = await Promise.all([
    countDuplicates(REPLICAS),
    countRepeatedCharges(ledgerFile),
  ]);
  return { duplicates, chargesRepeated };
}

/** What is looked at from outside all the while. */
function lookOn({ redis, keys, shop, ledgerFile }: World, on: (event: ChaosEvent) => void) {
  const stopWatching = watchStock(redis, keys, shop);
  const stopTailing = watchEvents(redis, keys);
  const stopLooking = watchBooks({ redis, keys, shop, ledgerFile }, (books) => on({ kind: 'books', books }));
  return {
    async end() {
      const [stock, announcedTwice] = await Promise.all([stopWatching(), stopTailing(), stopLooking()]);
      return { stock, announcedTwice };
    },
  };
}

const told = (ledger: Ledger) => ({ answers: ledger.counts(), met: ledger.met });

/** Such as `7.0.15`; Valkey tells its own besides the one of Redis that it is like. */
async function readVersion(redis: Redis): Promise<string> {
  const [node = redis] = nodesOf(redis);
  const info = await node.info('server');
  const valkey = /^valkey_version:(\S+)/m.exec(info)?.[1];
  return valkey === undefined ? (/^redis_version:(\S+)/m.exec(info)?.[1] ?? 'unknown') : `Valkey ${valkey}`;
}
