import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';

const PAGES = fileURLToPath(new URL('../../services/storefront/dist/pages/', import.meta.url));

/** Compressed, as they go over the network. */
const SHOP_SCRIPT_MAX_BYTES = 110 * 1_024;
const STYLES_MAX_BYTES = 20 * 1_024;
const FONTS_MAX_BYTES = 60 * 1_024;

const zipped = (path: string) => gzipSync(readFileSync(`${PAGES}${path}`), { level: 9 }).length;
const sum = (paths: readonly string[], size: (path: string) => number) =>
  paths.reduce((total, path) => total + size(path), 0);

describe('what a first visit of the shop loads', () => {
  const html = readFileSync(`${PAGES}index.html`, 'utf8');
  const named = (extension: string) =>
    [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)]
      .map(([, path = '']) => path)
      .filter((path) => path.endsWith(extension));

  test('is at most 110 kB of script', () => {
    const scripts = named('.js');
    expect(scripts.length).toBeGreaterThan(1);
    expect(sum(scripts, zipped)).toBeLessThanOrEqual(SHOP_SCRIPT_MAX_BYTES);
  });

  test('is at most 20 kB of styles', () => {
    expect(named('.css')).toHaveLength(1);
    expect(sum(named('.css'), zipped)).toBeLessThanOrEqual(STYLES_MAX_BYTES);
  });

  test('is at most 60 kB of fonts, which are our own', () => {
    const fonts = readdirSync(`${PAGES}assets`).filter((name) => name.endsWith('.woff2'));
    expect(fonts.length).toBeGreaterThan(0);
    expect(sum(fonts, (name) => readFileSync(`${PAGES}assets/${name}`).length)).toBeLessThanOrEqual(FONTS_MAX_BYTES);
  });
});
