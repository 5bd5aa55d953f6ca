import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebody, pay, putIntoCart, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

describeInBrowser('the test cards', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test.each([
    { card: 'Approved', state: 'Completed', kept: '$35.99' },
    { card: 'Declined', state: 'Declined', kept: '$0.00' },
    { card: 'No answer', state: 'Completed', kept: '$35.99' },
    { card: 'Slow', state: 'Completed', kept: '$35.99' },
    { card: 'Out of order', state: 'Completed', kept: '$35.99' },
  ])('the card $card ends $state, and the shop keeps $kept', async ({ card, state, kept }) => {
    const { page } = await browser.visitor();
    await putIntoCart(page, 'Gate hinge');
    await becomeSomebody(page);
    await pay(page, card);
    await untilState(page, state);
    const shown = page.getByRole('region', { name: 'Money' }).getByText(kept, { exact: true }).last();
    await shown.waitFor();
    expect(await shown.isVisible()).toBe(true);
  });

  test('a price that changes during the checkout is told, and taken only when it is agreed to', async () => {
    const { page, trouble } = await browser.visitor();
    await putIntoCart(page, 'Gate hinge');
    await becomeSomebody(page);
    trouble.expect(/409/);
    // The page hears of the change, so its news are kept from it.
    await page.route(/\/products\/events|\/orders\/quote/, (route) => route.abort());
    trouble.expect(/ERR_FAILED/);
    await page.getByRole('button', { name: 'Pay $35.99' }).waitFor();
    const hinge = '019346a0-0000-7000-8000-000000000003';
    await shop.admin.request('PATCH', shop.warehouse(`/products/${hinge}`), { price: 31 });
    await page.getByRole('button', { name: 'Pay $35.99' }).click();
    await page.getByText('A price has changed meanwhile, and nothing was placed').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Pay $37.20' }).click();
    await untilState(page, 'Completed');
    await shop.admin.request('PATCH', shop.warehouse(`/products/${hinge}`), { price: 29.99 });
  });
});
