// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';

/** What modules of the pages ask a browser for as they load, as somebody's first visit answers it. */
const BROWSER = {
  navigator: { onLine: true },
  location: new URL('http://localhost/'),
  localStorage: { getItem: () => null },
  matchMedia: () => ({ matches: false, addEventListener() {} }),
  addEventListener() {},
  BroadcastChannel: class {
    addEventListener() {}
    postMessage() {}
  },
};
const PLACE = '<div id="page">';
/** What `early.js` imports instead, once the first sight is painted. */
const MAIN = /<script type="module" crossorigin src="([^"]+)"><\/script>/;

/**
 * Writes shop.html: the entry with the shop drawn in it, without products, to be seen while the scripts come. Nothing in it
 * can be used, for the scripts draw it anew.
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
      const folder = resolve(config.root, config.build.outDir);
      const entry = readFileSync(join(folder, 'index.html'), 'utf8');
      if (!entry.includes(PLACE)) throw new Error(`index.html has no ${PLACE}`);
      if (!MAIN.test(entry)) throw new Error(`index.html has no ${MAIN.source}`);
      // It is named in the styles alone, and what is seen first would be drawn a second time when it came.
      const fonts = Object.keys(bundle).filter((name) => name.endsWith('.woff2'));
      const preloads = fonts.map((name) => `<link rel="preload" as="font" crossorigin href="/${name}">`).join('');
      const shop = entry
        .replace(MAIN, `${preloads}<link rel="modulepreload" crossorigin href="$1" id="main-script">`)
        .replace(PLACE, PLACE + (await draw(config)));
      writeFileSync(join(folder, 'shop.html'), shop);
    },
  };
}

/** @param {import('vite').ResolvedConfig} config */
async function draw({ root, resolve: { conditions } }) {
  const server = await createServer({
    root,
    configFile: false,
    mode: 'production',
    appType: 'custom',
    resolve: { conditions },
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const own = Object.getOwnPropertyDescriptors(globalThis);
  for (const [name, value] of Object.entries(BROWSER))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  try {
    /** @type {{ firstSight?: () => string }} */
    const { firstSight } = await server.ssrLoadModule('/src/first-sight.tsx');
    if (firstSight === undefined) throw new Error('first-sight.tsx does not export firstSight');
    return firstSight();
  } finally {
    for (const name of Object.keys(BROWSER)) {
      Reflect.deleteProperty(globalThis, name);
      const before = Reflect.get(own, name);
      if (before !== undefined) Object.defineProperty(globalThis, name, before);
    }
    await server.close();
  }
}
