// @ts-check
// A round of faults: under the same load each part of a system is killed, one after the other, and started again at once. Clients
// ask again, with the same key, until they have an answer. Then: how long until every order is decided, and the referee.
import { closedLoop, now } from './load.mjs';
import { onStage, untilDecided } from './stage.mjs';
import { decisionsOf, greatest } from './statistics.mjs';

const WARM_UP_ORDERS = 500;
const WARM_UP_PRODUCTS = 50;
const MS_PER_S = 1_000;

/** When each part is killed: after this share of the orders has been answered. */
const PLAN = /** @type {const} */ ([
  { part: 'worker', after: 0.15 },
  { part: 'http', after: 0.4 },
  { part: 'store', after: 0.65 },
]);

/**
 * @typedef {object} KillResult
 * @property {{ part: import('./system.mjs').Part, backAfterS: number }[]} strikes
 * @property {string[]} notStruck parts that the system does not have, or that nothing was left to be killed under
 * @property {number} orders
 * @property {number} repeats of requests
 * @property {number} undecided after the deadline
 * @property {number} lastDecisionS after the last answer
 * @property {number} longestS from when an order was sent to its decision
 * @property {import('./referee.mjs').Verdict} verdict
 */

/**
 * @param {import('./system.mjs').Entrant} entrant
 * @param {{ shape: import('./orders.mjs').Shape, orders: number, delayMs: number }} options
 * @returns {Promise<KillResult>}
 */
export function runKillRound(entrant, { shape, orders, delayMs }) {
  return onStage(entrant, delayMs, async ({ system, prepare, remember, judge }) => {
    const warmUp = await closedLoop(system.target, await prepare(shape, WARM_UP_ORDERS, WARM_UP_PRODUCTS));
    remember(warmUp);
    await untilDecided(system, warmUp);

    const wishes = await prepare(shape, orders);
    const executioner = makeExecutioner(system, orders);
    const answers = await closedLoop(system.target, wishes, { onAnswer: executioner.afterAnswer });
    remember(answers);
    const strikes = await executioner.done();
    const books = await untilDecided(system, answers);
    const decisions = decisionsOf(answers, books);
    const lastAnswer = greatest(answers.map(({ answeredAt }) => answeredAt));
    return {
      strikes,
      notStruck: PLAN.map(({ part }) => part).filter((part) => !strikes.some((strike) => strike.part === part)),
      orders,
      repeats: answers.reduce((sum, { repeats }) => sum + repeats, 0),
      undecided: answers.length - decisions.length,
      lastDecisionS: Math.max(0, greatest(decisions.map(({ at }) => at)) - lastAnswer) / MS_PER_S,
      longestS: greatest(decisions.map(({ at, sentAt }) => at - sentAt)) / MS_PER_S,
      verdict: await judge(),
    };
  });
}

/** @param {import('./system.mjs').System} system @param {number} orders */
function makeExecutioner({ strikes }, orders) {
  const due = [...PLAN];
  /** @type {KillResult['strikes']} */
  const done = [];
  let turn = Promise.resolve();
  return {
    /** @param {number} answered */
    afterAnswer(answered) {
      const [next] = due;
      if (next === undefined || answered < next.after * orders) return;
      due.shift();
      const strike = strikes[next.part];
      if (strike === undefined) return;
      turn = turn.then(async () => {
        const at = now();
        await strike();
        done.push({ part: next.part, backAfterS: (now() - at) / MS_PER_S });
      });
      // Awaited by `done`.
      turn.catch(() => {});
    },
    async done() {
      await turn;
      return done;
    },
  };
}
