// @ts-check
// `npm test [-- jest arguments]`, `npm run test:long` and `npm run test:nightly`. Only what an old Node can parse: it must live
// to say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap(['packages', 'services', 'proof']))
  .then(() => import('./build-pages.mjs'))
  .then(({ buildPages }) => buildPages())
  .then(() => import('./run-tests.mjs'))
  .then(({ LONG, NIGHTLY, runTests, SHORT }) => {
    const [option = '', ...rest] = process.argv.slice(2);
    const rounds = { '--long': LONG, '--nightly': NIGHTLY }[option];
    return rounds ? runTests(rounds, rest) : runTests(SHORT, process.argv.slice(2));
  })
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
