import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { orderShown, scriptsOf, tabTo, untilDecided, untilDrawn, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

describeInBrowser('buying in a browser', () => {
  const shop = useStorefront();
  const browser = useBrowser(shop.origin);

  test('somebody new buys with the keyboard alone, and sees the order being reserved', async () => {
    const { page } = await browser.visitor();
    await page.goto('/');
    await page.getByRole('button', { name: 'Put Gate hinge into the cart' }).waitFor();
    await tabTo(page, 'Put Gate hinge into the cart');
    await page.keyboard.press('Enter');
    await page.getByText('Gate hinge is in your cart').waitFor();
    await page.keyboard.press('Control+Home');
    await page.getByRole('button', { name: /^Cart,/ }).focus();
    await page.keyboard.press('Enter');
    await tabTo(page, 'Check out');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    await tabTo(page, 'Email');
    await page.keyboard.type('keys@example.org');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Keys Only');
    await page.keyboard.press('Tab');
    await page.keyboard.type('correct horse');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor({ state: 'detached' });
    await tabTo(page, /^Ship to/);
    await page.keyboard.type('1 Oak Lane');
    await tabTo(page, /^Pay /);
    await page.keyboard.press('Enter');

    await orderShown(page);
    await untilState(page, 'Completed');
    await untilDecided(page, 'reserved the whole order');
    expect(await scriptsOf(page)).toEqual(['place-order.lua', 'complete-order.lua', 'reserve-stock.lua']);
  });

  test('on a slow line the shop is seen with its products before its scripts, and lives once they come', async () => {
    await untilDrawn(shop.origin(), 'Rampart banner');
    const { page } = await browser.visitor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/assets/*.js', (route) => released.then(() => route.continue()));
    // Once news arrive, what was read before them is read again.
    await page.route('**/products/events', () => {});
    const products = page.waitForResponse('**/api/warehouse/products?*');
    await page.goto('/', { waitUntil: 'commit' });
    await page.getByRole('link', { name: 'Rampart banner' }).waitFor();
    await products;
    expect(await page.locator('#page img[loading=eager]').count()).toBe(4);
    expect(await page.locator('#page :is(button, input, select):not([inert])').count()).toBe(0);

    release();
    await page.getByRole('link', { name: 'Gate hinge' }).waitFor();
    expect(await page.locator('[inert]').count()).toBe(0);
    expect(asked.filter((path) => path === '/api/warehouse/products')).toHaveLength(1);
    expect(asked.filter((path) => path === '/api/warehouse/categories')).toHaveLength(1);
  });

  test('without scripts the shop shows its products, and their links lead on', async () => {
    await untilDrawn(shop.origin(), 'Rampart banner');
    const { page } = await browser.visitor({ javaScriptEnabled: false });
    await page.goto('/');
    await page.getByRole('link', { name: 'Rampart banner' }).click();
    expect(new URL(page.url()).pathname).toMatch(/^\/products\/[-0-9a-f]{36}$/);
  });
});
