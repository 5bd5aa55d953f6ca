// @ts-check
// What was measured, in words and tables.
import { RULES } from './referee.mjs';
import { rowsOfKilled, rowsOfMeasured, rowsOfRounds, SHAPE_NAMES } from './rows.mjs';
import { table } from './table.mjs';

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

/** How to read the columns. */
export const LEGEND = {
  measured:
    'Medians of the rounds; of two rounds, the lower value. CPU, bytes written to the disk and fsyncs (with 50 clients, with one) are for an order. The times are p50 / p99 at half of what the system can do, and count from when an order should have been sent.',
  killed: 'All decided: after the last answer. Longest: from the first try of an order to its decision.',
};

/** @param {readonly Measured[]} measured @param {(name: string) => string} titleOf */
function describeMeasured(measured, titleOf) {
  return [
    ...table(rowsOfMeasured(measured, titleOf)),
    LEGEND.measured,
    '',
    ...table(rowsOfRounds(measured, titleOf)),
    ...measured.flatMap((one) => troublesOf(one).map((trouble) => `${titleOf(one.system)}: ${trouble}`)),
  ];
}

/** @param {readonly Killed[]} killed @param {(name: string) => string} titleOf */
function describeKilled(killed, titleOf) {
  return [
    ...table(rowsOfKilled(killed, titleOf)),
    LEGEND.killed,
    ...killed.flatMap((one) => troublesOf(one).map((trouble) => `${titleOf(one.system)}: ${trouble}`)),
  ];
}

/**
 * What the referee found, what was never decided, what could not be finished.
 * @param {Measured | Killed} row
 * @returns {string[]}
 */
export function troublesOf(row) {
  const failures = row.failures.map((failure) => `failed: ${failure}`);
  if ('result' in row) return [...(row.result === undefined ? [] : explain(row.result.verdict)), ...failures];
  const undecided = row.rounds.reduce((sum, { closed, open }) => sum + closed.undecided + open.undecided, 0);
  const open = undecided > 0 ? [`${undecided} orders were not decided within 120 s`] : [];
  return [...open, ...row.rounds.flatMap(({ verdict }) => explain(verdict)), ...failures];
}

/** @param {import('./referee.mjs').Verdict} verdict */
function explain(verdict) {
  return RULES.flatMap(([rule, meaning]) => {
    const broken = verdict[rule];
    if (broken.length === 0) return [];
    return [`${rule}, ${meaning}: ${broken.length} (${broken.slice(0, NAMED_MAX).join('; ')})`];
  });
}
