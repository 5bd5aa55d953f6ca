import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebody, pay, putIntoCart, scriptsOf, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

/** Long enough for somebody, or a busy machine, to press a button meanwhile. */
const LONG_PAYMENT_MS = 6_000;

describeInBrowser('an order that is cancelled', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: String(LONG_PAYMENT_MS) } });
  const browser = useBrowser(shop.origin);

  test('a pending order can be cancelled, and nothing is kept', async () => {
    const { page } = await browser.visitor();
    await putIntoCart(page, 'Gate hinge');
    await becomeSomebody(page);
    await pay(page);
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await untilState(page, 'Cancelled');
    expect(await scriptsOf(page)).toEqual(['place-order.lua', 'cancel-order.lua']);
    await page.getByText('The warehouse was never asked').waitFor();
  });

  test('whoever cancels too late is told so, and sees what the order became', async () => {
    const { page, trouble } = await browser.visitor();
    await putIntoCart(page, 'Gate hinge');
    await becomeSomebody(page);
    trouble.expect(/409/);
    let isPaid = () => {};
    const paid = new Promise<void>((resolve) => (isPaid = resolve));
    // Held back on its way, until the payment has been faster.
    await page.route(/\/cancel$/, async (route) => {
      await paid;
      await route.continue();
    });
    await pay(page);
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await untilState(page, 'Completed');
    isPaid();
    await page.getByText('The payment was faster').waitFor();
  });
});
