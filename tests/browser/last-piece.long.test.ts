import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebody, untilStock, pay, putIntoCart, untilDecided, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

describeInBrowser('the last piece', () => {
  const shop = useStorefront();
  const browser = useBrowser(shop.origin);

  test('of two who want the last piece one gets it and one the money back, and both see it without a reload', async () => {
    const [ann, bob, onlooker] = await Promise.all([browser.visitor(), browser.visitor(), browser.visitor()]);
    await onlooker.page.goto('/');
    await untilStock(onlooker.page, 'Last one');
    for (const { page } of [ann, bob]) {
      await putIntoCart(page, 'Great seal');
      await becomeSomebody(page);
    }
    await Promise.all([ann, bob].map(({ page }) => pay(page)));
    const outcomes = await Promise.all(
      [ann, bob].map(async ({ page }) => {
        await untilDecided(page, /reserved the whole order|all of it is given back/);
        if ((await page.getByText('all of it is given back').count()) === 0) return 'completed';
        await untilState(page, 'Refunded');
        return 'refunded';
      }),
    );
    expect(outcomes.toSorted()).toEqual(['completed', 'refunded']);
    const card = onlooker.page.getByRole('listitem').filter({ hasText: 'Great seal' });
    await card.getByRole('img', { name: 'Gone' }).waitFor();
  });
});
