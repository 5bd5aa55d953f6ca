import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebody, isLoggedIn, orderShown, untilDrawn, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

const NAMES = [
  '<img src=x onerror="document.title=\'taken over\'">',
  '</script><script>document.title="taken over"</script>',
  'javascript:alert(1)',
  '\u202Egnirts sdrawkcab',
];

describeInBrowser('what somebody writes to do harm', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test.each(NAMES)(
    'the name %j is a text, in the shop as it is drawn first and later, in the cart and in an order',
    async (name) => {
      const { id } = await shop.admin.createProduct({ name, description: name, price: 2, stock_quantity: 5 });
      await untilDrawn(shop.origin(), id);
      const { page } = await browser.visitor();
      await page.goto('/');
      await page.getByRole('link', { name, exact: true }).waitFor();
      // The scripts have drawn it anew.
      await page.locator('[inert]').first().waitFor({ state: 'detached' });
      expect(await page.title()).toMatch(/^Shop/);
      await page.goto(`/products/${id}`);
      expect(await page.locator('h1').textContent()).toBe(name);
      await page.getByRole('button', { name: 'Put into the cart' }).click();
      await becomeSomebody(page);
      await isLoggedIn(page);
      await page.getByRole('button', { name: /^Pay / }).click();
      await orderShown(page);
      await untilState(page, 'Completed');
      expect(await page.getByRole('region', { name: 'Items' }).getByRole('link').textContent()).toBe(name);
      expect(await page.title()).toMatch(/^Order/);
    },
  );

  test('an id that is none, and a way back that leads elsewhere, lead nowhere', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/404/);
    await page.goto('/products/javascript:alert(1)');
    await page.getByRole('heading', { name: 'No such product' }).waitFor();
    await page.goto('/register?then=//elsewhere.example/');
    await page.getByLabel('Email').fill('somebody@example.org');
    await page.getByLabel(/^Password/).fill('correct horse');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await isLoggedIn(page);
    await page.waitForURL(`${shop.origin()}/`);
    expect(new URL(page.url()).origin).toBe(shop.origin());
  });
});
