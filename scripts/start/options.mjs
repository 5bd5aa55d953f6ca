// @ts-check
// Read before anything is installed, so it imports nothing but Node's own.
import { parseArgs } from 'node:util';
import { Refusal } from '../refusal.mjs';

const REPLICAS_MAX = 16;
const NOT_UNDERSTOOD_EXIT_CODE = 2;

export const USAGE = `npm start [-- options]: runs everything on this machine; Ctrl-C stops it.

  --replicas N   N processes of each service, 1 to ${REPLICAS_MAX}; the storefront spreads requests over them
  --ha           Redis as a primary, a replica and three sentinels, so that the primary can be killed
  --cluster      Redis as a cluster of three primaries, which share the shop, with a replica each; not with --ha
  --help, -h     this text

Everything else is a setting: .env.example lists them.
`;

/** What Redis a run starts. @typedef {'single' | 'ha' | 'cluster'} RedisKind */

/**
 * What `npm start` was told on its command line. Throws a Refusal that names what cannot be understood.
 * @param {readonly string[]} words
 * @returns {{ dev: boolean, help: boolean, kind: RedisKind, replicas: number }}
 */
export function readOptions(words) {
  const { dev = false, help = false, ha = false, cluster = false, replicas = '1' } = parse(words);
  const number = /^[1-9]\d?$/.test(replicas) ? Number(replicas) : 0;
  if (number < 1 || number > REPLICAS_MAX)
    throw notUnderstood(
      `--replicas must be a whole number from 1 to ${REPLICAS_MAX} (it is ${JSON.stringify(replicas)})`,
    );
  if (ha && cluster) throw notUnderstood('--ha and --cluster cannot be had together: leave one of them out');
  return { dev, help, kind: cluster ? 'cluster' : ha ? 'ha' : 'single', replicas: number };
}

/** @param {readonly string[]} words */
function parse(words) {
  try {
    const options = /** @type {const} */ ({
      dev: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      ha: { type: 'boolean' },
      cluster: { type: 'boolean' },
      replicas: { type: 'string' },
    });
    return parseArgs({ args: joinReplicas(words), options }).values;
  } catch (error) {
    throw notUnderstood(error instanceof Error ? error.message : String(error));
  }
}

/** Node takes a number below 0 for an option of its own. @param {readonly string[]} words */
function joinReplicas(words) {
  const at = words.findIndex((word, i) => word === '--replicas' && /^-\d/.test(words[i + 1] ?? ''));
  return at === -1 ? [...words] : words.toSpliced(at, 2, `--replicas=${words[at + 1]}`);
}

/** @param {string} why */
function notUnderstood(why) {
  return new Refusal(`${why}\n\n${USAGE}`, NOT_UNDERSTOOD_EXIT_CODE);
}
