import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { CONSOLE_SCENES } from './console-scenes.js';
import { cutOff, wideElements } from './fits.js';
import { SCENES } from './pages.js';
import { useStorefront } from './storefront.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that the other theme can change. */
const CONTRAST = ['color-contrast'];

describeInBrowser('everybody can use the pages', () => {
  const shop = useStorefront({ operations: {}, env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test.each([...SCENES, ...CONSOLE_SCENES])(
    '$name: axe finds nothing, nothing moves, no text is cut off, and 320 pixels are wide enough',
    async ({ go }) => {
      const { page, trouble } = await browser.visitor({ reducedMotion: 'reduce' });
      trouble.expect(/40[019]|\/api\/lab\//);
      await go(page, shop);
      expect(await findings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findings(page, CONTRAST)).toEqual([]);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 720 });
        expect([width, await page.evaluate(cutOff)]).toEqual([width, []]);
      }
      expect(await page.evaluate(wideElements)).toEqual([]);
    },
  );

  test('what the colours say can be read in forced colours too', async () => {
    const { page } = await browser.visitor({ forcedColors: 'active' });
    await page.goto('/');
    await page.getByRole('link', { name: 'Gate hinge' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('after a dialog the focus is back where it was', async () => {
    const { page } = await browser.visitor();
    await page.goto('/');
    const cart = page.getByRole('button', { name: /^Cart,/ });
    await cart.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing in it yet.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Nothing in it yet.').waitFor({ state: 'detached' });
    expect(await cart.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

/** What axe finds: the rule, and where. */
async function findings(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (names) => {
    const { violations } = await Reflect.get(globalThis, 'axe').run(document, { runOnly: names });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { target: string[]; failureSummary: string }[] }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
  }, rules);
}
