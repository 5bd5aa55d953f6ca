// @ts-check
// `npm start`, and `npm run dev`, which serves the pages from their sources. Only what an old Node can parse: it must live to
// say that it is too old.
import { requireNode } from './node-version.mjs';

const dev = process.argv.includes('--dev');
requireNode();
import('./bootstrap.mjs')
  .then(({ bootstrap }) => bootstrap())
  .then(() => (dev ? undefined : import('./build-pages.mjs').then(({ buildPages }) => buildPages())))
  .then(() => import('./start/start.mjs'))
  .then(({ start }) => start({ dev }))
  .catch((error) => import('./refusal.mjs').then(({ report }) => report(error)));
