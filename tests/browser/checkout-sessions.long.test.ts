import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { isLoggedIn, orderShown, putIntoCart, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

const PASSWORD = 'correct horse';
const ORDERS = '**/api/store/orders';

describeInBrowser('an order without an answer when its session ends', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test('goes on under its key once its customer has logged in again, and is there once', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/ERR_FAILED|401/);
    const userId = await register(page, 'again@example.org');
    const keys: string[] = [];
    await page.route(ORDERS, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push((await route.request().headerValue('idempotency-key')) ?? 'no key');
      if (keys.length > 1) return route.continue();
      // The order is placed, the answer is lost, and so is the session.
      await route.fetch();
      await shop.admin.request('DELETE', shop.store(`/users/${userId}/sessions`));
      await route.abort();
    });
    await putIntoCart(page, 'Gate hinge');
    await page.goto('/checkout');
    await page.getByRole('button', { name: /^Pay / }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    // The next attempt was due, and nobody is there whose it is.
    await page.getByText('Again in').waitFor({ state: 'detached' });
    await dialog.getByLabel('Email').fill('again@example.org');
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Log in' }).click();

    const id = await orderShown(page);
    await untilState(page, 'Completed');
    expect(new Set(keys).size).toBe(1);
    expect(await ordersOf(page)).toEqual([`/orders/${id}`]);
  });

  test('is not sent as whoever logs in next', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/ERR_FAILED/);
    await register(page, 'first@example.org');
    let isCut = true;
    let sent = 0;
    await page.route(ORDERS, (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      sent += 1;
      return isCut ? route.abort() : route.continue();
    });
    await putIntoCart(page, 'Gate hinge');
    await page.goto('/checkout');
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.getByText('No answer came. Again in').waitFor();
    await page.getByRole('link', { name: 'Shop', exact: true }).first().click();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('link', { name: 'Log in' }).waitFor();

    const before = sent;
    isCut = false;
    await register(page, 'second@example.org');
    await page.goto('/checkout');
    await page.getByRole('button', { name: /^Pay / }).waitFor();
    expect(await ordersOf(page)).toEqual([]);
    expect(sent).toBe(before);
  });

  test('leaves in the cart what was put there while it waited', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/ERR_FAILED/);
    await register(page, 'waiting@example.org');
    let isCut = true;
    await page.route(ORDERS, (route) =>
      isCut && route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await putIntoCart(page, 'Gate hinge');
    await page.goto('/checkout');
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.getByText('No answer came. Again in').waitFor();
    await page.getByRole('link', { name: 'Shop', exact: true }).first().click();
    for (const product of ['Gate hinge', 'Hemp rope, 20 m'])
      await page.getByRole('button', { name: `Put ${product} into the cart`, exact: true }).click();
    await page.getByRole('button', { name: /^Cart, ?3 ?pieces/ }).waitFor();
    isCut = false;
    await page.getByRole('button', { name: /^Cart, ?2 ?pieces/ }).waitFor();
  });
});

/** Makes an account; returns its id. */
async function register(page: Page, email: string): Promise<string> {
  await page.goto('/register?then=/orders');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  const me = page.waitForResponse('**/api/store/users/me');
  await page.getByRole('button', { name: 'Make the account' }).click();
  const user: unknown = await (await me).json();
  await isLoggedIn(page);
  return String(Reflect.get(Object(user), 'user_id'));
}

/** The orders that their customer's page lists. */
async function ordersOf(page: Page): Promise<(string | null)[]> {
  const listed = page.waitForResponse((response) => /\/api\/store\/orders\?/.test(response.url()));
  await page.goto('/orders');
  await listed;
  await page.getByRole('heading', { level: 1, name: 'My orders' }).waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  const links = await page
    .locator('a[href^="/orders/"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  return [...new Set(links)];
}
