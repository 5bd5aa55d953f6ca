// @ts-check
// A system on a fresh store beside a fresh payment provider, and how one waits for what it does.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runningProcesses } from '@stockade/local';
import { now } from './load.mjs';
import { readPayments, startProvider } from './money.mjs';
import { planPhase } from './orders.mjs';
import { judge } from './referee.mjs';

const DECIDED_DEADLINE_MS = 120_000;
const LOOK_PAUSE_MS = 10;
/** Between two looks at all orders, which cost much. */
const BOOKS_PAUSE_MS = 1_000;
/** Orders that are looked at one after the other before all are. */
const LATEST = 50;

/**
 * @typedef {import('./load.mjs').Answer} Answer
 *
 * @typedef {object} Stage
 * @property {import('./system.mjs').System} system
 * @property {number} providerPid
 * @property {string} dir where both keep their data
 * @property {(shape: import('./orders.mjs').Shape, orders: number, products?: number) => Promise<import('./orders.mjs').Wish[]>} prepare
 *   plans a phase and puts its stock on the shelf
 * @property {(answers: readonly Answer[]) => void} remember for the referee
 * @property {() => Promise<import('./referee.mjs').Verdict>} judge at rest
 */

/**
 * Starts both, for as long as `work` takes.
 * @template T
 * @param {import('./system.mjs').Entrant} entrant
 * @param {number} delayMs
 * @param {(stage: Stage) => Promise<T>} work
 * @returns {Promise<T>}
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
    /** @type {(readonly Answer[])[]} */
    const asked = [];
    /** @type {Record<string, number>} */
    const shelf = {};
    return await work({
      system: opened,
      providerPid: provider.process().pid,
      dir,
      async prepare(
        /** @type {import('./orders.mjs').Shape} */ shape,
        /** @type {number} */ orders,
        /** @type {number | undefined} */ products,
      ) {
        const { wishes, stock } = planPhase(shape, orders, products);
        Object.assign(shelf, stock);
        await opened.seed(stock);
        return wishes;
      },
      remember: (/** @type {readonly Answer[]} */ answers) => void asked.push(answers),
      judge: async () =>
        judge({ asked: asked.flat(), stock: shelf, books: await opened.books(), payments: await readPayments(ledger) }),
    });
  } finally {
    await clear([system, provider], dir);
  }
}

/**
 * What could not be stopped must not disturb the next round.
 * @param {readonly ({ stop: () => Promise<void> } | undefined)[]} parts
 * @param {string} dir
 */
async function clear(parts, dir) {
  try {
    for (const part of parts) await part?.stop();
  } finally {
    await Promise.all(runningProcesses().map((one) => one.kill()));
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Waits until the orders that were answered last are decided, and asks for one of them at a time, which costs the system little.
 * Gives up at the deadline.
 * @param {import('./system.mjs').System} system
 * @param {readonly Answer[]} answers
 */
export async function untilLatestDecided(system, answers) {
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
 * @returns {Promise<import('./referee.mjs').Books>} as they are then
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
