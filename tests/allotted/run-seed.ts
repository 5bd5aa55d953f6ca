import type { Redis } from '@stockade/redis';
import type { AllottedStock } from '../../services/warehouse/src/gather.js';
import { makeOnOrderCompleted } from '../../services/warehouse/src/on-order-completed.js';
import { makeProducts } from '../../services/warehouse/src/product-changes.js';
import { makeWorker, type Intercept, type Worker } from './held-redis.js';
import { makeRandom, type Random } from './random.js';
import { makeTally, type Tally } from './tally.js';
import { expectEnd, makeWitness, type Fewest, type Witness } from './witness.js';
import { allottedOn, finishAll, makeWorld, type Order, type World } from './world.js';

const WORKERS_MAX = 4;
const STEPS_MAX = 5_000;
const SETTINGS_MAX = 3;
const STOCK_SET_MAX = 10;
const BATCH_MAX = 3;

/** A fault that is put into the protocol, in each process anew. */
export interface Mutation {
  /** Instead of how the steps are made. */
  allotted?: (allotted: AllottedStock, redis: Redis) => AllottedStock;
  /** Instead of a call of Redis. */
  intercept?: Intercept;
}

interface Running {
  worker: Worker;
  orders: readonly Order[];
  fewest: Fewest;
  isStalled: boolean;
  isDone: boolean;
}

/**
 * Runs some warehouses against each other on a Redis, with the real handler and scripts: one step of one of them at a time, in a
 * random sequence that follows from the seed. They are killed, stand still for long, and lose leases, and the stock is set.
 * Throws an Error when a piece is lost or made, when an order is refused although enough was there all the time, or when one
 * is never decided.
 */
export async function runSeed(client: Redis, seed: number, mutation: Mutation = {}): Promise<Tally> {
  const random = makeRandom(seed);
  const world = await makeWorld(client, random);
  const tally = makeTally();
  const witness = await makeWitness(client, world, tally);
  const shop = makeShop({ client, world, witness, random, tally, mutation });
  while (!shop.isAtRest()) {
    if (tally.steps++ === STEPS_MAX) throw new Error('it does not come to an end');
    shop.startSome();
    shop.disturb();
    if (random.permille(10)) tally.leasesLost += await client.del(world.keys.gathering(random.of(world.productIds)));
    await shop.step();
  }
  await finishAll(allottedOn(client, world.keys).moves);
  await witness.look([]);
  await expectEnd(client, world);
  return tally;
}

interface ShopOptions {
  client: Redis;
  world: World;
  witness: Witness;
  random: Random;
  tally: Tally;
  mutation: Mutation;
}

/** The processes that run, and the orders that wait for one. */
function makeShop({ client, world: { keys, productIds, orders }, witness, random, tally, mutation }: ShopOptions) {
  const queue = [...orders];
  let running: Running[] = [];
  let settingsLeft = random.below(SETTINGS_MAX + 1);
  const failures: unknown[] = [];

  function begin(some: readonly Order[], work: (worker: Worker, allotted: AllottedStock) => Promise<unknown>): void {
    const fewest: Fewest = new Map();
    const mutate = mutation.intercept ?? ((call) => call);
    const worker = makeWorker(client, (call) => witness.watch(some, fewest, mutate(call)));
    const allotted = allottedOn(worker.redis, keys, worker.pause);
    const one: Running = { worker, orders: some, fewest, isStalled: false, isDone: false };
    running.push(one);
    work(worker, mutation.allotted?.(allotted, worker.redis) ?? allotted)
      .catch((error: unknown) => failures.push(error))
      .finally(() => (one.isDone = true));
  }

  async function handle({ redis }: Worker, allotted: AllottedStock, batch: readonly Order[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    const handler = makeOnOrderCompleted(redis, keys, first.home, allotted);
    const deliveries = batch.map(({ delivery }) => delivery);
    const outcomes = await handler.handle(deliveries, new AbortController().signal);
    for (const [i, order] of batch.entries()) {
      const outcome = outcomes[i];
      if (typeof outcome !== 'object' || !('retry' in outcome)) continue;
      if (outcome.retry instanceof Error) failures.push(outcome.retry);
      queue.push(order);
    }
  }

  async function setStock({ redis }: Worker, allotted: AllottedStock): Promise<void> {
    const stock_quantity = random.below(STOCK_SET_MAX);
    try {
      await makeProducts(redis, keys, 'USD', allotted).update(random.of(productIds), { stock_quantity });
    } catch (error) {
      if (!String(error).includes('does not come to rest')) throw error;
      tally.settingsGivenUp += 1;
    }
  }

  return {
    isAtRest: () => running.length === 0 && queue.length === 0 && settingsLeft === 0,

    startSome(): void {
      if (running.filter(({ isStalled }) => !isStalled).length >= WORKERS_MAX) return;
      if (settingsLeft > 0 && random.permille(60)) {
        settingsLeft -= 1;
        begin([], setStock);
      } else if (random.permille(20)) {
        begin([], (_, { moves }) => finishAll(moves));
      } else if (queue.length > 0) {
        const { home } = random.of(queue);
        const batch = queue.filter((order) => order.home === home).slice(0, 1 + random.below(BATCH_MAX));
        for (const order of batch) queue.splice(queue.indexOf(order), 1);
        begin(batch, (worker, allotted) => handle(worker, allotted, batch));
      }
    },

    /** A process is killed, or stands still: then its orders are delivered to another, and some day it goes on. */
    disturb(): void {
      if (running.length === 0) return;
      const one = random.of(running);
      const fate = random.below(1_000);
      if (one.isStalled) {
        one.isStalled = fate >= 100;
      } else if (fate < 15) {
        one.worker.kill();
        running = running.filter((other) => other !== one);
        queue.push(...one.orders);
        tally.killed += 1;
      } else if (fate < 30) {
        one.isStalled = true;
        queue.push(...one.orders);
        tally.stalled += 1;
      }
    },

    /** Lets one of them go on. */
    async step(): Promise<void> {
      const able = running.filter(({ worker, isStalled }) => worker.isHeld() && !isStalled);
      if (able.length > 0) await random.of(able).worker.letPass(random.below(2) === 0);
      await witness.look(running.map(({ fewest }) => fewest));
      running = running.filter(({ isDone }) => !isDone);
      if (failures.length > 0) throw new Error('a process failed', { cause: failures[0] });
    },
  };
}
