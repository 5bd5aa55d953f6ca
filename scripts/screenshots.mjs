// @ts-check
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildPages } from './build-pages.mjs';
import { ROOT } from './paths.mjs';
import { LONG, NIGHTLY, runTests } from './run-tests.mjs';

/** All pages in all their states, both themes and two widths, for whoever wants to look at them. */
const ALL = join(ROOT, 'coverage', 'screenshots');
/** Those that the README shows. */
const SHOWN = {
  'shop-desk-light.png': 'shop.png',
  'order-refunded-desk-light.png': 'order.png',
  'overview-under-way.png': 'overview.png',
  'console-dead-letters-desk-light.png': 'dead-letters.png',
  'proof-by-hand.png': 'proof.png',
};

/**
 * Takes pictures of the pages of a real shop, and those of the README with them.
 * @returns {Promise<number>} the exit code
 */
export async function takeScreenshots() {
  process.env['STOCKADE_SCREENSHOTS'] = ALL;
  await buildPages();
  const code = await runTests(
    [...LONG, ...NIGHTLY],
    ['tests/browser/looks', 'tests/browser/console-overview', 'tests/browser/proof-page'],
  );
  if (code !== 0) return code;
  const pictures = join(ROOT, 'docs', 'pictures');
  mkdirSync(pictures, { recursive: true });
  for (const [taken, name] of Object.entries(SHOWN)) copyFileSync(join(ALL, taken), join(pictures, name));
  console.log(`all pictures are in ${ALL}, those of the README in ${pictures}`);
  return 0;
}
