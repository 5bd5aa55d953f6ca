// @ts-check
// `npm run check`. Only what an old Node can parse: it must live to say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap())
  .then(() => import('./run-checks.mjs'))
  .then(({ runChecks }) => runChecks())
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
