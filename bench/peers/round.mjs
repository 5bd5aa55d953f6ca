// @ts-check
// A round: a fresh system, orders as fast as it takes them, then at half of that, then the referee.
import { countFsyncs } from './fsyncs.mjs';
import { closedLoop, openLoop } from './load.mjs';
import { bytesWrittenToDisk, cpuTimeOfTree, memoryOfTree } from './process-tree.mjs';
import { onStage, untilDecided, untilLatestDecided } from './stage.mjs';
import { latenciesOf, ratesOf } from './statistics.mjs';

/** Enough for V8 to have compiled what is used again and again. */
const WARM_UP_ORDERS = 5_000;
const WARM_UP_PRODUCTS = 50;
/** Of its own capacity; what is left is for the peaks of a real day. */
const OPEN_LOOP_SHARE = 0.5;
const OPEN_LOOP_S = 10;
const STRACED_ORDERS = 300;
const SINGLE_ORDERS = 100;

/**
 * @typedef {import('./stage.mjs').Stage} Stage
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
 * @property {number} bytesPerOrder written to the disk of the machine
 * @property {import('./statistics.mjs').Latencies & { rate: number }} open
 * @property {{ busy: number | undefined, single: number | undefined } | undefined} fsyncsPerOrder
 * @property {import('./referee.mjs').Verdict} verdict
 */

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

/**
 * What all processes have used so far.
 * @param {Stage} stage
 * @returns {{ cpu: Record<string, number>, memory: Record<string, number>, written: number }}
 */
function account({ system, providerPid, dir }) {
  const pids = { ...system.pids(), ...system.storePids(), 'payment provider': providerPid };
  const own = process.cpuUsage();
  return {
    cpu: { ...each(pids, (_, pid) => cpuTimeOfTree(pid)), 'load generator': own.user + own.system },
    memory: each(pids, (_, pid) => memoryOfTree(pid)),
    written: bytesWrittenToDisk(dir),
  };
}

/** @param {Record<string, number>} values @param {(name: string, value: number) => number} make */
function each(values, make) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, make(name, value)]));
}
