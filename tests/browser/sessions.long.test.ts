import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebodyWithCart, isLoggedIn, orderShown, pay, putIntoCart, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

describeInBrowser('sessions and storages in a browser', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test('a session outlives a reload, and its cookie can be read by no script', async () => {
    const { page, context } = await browser.visitor();
    await becomeSomebodyWithCart(page);
    await page.reload();
    await isLoggedIn(page);
    const [cookie, ...others] = await context.cookies();
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({
      name: '__Host-stockade',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
      path: '/',
    });
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test('no token is in a storage, an address or a line of the log', async () => {
    const { page, context } = await browser.visitor();
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    const tokens = new Set<string>();
    page.on('request', (request) => {
      const [, token] = /^Bearer (.+)$/.exec(request.headers()['authorization'] ?? '') ?? [];
      if (token !== undefined) tokens.add(token);
    });
    await becomeSomebodyWithCart(page);
    await pay(page);
    await untilState(page, 'Completed');
    const [cookie] = await context.cookies();
    const secrets = [...tokens, cookie?.value ?? 'no cookie'];
    expect(secrets.length).toBeGreaterThan(1);
    const stored = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state]),
    );
    const log = shop.gateway().process().output() + shop.stack.process('store').output();
    for (const secret of secrets) for (const place of [stored, log, ...addresses]) expect(place).not.toContain(secret);
  });

  test('two tabs that renew in the same instant stay logged in', async () => {
    const visitor = await browser.visitor();
    await becomeSomebodyWithCart(visitor.page);
    const tabs = await Promise.all([browser.tab(visitor), browser.tab(visitor), browser.tab(visitor)]);
    await Promise.all(tabs.map((tab) => tab.goto('/orders')));
    await Promise.all(tabs.map(isLoggedIn));
    await Promise.all([visitor.page, ...tabs].map((tab) => tab.reload()));
    await Promise.all([visitor.page, ...tabs].map(isLoggedIn));
    expect(tabs.map((tab) => new URL(tab.url()).pathname)).toEqual(['/orders', '/orders', '/orders']);
  });

  test('an answer to a renewal that got lost logs nobody out', async () => {
    const { page, trouble } = await browser.visitor();
    await becomeSomebodyWithCart(page);
    trouble.expect(/ERR_FAILED/);
    let lost = 0;
    await page.route('**/session/refresh', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      // It reaches the store, which rotates; its answer, with the new cookie, does not reach the browser.
      const headers = kept(await route.request().allHeaders());
      await fetch(`${shop.origin()}/session/refresh`, { method: 'POST', headers });
      await route.abort();
    });
    await page.reload();
    await isLoggedIn(page);
    expect(lost).toBe(1);
  });

  test('logging out in one tab logs out all, and their orders are gone from the pages', async () => {
    const visitor = await browser.visitor();
    await becomeSomebodyWithCart(visitor.page);
    await pay(visitor.page);
    const other = await browser.tab(visitor);
    await other.goto('/orders');
    await other.getByRole('listitem').filter({ hasText: 'Gate hinge' }).waitFor();
    await visitor.page.getByRole('button', { name: /^Account of/ }).click();
    await visitor.page.getByRole('button', { name: 'Log out' }).click();
    await visitor.page.getByRole('link', { name: 'Log in' }).waitFor();
    await other.waitForURL(/\/login/);
    expect(await visitor.context.cookies()).toEqual([]);
  });

  test('where the browser denies storage, locks and channels, somebody buys all the same, and once', async () => {
    const { page, context, trouble } = await browser.visitor();
    await context.addInitScript(denyKeeping);
    trouble.expect(/ERR_FAILED/);
    const keys: string[] = [];
    await page.route('**/api/store/orders', async (route) => {
      keys.push((await route.request().headerValue('idempotency-key')) ?? 'no key');
      if (keys.length > 1) return route.continue();
      // The order is placed, and the answer is lost.
      await route.fetch();
      await route.abort();
    });
    await putIntoCart(page, 'Gate hinge');
    await page.getByRole('button', { name: /^Cart, ?1 ?piece/ }).click();
    await page.getByRole('button', { name: 'Check out' }).click();
    await page.getByRole('button', { name: /throwaway account/ }).click();
    await isLoggedIn(page);
    await page.getByRole('button', { name: /^Pay / }).click();
    const id = await orderShown(page);
    await untilState(page, 'Completed');
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByText('The browser did not let it be copied').waitFor();
    expect(keys).toEqual([expect.stringMatching(/^[\da-f]{32}$/), keys[0]]);

    await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'My orders' }).waitFor();
    const ids = await page
      .locator('a[href^="/orders/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect([...new Set(ids)]).toEqual([`/orders/${id}`]);
    for (const path of ['/login', '/checkout', '/products/019346a0-0000-7000-8000-000000000003']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
  });

  test('where the storage is full, the cart and the theme hold as long as the page', async () => {
    const { page, context } = await browser.visitor();
    await context.addInitScript(fillStorage);
    await putIntoCart(page, 'Gate hinge');
    await page.getByRole('button', { name: /^Cart, ?1 ?piece/ }).waitFor();
    await page.getByRole('button', { name: /^Theme: as the system/ }).click();
    await page.getByRole('button', { name: /^Theme: light/ }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  });
});

/** The fields of a request that another client may send. */
function kept(headers: Readonly<Record<string, string>>): Record<string, string> {
  const own = ['cookie', 'origin', 'sec-fetch-site', 'content-type'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => own.includes(name)));
}

/** In the page: keeps nothing, as a browser that blocks all cookies, and lets nothing be copied. */
function denyKeeping(): void {
  const deny = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const denyLater = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  for (const name of ['localStorage', 'sessionStorage', 'BroadcastChannel'])
    Object.defineProperty(globalThis, name, { get: deny });
  LockManager.prototype.request = denyLater;
  Clipboard.prototype.writeText = denyLater;
}

/** In the page: has no room for more. */
function fillStorage(): void {
  Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
}
