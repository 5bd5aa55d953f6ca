// @ts-check
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { drawFirstSight } from './build/first-sight.mjs';
import { precompress } from './build/precompress.mjs';

/** The pages of the storefront: sources in `pages`, built into `dist/pages`. */
export default defineConfig(({ command }) => {
  // Vite would take it from the shell of whoever starts us, and build pages for developers: half as large again, and slow.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return CONFIG;
});

/** @type {import('vite').UserConfig} */
const CONFIG = {
  root: fileURLToPath(new URL('pages', import.meta.url)),
  plugins: [react(), tailwindcss(), drawFirstSight(), precompress()],
  resolve: { conditions: ['stockade-source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    // The content security policy allows no data: addresses but pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
};
