// @ts-check
import { UsageError } from '../bench/usage-error.mjs';
import { Refusal } from './refusal.mjs';

const NOT_UNDERSTOOD_EXIT_CODE = 2;

/** @typedef {{ what: string, options?: readonly string[], run: () => Promise<unknown> }} Part */

/** @type {Record<string, Part>} */
const PARTS = {
  peers: {
    what: 'the same orders through BullMQ, PostgreSQL by hand, DBOS and Restate; docs/benchmarks.md',
    options: ['--help  tells them'],
    run: () => import('../bench/peers/run.mjs'),
  },
  cpu: {
    what: 'processor time an order, beside another checkout or another setup',
    options: [
      'FOLDER          another checkout, built; without it one of these sets this one up otherwise',
      '--replica       every answer and effect is confirmed by a replica',
      '--partitions N  the shop in so many parts',
      '--stored N      a shop that has so many orders, beside one that has ten thousand',
    ],
    run: () => import('../bench/cpu-per-order.mjs'),
  },
  http: {
    what: 'accepted orders a second, beside a bare express',
    options: ['--provider  money is kept by a payment provider outside, as in life'],
    run: () => import('../bench/http-orders.mjs'),
  },
  drain: {
    what: 'paid orders that one warehouse reserves a second, beside a bare loop and BullMQ',
    run: () => import('../bench/warehouse-drain.mjs'),
  },
  gateway: {
    what: 'what an order through the storefront costs more than one at the store',
    run: () =>
      import('./build-pages.mjs')
        .then(({ buildPages }) => buildPages())
        .then(() => import('../bench/gateway-cost.mjs')),
  },
  growth: {
    what: 'a large catalogue, a customer of many orders, a backlog at the start',
    options: [
      '--products N  of the catalogue; default 100000, 0 leaves it out',
      '--orders N    of one customer; default 100000',
      '--backlog N   paid orders that wait for the warehouse; default 1000000',
    ],
    run: () => import('../bench/growth.mjs'),
  },
};

/** Runs the part of the benchmarks that the first argument names; the others are its own. */
export async function runBench() {
  const [name] = process.argv.splice(2, 1);
  const part = name === undefined ? undefined : PARTS[name];
  if (name === undefined || isHelp(name)) return console.log(USAGE);
  if (part === undefined) throw new Refusal(`no such part: ${name}\n${USAGE}`, NOT_UNDERSTOOD_EXIT_CODE);
  const lines = (part.options ?? []).map((option) => `  ${option}`);
  const usage = [`npm run bench -- ${name}${lines.length > 0 ? ' [options]' : ''}: ${part.what}`, ...lines].join('\n');
  // The peers have a help of their own.
  if (name !== 'peers' && process.argv.slice(2).some(isHelp)) return console.log(usage);
  return part.run().catch((error) => {
    throw isOfOptions(error) ? new Refusal(`${error.message}\n${usage}`, NOT_UNDERSTOOD_EXIT_CODE) : error;
  });
}

const USAGE = [
  'npm run bench -- <part> [options of the part; --help tells them]',
  ...Object.entries(PARTS).map(([name, { what }]) => `  ${name.padEnd(9)}${what}`),
].join('\n');

/** @param {string} word */
const isHelp = (word) => word === '--help' || word === '-h';

/** Ours, or one of node:util's parseArgs. @param {unknown} error @returns {error is Error} */
const isOfOptions = (error) =>
  error instanceof UsageError ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
