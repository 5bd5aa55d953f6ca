// @ts-check
// `npm run ops -- <command>`. Only what an old Node can parse: it must live to say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap())
  .then(() => import('./run-ops.mjs'))
  .then(({ runOps }) => runOps(process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
