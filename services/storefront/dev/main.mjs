// @ts-check
// The storefront with its pages from their sources: Vite stands behind the gateway and shows a change as soon as it is saved.
// Never for others to reach: what Vite needs is a looser policy than that of the built pages.
import { fileURLToPath } from 'node:url';
import { notFound } from '@stockade/http';
import { runProgram } from '@stockade/service';
import { createServer } from 'vite';
import { storefrontConfig } from '../dist/config.js';
import { setPageHeaders } from '../dist/serving/page-headers.js';
import { startStorefront } from '../dist/storefront.js';
import { answerProblem } from '../dist/visit.js';

/** Vite writes scripts and styles into the page, and tells it of changes over a WebSocket. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self' ws:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const CONFIG = fileURLToPath(new URL('../vite.config.mjs', import.meta.url));

await runProgram({
  name: 'storefront',
  readConfig: () => storefrontConfig(),
  start: (config, logger) => startStorefront(config, logger, openSources),
});

/** @returns {import('../dist/serving/built-pages.js').Pages} */
function openSources() {
  /** @type {(vite: import('vite').ViteDevServer) => void} */
  let opened = () => {};
  /** @type {Promise<import('vite').ViteDevServer>} */
  const vite = new Promise((resolve) => (opened = resolve));
  return {
    async answer(visit, path) {
      const { req, res, client } = visit;
      const { middlewares } = await vite;
      setPageHeaders(res, client, POLICY);
      middlewares(req, res, () => answerProblem(visit, notFound(`No page ${path}`)));
    },
    async begin(server) {
      opened(
        await createServer({
          configFile: CONFIG,
          server: { middlewareMode: { server }, ws: { server } },
          appType: 'spa',
        }),
      );
    },
    close: async () => (await vite).close(),
  };
}
