// @ts-check
// `npm test [-- jest arguments]`, and `npm run test:long`. Only what an old Node can parse: it must live to say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap(['packages', 'services', 'proof']))
  .then(() => import('./build-pages.mjs'))
  .then(({ buildPages }) => buildPages())
  .then(() => import('./run-tests.mjs'))
  .then(({ LONG, runTests, SHORT }) => {
    const args = process.argv.slice(2);
    return args[0] === '--long' ? runTests(LONG, args.slice(1)) : runTests(SHORT, args);
  })
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
