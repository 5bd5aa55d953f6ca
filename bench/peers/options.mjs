// @ts-check
import { parseArgs } from 'node:util';
import { UsageError, wholeNumber } from '../usage-error.mjs';

export const HELP = `npm run bench -- peers [options]
  Takes the same orders through Stockade and through what one would pick instead, at the same durability, on this machine.
  --only a,b        the systems, by name; default all
  --rounds N        of each system and shape, interleaved; default 3
  --orders N        in the closed loop of a round; default 5000
  --stock SHAPE     many (1,000 products in turn), hot (all orders for one product) or both; default both
  --payment-ms N    how long the payment provider takes for a charge; default 0
  --kill            kill -9 of the workers, the front and the store under load, instead of measuring
  --json FILE       writes everything that was measured
  --page FILE       writes it into a page, between the marks that are there, and charts into pictures/ beside it
  --from A,B        measures nothing, and reports what --json wrote before, in one
  --help
  Exits with 1 when Stockade's books are wrong or it failed.`;

/** @typedef {import('./orders.mjs').Shape} Shape */

/** @type {Record<string, Shape[]>} */
const SHAPES = { many: ['many'], hot: ['hot'], both: ['many', 'hot'] };

/**
 * @typedef {object} Options
 * @property {string[] | undefined} only
 * @property {number} rounds
 * @property {number} orders
 * @property {Shape[]} shapes
 * @property {number} delayMs
 * @property {boolean} kill
 * @property {string | undefined} json
 * @property {string | undefined} page
 * @property {string[] | undefined} from
 */

/**
 * @param {string[]} args
 * @returns {Options | 'help'}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      orders: { type: 'string', default: '5000' },
      stock: { type: 'string', default: 'both' },
      'payment-ms': { type: 'string', default: '0' },
      kill: { type: 'boolean', default: false },
      json: { type: 'string' },
      page: { type: 'string' },
      from: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const shapes = SHAPES[values.stock];
  if (shapes === undefined) throw new UsageError(`--stock takes many, hot or both, not ${values.stock}`);
  return {
    only: values.only?.split(','),
    rounds: wholeNumber('--rounds', values.rounds, 1),
    orders: wholeNumber('--orders', values.orders, 100),
    shapes,
    delayMs: wholeNumber('--payment-ms', values['payment-ms'], 0),
    kill: values.kill,
    json: values.json,
    page: values.page,
    from: values.from?.split(','),
  };
}
