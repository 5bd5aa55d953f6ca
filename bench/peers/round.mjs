// @ts-check
// A round: a fresh system, orders as fast as it takes them, then at half of that, then the referee.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { countFsyncs } from './fsyncs.mjs';
import { closedLoop, now, openLoop } from './load.mjs';
import { readPayments, startProvider } from './money.mjs';
import { planPhase } from './orders.mjs';
import { bytesWrittenByTree, cpuTimeOfTree, memoryOfTree } from './process-tree.mjs';
import { judge } from './referee.mjs';
import { ratesOf, latenciesOf } from './statistics.mjs';

const WARM_UP_ORDERS = 1_000;
const WARM_UP_PRODUCTS = 50;
/** Of its own capacity; what is left is for the peaks of a real day. */
const OPEN_LOOP_SHARE = 0.5;
const OPEN_LOOP_S = 10;
const STRACED_ORDERS = 300;
const SINGLE_ORDERS = 100;
export const DECIDED_DEADLINE_MS = 120_000;
const LOOK_PAUSE_MS = 10;
/** Between two looks at all orders, which cost much. */
const BOOKS_PAUSE_MS = 1_000;
/** Orders that are looked at one after the other before all are. */
const LATEST = 50;

/**
 * @typedef {import('./referee.mjs').Books} Books
 * @typedef {import('./load.mjs').Answer} Answer
 *
 * @typedef {object} RoundOptions
 * @property {import('./orders.mjs').Shape} shape
 * @property {number} orders of the closed loop
 * @property {number} delayMs of the payment provider
 * @property {boolean} [straced] whether to count fsyncs besides
 *
 * @typedef {object} RoundResult
 * @property {import('./statistics.mjs').Rates} closed
 * @property {Record<string, number>} cpuMicroseconds per order, by process
 * @property {Record<string, number>} memoryBytes by process, after the closed loop
 * @property {number} bytesPerOrder written by the store
 * @property {import('./statistics.mjs').Latencies & { rate: number }} open
 * @property {{ busy: number | undefined, single: number | undefined } | undefined} fsyncsPerOrder
 * @property {import('./referee.mjs').Verdict} verdict
 */

/**
 * A system on a fresh store beside a fresh payment provider, for as long as `work` takes.
 * @template T
 * @param {import('./system.mjs').Entrant} entrant
 * @param {number} delayMs
 * @param {(stage: Stage) => Promise<T>} work
 * @returns {Promise<T>}
 *
 * @typedef {object} Stage
 * @property {import('./system.mjs').System} system
 * @property {number} providerPid
 * @property {(shape: import('./orders.mjs').Shape, orders: number, products?: number) => Promise<import('./orders.mjs').Wish[]>} prepare
 *   plans a phase and puts its stock on the shelf
 * @property {(answers: readonly Answer[]) => void} remember for the referee
 * @property {() => Promise<import('./referee.mjs').Verdict>} judge at rest
 */
export async function onStage(entrant, delayMs, work) {
  const dir = await mkdtemp(join(tmpdir(), `stockade-peer-${entrant.name}-`));
  const ledger = join(dir, 'ledger.jsonl');
  const provider = await startProvider(ledger, delayMs);
  /** @type {import('./system.mjs').System | undefined} */
  let system;
  try {
    system = await entrant.open({ dir, providerUrl: provider.url });
    const opened = system;
    /** @type {Answer[]} */
    const asked = [];
    /** @type {Record<string, number>} */
    const shelf = {};
    return await work({
      system: opened,
      providerPid: provider.process().pid,
      async prepare(shape, orders, products) {
        const { wishes, stock } = planPhase(shape, orders, products);
        Object.assign(shelf, stock);
        await opened.seed(stock);
        return wishes;
      },
      remember: (answers) => void asked.push(...answers),
      judge: async () =>
        judge({ asked, stock: shelf, books: await opened.books(), payments: await readPayments(ledger) }),
    });
  } finally {
    await system?.stop();
    await provider.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * @param {import('./system.mjs').Entrant} entrant
 * @param {RoundOptions} options
 * @returns {Promise<RoundResult>}
 */
export function runRound(entrant, { shape, orders, delayMs, straced = false }) {
  return onStage(entrant, delayMs, async (stage) => {
    const { system, prepare, remember } = stage;
    const warmUp = await closedLoop(system.target, await prepare(shape, WARM_UP_ORDERS, WARM_UP_PRODUCTS));
    remember(warmUp);
    await untilDecided(system, warmUp);

    const wishes = await prepare(shape, orders);
    const before = account(stage);
    const answers = await closedLoop(system.target, wishes);
    remember(answers);
    await untilLatestDecided(system, answers);
    const after = account(stage);
    const closed = ratesOf(answers, await untilDecided(system, answers));

    const rate = Math.max(1, Math.min(closed.accepted, closed.decided) * OPEN_LOOP_SHARE);
    const steady = await openLoop(system.target, await prepare(shape, Math.ceil(rate * OPEN_LOOP_S)), rate);
    remember(steady);
    const open = { rate, ...latenciesOf(steady, await untilDecided(system, steady)) };
    const fsyncsPerOrder = straced ? await countPerOrder(stage, shape) : undefined;
    return {
      closed,
      cpuMicroseconds: each(after.cpu, (name, value) => (value - (before.cpu[name] ?? 0)) / orders),
      memoryBytes: after.memory,
      bytesPerOrder: (after.written - before.written) / orders,
      open,
      fsyncsPerOrder,
      verdict: await stage.judge(),
    };
  });
}

/** @param {Stage} stage @param {import('./orders.mjs').Shape} shape */
async function countPerOrder({ system, prepare, remember }, shape) {
  const count = async (/** @type {number} */ orders, /** @type {number | undefined} */ connections) => {
    const wishes = await prepare(shape, orders, WARM_UP_PRODUCTS);
    const fsyncs = await countFsyncs(Object.values(system.storePids()), async () => {
      const answers = await closedLoop(system.target, wishes, connections === undefined ? {} : { connections });
      remember(answers);
      await untilDecided(system, answers);
    });
    return fsyncs === undefined ? undefined : fsyncs / orders;
  };
  return { busy: await count(STRACED_ORDERS, undefined), single: await count(SINGLE_ORDERS, 1) };
}

/** What all processes have used so far. @param {Stage} stage */
function account({ system, providerPid }) {
  const store = system.storePids();
  const pids = { ...system.pids(), ...store, 'payment provider': providerPid };
  const own = process.cpuUsage();
  return {
    cpu: { ...each(pids, (_, pid) => cpuTimeOfTree(pid)), 'load generator': own.user + own.system },
    memory: each(pids, (_, pid) => memoryOfTree(pid)),
    written: Object.values(store).reduce((sum, pid) => sum + bytesWrittenByTree(pid), 0),
  };
}

/**
 * Waits until the orders that were answered last are decided, and asks for one of them at a time, which costs the system little.
 * Gives up at the deadline.
 * @param {import('./system.mjs').System} system
 * @param {readonly Answer[]} answers
 */
async function untilLatestDecided(system, answers) {
  const deadline = now() + DECIDED_DEADLINE_MS;
  for (const { orderId } of answers.slice(-LATEST)) {
    if (orderId === undefined) continue;
    while (!(await system.isDecided(orderId).catch(() => false))) {
      if (now() > deadline) return;
      await pause(LOOK_PAUSE_MS);
    }
  }
}

/**
 * Waits until all of these orders are decided, but not for ever.
 * @param {import('./system.mjs').System} system
 * @param {readonly Answer[]} answers
 * @returns {Promise<Books>} as they are then
 */
export async function untilDecided(system, answers) {
  const deadline = now() + DECIDED_DEADLINE_MS;
  await untilLatestDecided(system, answers);
  const ids = new Set(answers.map(({ orderId }) => orderId));
  for (;;) {
    const books = await system.books();
    const open = books.orders.filter(({ id, decided_at }) => ids.has(id) && decided_at === null);
    if (open.length === 0 || now() > deadline) return books;
    await pause(BOOKS_PAUSE_MS);
  }
}

/** @param {Record<string, number>} values @param {(name: string, value: number) => number} make */
function each(values, make) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, make(name, value)]));
}
