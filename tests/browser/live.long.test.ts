import { expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeSomebody, isLoggedIn, pay, putIntoCart, untilDecided, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

const TABS = 7;
const NEWS_WITHIN_MS = 5_000;

describeInBrowser('live pages', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);
  const live = (page: Page) => page.getByRole('button', { name: 'Live', exact: false }).waitFor();

  /** A service that has just woken up may say first that it cannot. */
  const setStock = (product: string, stock_quantity: number) =>
    waitUntil(
      async () => {
        const url = shop.warehouse(`/products/${product}/stock`);
        return (await shop.admin.request('PUT', url, { stock_quantity })).status === 200;
      },
      { what: `a stock of ${stock_quantity}` },
    );
  const LANTERN = '019346a0-0000-7000-8000-000000000004';
  const lanternShows = (page: Page, stock: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: 'Watchtower lantern' })
      .getByRole('img', { name: stock })
      .waitFor({ timeout: NEWS_WITHIN_MS });

  test('seven tabs of one browser all load and stay live, also when the one that leads is closed', async () => {
    const visitor = await browser.visitor();
    const tabs: Page[] = [visitor.page];
    while (tabs.length < TABS) tabs.push(await browser.tab(visitor));
    await Promise.all(tabs.map((tab) => tab.goto('/')));
    await Promise.all(tabs.map(live));
    await setStock(LANTERN, 4);
    await Promise.all(tabs.map((tab) => lanternShows(tab, 'Only 4 left')));

    await visitor.page.close();
    const left = tabs.slice(1);
    await Promise.all(left.map(live));
    await setStock(LANTERN, 3);
    await Promise.all(left.map((tab) => lanternShows(tab, 'Only 3 left')));
    expect(left).toHaveLength(TABS - 1);
  });

  test('an order in one tab is seen in another, each step once and in sequence', async () => {
    const visitor = await browser.visitor();
    await putIntoCart(visitor.page, 'Gate hinge');
    await becomeSomebody(visitor.page);
    const list = await browser.tab(visitor);
    await list.goto('/orders');
    await list.getByText('Nothing ordered yet.').waitFor();
    await pay(visitor.page);
    await untilState(visitor.page, 'Completed');
    const card = list.getByRole('listitem').filter({ hasText: 'Gate hinge' });
    await card.getByText('Completed').waitFor();
    await card.getByText('reserved').waitFor();
    expect(await card.count()).toBe(1);
  });

  test.each(['warehouse', 'storefront'] as const)(
    '%s that stands still is noticed, and what was missed comes when it goes on',
    async (service) => {
      const { page, trouble } = await browser.visitor();
      trouble.expect(/50[234]|ERR_/);
      await putIntoCart(page, 'Gate hinge');
      await becomeSomebody(page);
      await page.goto('/');
      await isLoggedIn(page);
      await live(page);
      const process = service === 'storefront' ? shop.gateway().process() : shop.stack.process(service);
      process.signal('SIGSTOP');
      try {
        // A heartbeat comes every 15 s; after 20 s without any the page connects anew.
        await page.getByRole('button', { name: /Reconnecting/ }).waitFor({ timeout: 30_000 });
      } finally {
        process.signal('SIGCONT');
      }
      await setStock(LANTERN, 2);
      await live(page);
      await lanternShows(page, 'Only 2 left');
      await setStock(LANTERN, 25);
    },
    90_000,
  );

  test('a page that is paused stays as it is, and catches up afterwards', async () => {
    const { page } = await browser.visitor();
    await page.goto('/');
    await live(page);
    await lanternShows(page, '25 in stock');
    await page.getByRole('button', { name: 'Live' }).click();
    await setStock(LANTERN, 5);
    const other = await browser.visitor();
    await other.page.goto('/');
    await lanternShows(other.page, 'Only 5 left');
    await lanternShows(page, '25 in stock');
    expect(await page.getByText('Only 5 left').count()).toBe(0);
    await page.getByRole('button', { name: 'Paused' }).click();
    await lanternShows(page, 'Only 5 left');
  });

  test('while Redis is away the last known stock is shown and said to be that', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/50[234]|ERR_/);
    await page.goto('/');
    await live(page);
    await shop.redis.server.kill();
    await page.getByText(/this is the last known stock/).waitFor();
    await lanternShows(page, 'Only 5 left');
    await shop.redis.server.restart();
    await page.getByText(/this is the last known stock/).waitFor({ state: 'detached' });
    await setStock(LANTERN, 25);
    await lanternShows(page, '25 in stock');
    expect(await page.getByText('is away').count()).toBe(0);
  });

  test('a decision that fell while the page could not follow the stock is shown when it follows again', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/50[234]|ERR_/);
    await putIntoCart(page, 'Gate hinge');
    await becomeSomebody(page);
    await live(page);
    await page.route('**/api/warehouse/products/events', (route) => route.abort());
    // The last answer of before the decision.
    await page.route('**/api/warehouse/reservations?**', (route) => route.fulfill({ json: { items: [] } }), {
      times: 1,
    });
    await shop.stack.killNow('warehouse');
    const orderId = await pay(page);
    await untilState(page, 'Completed');
    await untilDecided(page, 'The warehouse decides as soon as');
    await shop.stack.start('warehouse');
    await waitUntil(
      async () => (await shop.admin.request('GET', shop.warehouse(`/reservations/${orderId}`))).status === 200,
      { what: 'the decision' },
    );
    await page.unroute('**/api/warehouse/products/events');
    await untilDecided(page, 'reserved the whole order');
  });

  test('a browser that was offline is up to date when it is back', async () => {
    const { page, context, trouble } = await browser.visitor();
    trouble.expect(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/);
    await page.goto('/');
    await live(page);
    await context.setOffline(true);
    await page.getByText('This device is offline').waitFor();
    await setStock(LANTERN, 1);
    await context.setOffline(false);
    await live(page);
    await lanternShows(page, 'Last one');
    await setStock(LANTERN, 25);
    await waitUntil(() => page.getByText('This device is offline').isHidden(), { what: 'the end of the banner' });
  });
});
