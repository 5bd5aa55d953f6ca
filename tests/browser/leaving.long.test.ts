import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebodyWithCart } from './steps.js';
import { useStorefront } from './storefront.js';

const toShop = (page: Page) => page.getByRole('link', { name: 'Shop', exact: true }).first().click();

/** From the shop, within the page that is open. */
async function toCheckoutWithRope(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Put Hemp rope, 20 m into the cart', exact: true }).click();
  await page.getByRole('button', { name: /^Cart,/ }).click();
  await page.getByRole('button', { name: 'Check out' }).click();
}

describeInBrowser('whoever goes elsewhere', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test('leaves a search by the name of the shop, and by going back', async () => {
    const { page } = await browser.visitor();
    const search = page.getByRole('searchbox', { name: 'Search the shop' });
    const hinge = page.getByRole('link', { name: 'Gate hinge' });
    await page.goto('/');
    await search.fill('rope');
    await page.waitForURL('**/?search=rope');
    await hinge.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Shop', exact: true }).first().click();
    await hinge.waitFor();
    expect(await search.inputValue()).toBe('');
    await page.goBack();
    await hinge.waitFor({ state: 'detached' });
    expect([new URL(page.url()).search, await search.inputValue()]).toEqual(['?search=rope', 'rope']);
    await page.goForward();
    await hinge.waitFor();
    expect([new URL(page.url()).search, await search.inputValue()]).toEqual(['', '']);
  });

  test('goes back from one category to the one before', async () => {
    const { page } = await browser.visitor();
    await page.goto('/');
    const chip = (name: RegExp) => page.getByRole('group', { name: 'Category' }).getByRole('button', { name });
    for (const name of [/^Light/, /^Tools/]) await chip(name).click();
    await page.waitForURL('**/?category=Tools');
    await page.goBack();
    await page.waitForURL('**/?category=Light');
    await page.goBack();
    await page.getByRole('button', { name: 'All', pressed: true }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('while an order has no answer is told when it is placed, and may order again', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/ERR_FAILED/);
    await becomeSomebodyWithCart(page);
    let isCut = true;
    await page.route('**/api/store/orders', (route) =>
      isCut && route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.getByText('No answer came. Again in').waitFor();
    await toShop(page);
    isCut = false;
    await page.getByText('Your order is placed').waitFor();
    await toCheckoutWithRope(page);
    await page.getByRole('button', { name: 'Pay $29.52' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/checkout');
  });

  test('finds the checkout as it was filled in, until the order is placed', async () => {
    const { page } = await browser.visitor();
    await becomeSomebodyWithCart(page);
    await page.getByRole('textbox', { name: 'Ship to' }).fill('1 Gate Road');
    await page.getByText('Slow', { exact: true }).click();
    await toShop(page);
    await toCheckoutWithRope(page);
    const filledIn = async () => [
      await page.getByRole('textbox', { name: 'Ship to' }).inputValue(),
      await page.getByRole('radio', { checked: true }).inputValue(),
    ];
    expect(await filledIn()).toEqual(['1 Gate Road', 'pm_card_slow']);

    await page.getByRole('button', { name: /^Pay / }).click();
    await page.waitForURL('**/orders/*');
    await toShop(page);
    await toCheckoutWithRope(page);
    expect(await filledIn()).toEqual(['', 'pm_card_visa']);

    await page.getByRole('textbox', { name: 'Ship to' }).fill('2 Gate Road');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('link', { name: 'Log in' }).waitFor();
    await toShop(page);
    await toCheckoutWithRope(page);
    expect(await filledIn()).toEqual(['', 'pm_card_visa']);
  });
});
