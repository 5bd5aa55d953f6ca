// @ts-check
// `npm start`, and `npm run dev`, which serves the pages from their sources. Only what an old Node can parse: it must live to
// say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./start/options.mjs')
  .then(({ readOptions, USAGE }) => {
    const options = readOptions(process.argv.slice(2));
    return options.help ? console.log(USAGE) : run(options);
  })
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));

/** @param {{ dev: boolean, kind: import('./start/options.mjs').RedisKind, replicas: number }} options */
function run(options) {
  return import('./bootstrap.mjs')
    .then(({ bootstrap }) => bootstrap(['packages', 'services', 'proof']))
    .then(() => (options.dev ? undefined : import('./build-pages.mjs').then(({ buildPages }) => buildPages())))
    .then(() => import('./start/start.mjs'))
    .then(({ start }) => start(options));
}
