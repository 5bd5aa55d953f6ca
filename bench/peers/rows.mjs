// @ts-check
// What was measured as rows of tables, which the terminal and the page in docs/ show.
import { isClean } from './referee.mjs';
import { median } from './statistics.mjs';

const BYTES_PER_MB = 1_000_000;
/** Which no system can help. */
const NOT_OF_THE_SYSTEM = ['payment provider', 'load generator'];

/** What is told of a shape. */
export const SHAPE_NAMES = { many: 'Orders for 1,000 products in turn', hot: 'All orders for one product' };

/** @typedef {(name: string) => string} TitleOf of a system */

const MEASURED_HEAD = [
  '',
  'accepted/s',
  'decided/s',
  'CPU µs',
  'to 201, ms',
  'to decided, ms',
  'memory MB',
  'bytes written',
  'fsyncs',
  'referee',
];

/** @param {readonly import('./report.mjs').Measured[]} measured @param {TitleOf} titleOf */
export function rowsOfMeasured(measured, titleOf) {
  const rows = measured.map(({ system, rounds }) => {
    const mid = (/** @type {(round: import('./round.mjs').RoundResult) => number} */ read) => median(rounds.map(read));
    return [
      titleOf(system),
      whole(mid(({ closed }) => closed.accepted)),
      whole(mid(({ closed }) => closed.decided)),
      whole(mid(ownCpu)),
      `${fine(mid(({ open }) => open.toAccepted.p50))} / ${fine(mid(({ open }) => open.toAccepted.p99))}`,
      `${fine(mid(({ open }) => open.toDecided.p50))} / ${fine(mid(({ open }) => open.toDecided.p99))}`,
      whole(mid(ownMemory) / BYTES_PER_MB),
      whole(mid(({ bytesPerOrder }) => bytesPerOrder)),
      fsyncsOf(rounds),
      verdictOf(rounds.map(({ verdict }) => verdict)),
    ];
  });
  return [MEASURED_HEAD, ...rows];
}

const KILLED_HEAD = ['', 'killed, back after s', 'repeats', 'all decided after s', 'longest s', 'orders', 'referee'];

/** @param {readonly import('./report.mjs').Killed[]} killed @param {TitleOf} titleOf */
export function rowsOfKilled(killed, titleOf) {
  const rows = killed.map(({ system, result }) =>
    result === undefined
      ? [titleOf(system), '', '', '', '', '', 'failed']
      : [
          titleOf(system),
          result.strikes.map(({ part, backAfterS }) => `${part} ${fine(backAfterS)}`).join(', '),
          whole(result.repeats),
          result.undecided > 0 ? `${result.undecided} not within 120 s` : fine(result.lastDecisionS),
          fine(result.longestS),
          whole(result.orders),
          verdictOf([result.verdict]),
        ],
  );
  return [KILLED_HEAD, ...rows];
}

/** Processor time of each process, and all values. @param {readonly import('./report.mjs').Measured[]} measured @param {TitleOf} titleOf */
export function rowsOfRounds(measured, titleOf) {
  const rows = measured.map(({ system, rounds }) => [
    titleOf(system),
    cpuByProcess(rounds, [])
      .map(([name, value]) => `${name} ${whole(value)}`)
      .join(', '),
    rounds.map(({ closed }) => whole(closed.accepted)).join(', '),
    rounds.map(({ closed }) => whole(closed.decided)).join(', '),
  ]);
  return [['', 'CPU µs for an order, by process', 'accepted/s, all rounds', 'decided/s, all rounds'], ...rows];
}

/** @param {readonly import('./referee.mjs').Verdict[]} verdicts */
function verdictOf(verdicts) {
  if (verdicts.length === 0) return 'none';
  return verdicts.every(isClean) ? 'clean' : 'BROKEN';
}

/** @param {readonly import('./round.mjs').RoundResult[]} rounds */
function fsyncsOf(rounds) {
  const counted = rounds.map(({ fsyncsPerOrder }) => fsyncsPerOrder).find((one) => one !== undefined);
  if (counted?.busy === undefined || counted.single === undefined) return 'not seen';
  return `${counted.busy.toFixed(2)}, ${counted.single.toFixed(2)}`;
}

/**
 * µs for an order, medians.
 * @param {readonly import('./round.mjs').RoundResult[]} rounds
 * @param {readonly string[]} [without] processes
 * @returns {[process: string, microseconds: number][]}
 */
export function cpuByProcess(rounds, without = NOT_OF_THE_SYSTEM) {
  const names = [...new Set(rounds.flatMap(({ cpuMicroseconds }) => Object.keys(cpuMicroseconds)))];
  return names
    .filter((name) => !without.includes(name))
    .map((name) => [name, median(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds[name] ?? 0))]);
}

/** Of all processes of a system, µs for an order. @param {import('./round.mjs').RoundResult} round */
export const ownCpu = ({ cpuMicroseconds }) => sumOfOwn(cpuMicroseconds);
/** @param {import('./round.mjs').RoundResult} round */
const ownMemory = ({ memoryBytes }) => sumOfOwn(memoryBytes);

/** @param {Record<string, number>} values */
function sumOfOwn(values) {
  return Object.entries(values).reduce((sum, [name, value]) => sum + (NOT_OF_THE_SYSTEM.includes(name) ? 0 : value), 0);
}

export const whole = (/** @type {number} */ value) => (Number.isFinite(value) ? value.toFixed(0) : '-');
export const fine = (/** @type {number} */ value) => (Number.isFinite(value) ? value.toFixed(1) : '-');
