// @ts-check
// `npm run describe`. Only what an old Node can parse: it must live to say that it is too old.
import { requireNode } from './node-version.mjs';

requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap())
  .then(() => import('./describe/write.mjs'))
  .then(({ writeDescriptions }) => writeDescriptions())
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
