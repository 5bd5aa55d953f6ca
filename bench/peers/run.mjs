// @ts-check
// The same job for Stockade and for what one would pick instead: orders are taken durably, charged at a payment provider outside,
// reserved whole or refunded. Usage: npm run bench -- peers --help
import { readFile, writeFile } from 'node:fs/promises';
import { messageOf } from '@stockade/redis';
import { enter } from './entrants.mjs';
import { runKillRound } from './kill-round.mjs';
import { describeMachine } from './machine.mjs';
import { HELP, readOptions } from './options.mjs';
import { writePage } from './page.mjs';
import { describe, troublesOf } from './report.mjs';
import { runRound } from './round.mjs';
import { stockade } from './stockade.mjs';
import { UsageError } from '../usage-error.mjs';

const say = (/** @type {string} */ line) => console.error(line);
const options = readOptions(process.argv.slice(2));
if (options === 'help') console.log(HELP);
else await main(options);

/** @param {import('./options.mjs').Options} given */
async function main(given) {
  const report = given.from === undefined ? await measure(given) : await readReports(given.from);
  console.log(describe(report));
  if (given.json !== undefined) await writeFile(given.json, `${JSON.stringify(report, null, 2)}\n`);
  if (given.page !== undefined) await writePage(given.page, report);
  if (!isOursSound(report)) process.exitCode = 1;
}

/**
 * Of several runs, as if they had been one; machine and options are those of the first.
 * @param {readonly string[]} paths
 * @returns {Promise<import('./report.mjs').Report>}
 */
async function readReports(paths) {
  /** @type {import('./report.mjs').Report[]} */
  const reports = await Promise.all(paths.map(readReport));
  const [first] = reports;
  if (first === undefined) throw new Error('--from names the files of earlier runs');
  return {
    ...first,
    command: reports.map(({ command }) => command).join('\n'),
    measured: reports.flatMap(({ measured }) => measured),
    killed: reports.flatMap(({ killed }) => killed),
  };
}

/** @param {string} path */
async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--from: ${path} cannot be read: ${messageOf(error)}`);
  }
}

/** @param {import('./options.mjs').Options} given */
async function measure(given) {
  const candidates = await enter(given.only, say);
  /** @type {import('./report.mjs').Report} */
  const report = {
    machine: describeMachine(),
    command: ['npm run bench -- peers', ...measuringArgs(process.argv.slice(2))].join(' '),
    options: given,
    systems: candidates,
    measured: [],
    killed: [],
  };
  const entrants = candidates.filter((candidate) => 'open' in candidate);
  if (given.kill) await killAll(entrants, given, report);
  else await measureAll(entrants, given, report);
  return report;
}

/**
 * One system after the other, and that several times, so that what else the machine does touches all.
 * @param {readonly import('./system.mjs').Entrant[]} entrants
 * @param {import('./options.mjs').Options} given
 * @param {import('./report.mjs').Report} report
 */
async function measureAll(entrants, { rounds, orders, shapes, delayMs }, { measured }) {
  for (const shape of shapes)
    for (const { name } of entrants) measured.push({ system: name, shape, rounds: [], failures: [] });
  for (let round = 1; round <= rounds; round++) {
    for (const row of measured) {
      const entrant = entrants.find(({ name }) => name === row.system);
      if (entrant === undefined) continue;
      say(`round ${round} of ${rounds}, ${row.shape}: ${entrant.title}`);
      try {
        row.rounds.push(await runRound(entrant, { shape: row.shape, orders, delayMs, straced: round === 1 }));
      } catch (error) {
        row.failures.push(messageOf(error));
      }
    }
  }
}

/**
 * @param {readonly import('./system.mjs').Entrant[]} entrants
 * @param {import('./options.mjs').Options} given
 * @param {import('./report.mjs').Report} report
 */
async function killAll(entrants, { orders, shapes, delayMs }, { killed }) {
  for (const shape of shapes) {
    for (const entrant of entrants) {
      say(`kill -9, ${shape}: ${entrant.title}`);
      const row = { system: entrant.name, shape, result: undefined, failures: [] };
      killed.push(
        await runKillRound(entrant, { shape, orders, delayMs }).then(
          (result) => ({ ...row, result }),
          (/** @type {unknown} */ error) => ({ ...row, failures: [messageOf(error)] }),
        ),
      );
    }
  }
}

/** What becomes of another system is a result. @param {import('./report.mjs').Report} report */
function isOursSound({ measured, killed }) {
  const ours = [...measured, ...killed].filter(({ system }) => system === stockade.name);
  return ours.every((row) => troublesOf(row).length === 0);
}

/**
 * What to say to measure the same again; where it was written to is nobody's concern.
 * @param {string[]} args
 */
function measuringArgs(args) {
  const isFile = (/** @type {string | undefined} */ arg) => arg === '--json' || arg === '--page';
  return args.filter((arg, i) => !isFile(arg) && !isFile(args[i - 1]) && !/^--(json|page)=/.test(arg));
}
