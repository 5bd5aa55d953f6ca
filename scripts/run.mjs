// @ts-check
// `npm run <command>` for the checks, the proofs and the benchmarks. Only what an old Node can parse: it must live to say
// that it is too old.
import { requireNode } from './node-version.mjs';

/** @type {Record<string, () => Promise<unknown>>} */
const COMMANDS = {
  check: () => import('./run-checks.mjs').then(({ runChecks }) => runChecks()),
  describe: () => import('./describe/write.mjs').then(({ writeDescriptions }) => writeDescriptions()),
  screenshots: () => import('./screenshots.mjs').then(({ takeScreenshots }) => takeScreenshots()),
  prove: () => import('../proof/prove/dist/main.js'),
  chaos: () => import('../proof/chaos/dist/main.js'),
  soak: () => import('../proof/soak/dist/main.js'),
  fuzz: () => import('../proof/fuzz/dist/main.js'),
  bench: () => import('./run-bench.mjs').then(({ runBench }) => runBench()),
};

requireNode();
const [name = ''] = process.argv.splice(2, 1);
const run = COMMANDS[name] ?? (() => Promise.reject(new Error(`no such command: ${name}`)));
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap(['packages', 'services', 'proof']))
  .then(() => import('@stockade/settings'))
  .then(({ endWhenOutputIsLost }) => endWhenOutputIsLost(name))
  .then(run)
  .then((code) => {
    if (typeof code === 'number') process.exitCode = code;
  })
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
