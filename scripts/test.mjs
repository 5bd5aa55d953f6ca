// @ts-check
// `npm test [-- jest arguments]`. Only what an old Node can parse: it must live to say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap(['packages', 'services', 'proof']))
  .then(() => import('./run-tests.mjs'))
  .then(({ runTests }) => runTests(process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
