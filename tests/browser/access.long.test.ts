import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { CONSOLE_SCENES } from './console-scenes.js';
import { SCENES } from './pages.js';
import { useStorefront } from './storefront.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describeInBrowser('everybody can use the pages', () => {
  const shop = useStorefront({ operations: {}, env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test.each([...SCENES, ...CONSOLE_SCENES])(
    '$name: axe finds nothing, nothing moves, and 320 pixels are wide enough',
    async ({ go }) => {
      const { page, trouble } = await browser.visitor({ reducedMotion: 'reduce' });
      trouble.expect(/40[019]|\/api\/lab\//);
      await go(page, shop);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([colorScheme, await findings(page)]).toEqual([colorScheme, []]);
      }
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      await page.setViewportSize({ width: 320, height: 720 });
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
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { violations } = await Reflect.get(globalThis, 'axe').run(document, { runOnly: tags });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { target: string[]; failureSummary: string }[] }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
  }, RULES);
}

/** In the page: what is wider than the page, or holds more than it shows. */
function wideElements(): string[] {
  // A page that scrolls sideways may have been scrolled.
  const width = document.documentElement.clientWidth - scrollX;
  const described = (element: Element) => `${element.tagName.toLowerCase()}.${element.className.slice(0, 60)}`;
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const hidden = (element: Element) => element.closest('.sr-only') !== null || element.closest('svg') !== null;
  const inScroller = (element: Element): boolean =>
    element.parentElement !== null && (scrolls(element.parentElement) || inScroller(element.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((element) => !hidden(element) && !inScroller(element) && element.getBoundingClientRect().right > width + 1)
    .map(described)
    .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page scrolls sideways'] : []);
}
