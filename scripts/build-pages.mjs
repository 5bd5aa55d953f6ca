// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './bootstrap.mjs';
import { ROOT } from './paths.mjs';

const STOREFRONT = 'services/storefront';
/** All that the pages are built from; what they import of others stands in the lockfile. */
const SOURCES = [
  `${STOREFRONT}/pages`,
  `${STOREFRONT}/build`,
  `${STOREFRONT}/vite.config.mjs`,
  'packages/client/src',
  'packages/contracts/src',
  'pnpm-lock.yaml',
];
const ENTRY = join(ROOT, STOREFRONT, 'dist/pages/index.html');
/** A digest of what the pages that are there were built from. */
const STAMP = join(ROOT, STOREFRONT, 'dist/pages.built');
const VITE = join(ROOT, STOREFRONT, 'node_modules/vite/bin/vite.js');

/** Builds the pages of the storefront unless they are what their sources would give. */
export async function buildPages() {
  const digest = digestOf(SOURCES.map((path) => join(ROOT, path)));
  if (existsSync(ENTRY) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  const config = join(STOREFRONT, 'vite.config.mjs');
  await step('building the pages', process.execPath, [VITE, 'build', '--config', config, '--logLevel', 'warn']);
  writeFileSync(STAMP, digest);
}

/** @param {readonly string[]} paths */
function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesIn))
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesIn(join(path, name)));
}
