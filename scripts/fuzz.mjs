// @ts-check
// `npm run fuzz`. Only what an old Node can parse: it must live to say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap())
  .then(() => import('../packages/chaos/dist/fuzz/main.js'))
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
