// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { z } from 'zod';

/** Where it is put, seen from the pages: beside them, for the gateway and not for browsers. */
const FOLDER = '../first-sight';
const FILE = 'first-sight.mjs';
/** Of that, what is needed here. */
const drawingSchema = z.object({ drawShop: z.function({ input: [], output: z.string() }) });
/** What modules of the pages ask a browser for as they load, as somebody's first visit answers it. */
const BROWSER = `
  const navigator = { onLine: true };
  const location = new URL('http://localhost/');
  const localStorage = { getItem: () => null };
  const matchMedia = () => ({ matches: false, addEventListener() {} });
  const addEventListener = () => {};
  class BroadcastChannel { addEventListener() {} postMessage() {} }
`;
/** What nothing is painted without; Vite puts it last. */
const STYLES = /\s*(<link rel="stylesheet"[^>]*>)/;
/** What `early.js` imports instead, once the first sight is painted. */
const MAIN = /<script type="module" crossorigin src="([^"]+)"><\/script>/;

/**
 * Builds what draws the shop as HTML (first-sight.tsx) for the gateway, and writes shop.html: the shop drawn without
 * products, for when the gateway knows none.
 * @returns {import('vite').Plugin}
 */
export function drawFirstSight() {
  /** @type {import('vite').ResolvedConfig | undefined} */
  let config;
  return {
    name: 'first-sight',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async writeBundle(_, bundle) {
      if (config === undefined) return;
      const pages = resolve(config.root, config.build.outDir);
      const entry = readFileSync(join(pages, 'index.html'), 'utf8');
      for (const part of [STYLES, MAIN]) if (!part.test(entry)) throw new Error(`index.html has no ${part.source}`);
      const [, styles = ''] = STYLES.exec(entry) ?? [];
      // It is named in the styles alone, and what is seen first would be drawn a second time when it came.
      const fonts = Object.keys(bundle).filter((name) => name.endsWith('.woff2'));
      const preloads = fonts.map((name) => `<link rel="preload" as="font" crossorigin href="/${name}">`).join('');
      const begun = `${styles}${preloads}<link rel="modulepreload" crossorigin href="$1" id="main-script">`;
      const folder = join(pages, FOLDER);
      await buildDrawing(config, folder, entry.replace(STYLES, '').replace(MAIN, begun));
      const { drawShop } = drawingSchema.parse(await import(pathToFileURL(join(folder, FILE)).href));
      writeFileSync(join(pages, 'shop.html'), drawShop());
    },
  };
}

/**
 * @param {import('vite').ResolvedConfig} config of the pages
 * @param {string} outDir
 * @param {string} entry what first-sight.tsx draws the shop into
 */
async function buildDrawing({ root, resolve: { conditions }, logLevel }, outDir, entry) {
  await build({
    root,
    configFile: false,
    logLevel,
    plugins: [onlyTheShop()],
    define: { ENTRY: JSON.stringify(entry), 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true, resolve: { conditions: conditions.map((name) => (name === 'browser' ? 'node' : name)) } },
    build: {
      ssr: 'src/first-sight.tsx',
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node20',
      minify: true,
      rolldownOptions: { output: { entryFileNames: FILE, intro: BROWSER } },
    },
  });
}

/**
 * Leaves pages that are fetched when they are gone to where they are: nobody goes there.
 * @returns {import('vite').Plugin}
 */
function onlyTheShop() {
  return {
    name: 'only-the-shop',
    enforce: 'pre',
    resolveId: (id, _, { kind }) => (kind === 'dynamic-import' ? { id, external: true } : null),
  };
}
