import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeAdmin } from './steps.js';
import { useStorefront } from './storefront.js';

describeInBrowser('the console of an admin whose session ends', () => {
  const shop = useStorefront({ operations: {} });
  const browser = useBrowser(shop.origin);

  test('goes on by itself once its admin has logged in again', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/401/);
    const { email, password } = shop.stack.admin;
    const me = page.waitForResponse('**/api/store/users/me');
    await becomeAdmin(page, { email, password });
    const admin: unknown = await (await me).json();
    await page.getByRole('button', { name: /^Live/ }).waitFor();
    await shop.admin.request('DELETE', shop.store(`/users/${String(Reflect.get(Object(admin), 'user_id'))}/sessions`));
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Email').fill(email);
    await dialog.getByLabel('Password').fill(password);
    const feed = page.waitForResponse((answer) => answer.url().includes('/ops/events') && answer.status() === 200);
    await dialog.getByRole('button', { name: 'Log in' }).click();
    await feed;
    await page.getByRole('button', { name: /^Live/ }).waitFor();
    expect(await dialog.count()).toBe(0);
  });
});
