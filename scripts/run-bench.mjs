// @ts-check
import { Refusal } from './refusal.mjs';

/** @typedef {{ what: string, run: () => Promise<unknown> }} Part */

/** @type {Record<string, Part>} */
const PARTS = {
  peers: {
    what: 'the same orders through BullMQ, PostgreSQL by hand, DBOS and Restate; docs/benchmarks.md',
    run: () => import('../bench/peers/run.mjs'),
  },
  cpu: {
    what: 'processor time an order, beside another checkout or another setup',
    run: () => import('../bench/cpu-per-order.mjs'),
  },
  http: {
    what: 'accepted orders a second, beside a bare express',
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
    run: () => import('../bench/growth.mjs'),
  },
};

/** Runs the part of the benchmarks that the first argument names; the others are its own. */
export function runBench() {
  const [name] = process.argv.splice(2, 1);
  const part = name === undefined ? undefined : PARTS[name];
  if (part !== undefined) return part.run();
  const lines = Object.entries(PARTS).map(([known, { what }]) => `  ${known.padEnd(9)}${what}`);
  const usage = ['npm run bench -- <part> [options of the part]', ...lines].join('\n');
  if (name === undefined || name === '--help' || name === '-h') return console.log(usage);
  throw new Refusal(`no such part: ${name}\n${usage}`);
}
