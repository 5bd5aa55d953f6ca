import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { CONSOLE_SCENES } from './console-scenes.js';
import { cutOff } from './fits.js';
import { SCENES } from './pages.js';
import { useStorefront } from './storefront.js';

/** Where the pictures of the pages go: `npm run screenshots` sets it, and gets all of them. */
const CHOSEN = process.env['STOCKADE_SCREENSHOTS'];
const FOLDER = CHOSEN ?? join(tmpdir(), 'stockade-screenshots');

const DESK = { device: 'desk', viewport: { width: 1280, height: 860 } };
const PHONE = { device: 'phone', viewport: { width: 390, height: 844 } };
const LOOKS = [
  { ...DESK, colorScheme: 'light' as const },
  { ...PHONE, colorScheme: 'dark' as const },
  ...(CHOSEN === undefined
    ? []
    : [
        { ...DESK, colorScheme: 'dark' as const },
        { ...PHONE, colorScheme: 'light' as const },
      ]),
];

describeInBrowser('what the pages look like', () => {
  const shop = useStorefront({ operations: {} });
  const browser = useBrowser(shop.origin);
  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
  });

  test.each([...SCENES, ...CONSOLE_SCENES])('$name', async ({ name, go }) => {
    const { page, trouble } = await browser.visitor({ reducedMotion: 'no-preference' });
    trouble.expect(/40[019]|\/api\/lab\//);
    await go(page, shop);
    await page.getByRole('button', { name: 'Live' }).waitFor();
    for (const { device, viewport, colorScheme } of LOOKS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await atRest(page);
      const path = join(FOLDER, `${name.replaceAll(', ', '-').replaceAll(' ', '-')}-${device}-${colorScheme}.png`);
      // The whole page, as on a screen that is high enough.
      if (/^(order|checkout|console)/.test(name)) {
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
      }
      await page.screenshot({ path });
      expect([device, colorScheme, await page.evaluate(cutOff)]).toEqual([device, colorScheme, []]);
    }
  });
});

/** All pictures are there, and what moves has come to rest. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every(({ complete, loading }) => complete || loading === 'lazy'),
  );
  await page.waitForFunction(() =>
    document.getAnimations().every(({ effect }) => effect?.getTiming().iterations !== 1),
  );
}
