// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import {
  BROWSER_VARIABLE,
  formatRedisProgram,
  obtainBrowser,
  obtainPrometheus,
  obtainRedis,
  PROMETHEUS_VARIABLE,
  REDIS_PROGRAM_VARIABLE,
} from '@stockade/local';
import { ROOT } from './paths.mjs';

const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/**
 * @typedef {object} Round
 * @property {readonly string[]} suffixes
 * @property {readonly string[]} args
 * @property {number} minutesMax
 * @property {boolean} [isCrowded] its files may fail for want of a core: one that does is tried again alone, and that counts
 */

/** One test file after the other, because their deadlines are about Stockade and not about what else is running. */
const ALONE = ['--maxWorkers=1'];

/** The suffix of the tests that need a Prometheus. */
const NEEDS_PROMETHEUS = 'long';

/**
 * What runs before each commit: the cheap tests share the cores, then whole services, then what needs the machine for itself.
 * @type {readonly Round[]}
 */
export const SHORT = [
  { suffixes: ['unit', 'int'], args: [], minutesMax: 10 },
  { suffixes: ['e2e'], args: [], minutesMax: 10 },
  { suffixes: ['alone'], args: ALONE, minutesMax: 10 },
];

/**
 * What proves at length. Two files at a time: most of it waits, for a supervisor, a heartbeat or a page.
 * @type {readonly Round[]}
 */
export const LONG = [{ suffixes: ['long'], args: [], minutesMax: 75, isCrowded: true }];

/**
 * What proves longest, and is broken by few changes.
 * @type {readonly Round[]}
 */
export const NIGHTLY = [{ suffixes: ['nightly'], args: ALONE, minutesMax: 75 }];

/**
 * What became of one file, in tests. A file that failed outside its tests counts as one failed test: it did not load, or its
 * leak check found something.
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * By the path of the file.
 * @typedef {ReadonlyMap<string, Counts>} Outcome
 */

/** Of a round that jest did not get through, or whose arguments it did not take. */
const NOT_RUN = { passed: 0, failed: 1, skipped: 0 };

/**
 * Runs all tests of the rounds, or those that the jest arguments choose, and prints the sum as the last line.
 * @param {readonly Round[]} rounds
 * @param {readonly string[]} jestArgs
 * @returns {Promise<number>} the exit code: 0 only when tests ran and none failed
 */
export async function runTests(rounds, jestArgs) {
  process.env[REDIS_PROGRAM_VARIABLE] = formatRedisProgram(await obtainRedis());
  const browser = await obtainBrowser((line) => console.error(`browser: ${line}`));
  if (browser !== undefined) process.env[BROWSER_VARIABLE] = browser;
  if (rounds.some(({ suffixes }) => suffixes.includes(NEEDS_PROMETHEUS))) {
    const prometheus = await obtainPrometheus((line) => console.error(`prometheus: ${line}`));
    if (prometheus !== undefined) process.env[PROMETHEUS_VARIABLE] = prometheus;
  }
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const round of rounds)
    for (const { passed, failed, skipped } of (await runRound(round, jestArgs)).values()) {
      sum.passed += passed;
      sum.failed += failed;
      sum.skipped += skipped;
    }
  if (sum.skipped > 0) console.log(`${sum.skipped} skipped: what they need is not on this machine`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

/**
 * @param {Round} round
 * @param {readonly string[]} jestArgs
 * @returns {Promise<Outcome>}
 */
async function runRound({ suffixes, args, minutesMax, isCrowded = false }, jestArgs) {
  // Ours come last: jest takes paths that follow a list option for more of its list.
  const match = ['--testMatch', ...suffixes.map((suffix) => `**/*.${suffix}.test.ts`)];
  const outcome = await runJest([...jestArgs, ...args, ...match], minutesMax);
  const failed = [...outcome].filter(([path, counts]) => counts.failed > 0 && isAbsolute(path)).map(([path]) => path);
  if (!isCrowded || failed.length === 0) return outcome;
  console.error(`once more, alone: ${failed.map((path) => relative(ROOT, path)).join(', ')}`);
  const alone = await runJest([...ALONE, ...match, '--runTestsByPath', ...failed], minutesMax);
  return new Map([...outcome, ...alone]);
}

/**
 * Runs jest, and ends it whatever a test has left open: what a file leaves behind is for its own leak check to find.
 * @param {readonly string[]} args
 * @param {number} minutesMax after so many minutes it is killed, and counts as failed
 * @returns {Promise<Outcome>}
 */
async function runJest(args, minutesMax) {
  const folder = await mkdtemp(join(tmpdir(), 'stockade-tests-'));
  const resultFile = join(folder, 'result.json');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const env = { ...process.env, NODE_OPTIONS: [process.env['NODE_OPTIONS'], ...flags].filter(Boolean).join(' ') };
  const report = ['--forceExit', '--passWithNoTests', '--json', '--outputFile', resultFile];
  const jest = spawn(process.execPath, [JEST, ...report, ...args], {
    cwd: ROOT,
    env,
    stdio: ['inherit', 'ignore', 'inherit'],
    timeout: minutesMax * 60_000,
    killSignal: 'SIGKILL',
  });
  const [code, signal] = await once(jest, 'exit');
  if (signal !== null) console.error(`jest was ended by ${signal}; a round takes ${minutesMax} minutes at most`);
  const outcome = await readOutcome(resultFile);
  await rm(folder, { recursive: true });
  const isExplained = code === 0 || [...outcome.values()].some(({ failed }) => failed > 0);
  // jest may fail for a reason that is no test's, such as a bad argument.
  return isExplained ? outcome : new Map([...outcome, ['jest', NOT_RUN]]);
}

/**
 * @param {string} resultFile
 * @returns {Promise<Outcome>}
 */
async function readOutcome(resultFile) {
  const text = await readFile(resultFile, 'utf8').catch(() => undefined);
  if (text === undefined) return new Map();
  /** @type {{ testResults: { name: string, status: string, assertionResults: { status: string }[] }[] }} */
  const { testResults } = JSON.parse(text);
  return new Map(
    testResults.map(({ name, status, assertionResults }) => {
      /** @param {string} wanted */
      const count = (wanted) => assertionResults.filter((one) => one.status === wanted).length;
      const failed = count('failed');
      const failedOutside = status === 'failed' && failed === 0 ? 1 : 0;
      return [name, { passed: count('passed'), failed: failed + failedOutside, skipped: count('pending') }];
    }),
  );
}
