// @ts-check

const MS_PER_S = 1_000;

/**
 * Of a closed loop, orders a second: until the last answer, and from the first answer to the last decision; null when not all
 * were decided.
 * @typedef {{ accepted: number, decided: number, undecided: number, repeats: number }} Rates
 *
 * Of an open loop, ms from when the order should have been sent.
 * @typedef {{ toAccepted: Quantiles, toDecided: Quantiles, undecided: number }} Latencies
 * @typedef {{ p50: number, p99: number }} Quantiles
 */

/**
 * @param {readonly import('./load.mjs').Answer[]} answers
 * @param {import('./referee.mjs').Books} books
 * @returns {Rates}
 */
export function ratesOf(answers, books) {
  const decided = decisionsOf(answers, books);
  const firstSent = least(answers.map(({ sentAt }) => sentAt));
  const firstAnswer = least(answers.map(({ answeredAt }) => answeredAt));
  const lastAnswer = greatest(answers.map(({ answeredAt }) => answeredAt));
  return {
    accepted: (answers.length / (lastAnswer - firstSent)) * MS_PER_S,
    decided: (decided.length / (greatest(decided.map(({ at }) => at)) - firstAnswer)) * MS_PER_S,
    undecided: answers.length - decided.length,
    repeats: answers.reduce((sum, { repeats }) => sum + repeats, 0),
  };
}

/**
 * @param {readonly import('./load.mjs').Answer[]} answers
 * @param {import('./referee.mjs').Books} books
 * @returns {Latencies}
 */
export function latenciesOf(answers, books) {
  const decided = decisionsOf(answers, books);
  return {
    toAccepted: quantilesOf(answers.map(({ sentAt, answeredAt }) => answeredAt - sentAt)),
    toDecided: quantilesOf(decided.map(({ sentAt, at }) => at - sentAt)),
    undecided: answers.length - decided.length,
  };
}

/**
 * When each of these orders was decided, of those that were.
 * @param {readonly import('./load.mjs').Answer[]} answers
 * @param {import('./referee.mjs').Books} books
 */
export function decisionsOf(answers, books) {
  const decidedAt = new Map(books.orders.map(({ id, decided_at }) => [id, decided_at]));
  return answers.flatMap(({ orderId = '', sentAt, answeredAt }) => {
    const at = decidedAt.get(orderId);
    return typeof at === 'number' ? [{ sentAt, answeredAt, at }] : [];
  });
}

/** By nearest rank. @param {number[]} values @returns {Quantiles} */
function quantilesOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (/** @type {number} */ share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: rank(0.5), p99: rank(0.99) };
}

/** The lower one of two in the middle. @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

// Of more numbers than a call takes arguments.
/** @param {readonly number[]} values */
const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
/** @param {readonly number[]} values */
export const greatest = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
