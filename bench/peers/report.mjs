// @ts-check
// What was measured, in words and tables.
import { isClean, RULES } from './referee.mjs';
import { median } from './statistics.mjs';
import { table } from './table.mjs';

const BYTES_PER_MB = 1_000_000;
/** Which no system can help. */
const NOT_OF_THE_SYSTEM = ['payment provider', 'load generator'];
/** Orders and products of a verdict that are named. */
const NAMED_MAX = 3;

/**
 * @typedef {object} Measured
 * @property {string} system
 * @property {import('./orders.mjs').Shape} shape
 * @property {import('./round.mjs').RoundResult[]} rounds
 * @property {string[]} failures of rounds that could not be finished
 *
 * @typedef {object} Killed
 * @property {string} system
 * @property {import('./orders.mjs').Shape} shape
 * @property {import('./kill-round.mjs').KillResult | undefined} result
 * @property {string[]} failures
 *
 * @typedef {object} Report
 * @property {import('./machine.mjs').Machine} machine
 * @property {string} command
 * @property {import('./options.mjs').Options} options
 * @property {{ name: string, title: string, versions?: Record<string, string>, settings?: [string, string][], note?: string, absent?: string }[]} systems
 * @property {Measured[]} measured
 * @property {Killed[]} killed
 */

/** What is told of a shape. */
const SHAPE_NAMES = { many: 'orders for 1,000 products in turn', hot: 'all orders for one product' };

/** @param {Report} report @returns {string} */
export function describe(report) {
  const { machine, options, systems, command } = report;
  const titleOf = (/** @type {string} */ name) => systems.find((system) => system.name === name)?.title ?? name;
  const lines = [
    command,
    `${machine.at}, ${machine.cores} × ${machine.cpu}, ${machine.memoryGib} GiB, Linux ${machine.kernel}, Node ${machine.node}`,
  ];
  for (const shape of options.shapes) {
    const measured = report.measured.filter((one) => one.shape === shape);
    if (measured.length > 0) lines.push('', SHAPE_NAMES[shape], ...describeMeasured(measured, titleOf));
    const killed = report.killed.filter((one) => one.shape === shape);
    if (killed.length > 0) lines.push('', `kill -9, ${SHAPE_NAMES[shape]}`, ...describeKilled(killed, titleOf));
  }
  for (const { title, absent, note } of systems) {
    if (absent !== undefined) lines.push('', `${title} could not be started here: ${absent}`);
    if (note !== undefined) lines.push('', `${title}: ${note}`);
  }
  return lines.join('\n');
}

/** @param {readonly Measured[]} measured @param {(name: string) => string} titleOf */
function describeMeasured(measured, titleOf) {
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
  const head = [
    '',
    'accepted/s',
    'decided/s',
    'CPU µs',
    'to 201, ms',
    'to decided, ms',
    'MB',
    'bytes',
    'fsyncs',
    'referee',
  ];
  return [
    ...table([head, ...rows]),
    'medians; CPU, bytes written and fsyncs (50 clients, one client) for an order; ms are p50 / p99 at half of the capacity',
    '',
    ...measured.flatMap((one) => describeRounds(one, titleOf(one.system))),
  ];
}

/** All values, and the processor time of each process. @param {Measured} measured @param {string} title */
function describeRounds({ rounds, failures }, title) {
  const all = (/** @type {(round: import('./round.mjs').RoundResult) => number} */ read) =>
    rounds.map((round) => whole(read(round))).join(', ');
  const cpu = cpuByProcess(rounds, []).map(([name, value]) => `${name} ${whole(value)}`);
  return [
    `${title}: accepted ${all(({ closed }) => closed.accepted)}; decided ${all(({ closed }) => closed.decided)}`,
    `  CPU µs: ${cpu.join(', ')}`,
    ...rounds.flatMap(({ closed, open }) =>
      closed.undecided + open.undecided > 0
        ? [`  ${closed.undecided + open.undecided} orders were not decided within 120 s`]
        : [],
    ),
    ...rounds.flatMap(({ verdict }) => explain(verdict)),
    ...failures.map((failure) => `  a round failed: ${failure}`),
  ];
}

/** @param {readonly Killed[]} killed @param {(name: string) => string} titleOf */
function describeKilled(killed, titleOf) {
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
  const head = ['', 'killed, back after s', 'repeats', 'all decided after s', 'longest s', 'orders', 'referee'];
  return [
    ...table([head, ...rows]),
    'all decided: after the last answer; longest: from the first try of an order to its decision',
    ...killed.flatMap(({ system, result, failures }) => [
      ...(result === undefined ? [] : explain(result.verdict).map((line) => `${titleOf(system)}:${line}`)),
      ...failures.map((failure) => `${titleOf(system)} failed: ${failure}`),
    ]),
  ];
}

/** @param {readonly import('./referee.mjs').Verdict[]} verdicts */
function verdictOf(verdicts) {
  if (verdicts.length === 0) return 'none';
  return verdicts.every(isClean) ? 'clean' : 'BROKEN';
}

/** @param {import('./referee.mjs').Verdict} verdict */
function explain(verdict) {
  return RULES.flatMap(([rule, meaning]) => {
    const broken = verdict[rule];
    if (broken.length === 0) return [];
    return [`  ${rule}, ${meaning}: ${broken.length} (${broken.slice(0, NAMED_MAX).join('; ')})`];
  });
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

const whole = (/** @type {number} */ value) => (Number.isFinite(value) ? value.toFixed(0) : '-');
const fine = (/** @type {number} */ value) => (Number.isFinite(value) ? value.toFixed(1) : '-');
