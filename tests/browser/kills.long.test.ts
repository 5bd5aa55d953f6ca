import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser, type Visitor } from './browser.js';
import { becomeSomebody, orderShown, pay, putIntoCart, untilDecided, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

/** What is killed with -9, and brought back. */
const VICTIMS = ['store', 'warehouse', 'refund', 'storefront', 'redis'] as const;
type Victim = (typeof VICTIMS)[number];

/** A victim is away for so long, as if a supervisor started it again. */
const AWAY_MS = 800;
/** Answers and connections that a killed process owes. */
const OWED =
  /50[234]|ERR_(CONNECTION_REFUSED|EMPTY_RESPONSE|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|FAILED|ABORTED|NETWORK|SOCKET_NOT_CONNECTED)/;

describeInBrowser('kill -9 during a checkout', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '300', CONSUMER_MIN_IDLE_MS: '1000' } });
  const browser = useBrowser(shop.origin);

  async function killAndBringBack(victim: Victim): Promise<void> {
    const { kill, start } = partOf(victim);
    await kill();
    await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
    await start();
  }

  function partOf(victim: Victim): { kill: () => Promise<unknown>; start: () => Promise<void> } {
    if (victim === 'redis') return { kill: () => shop.redis.server.kill(), start: () => shop.redis.server.restart() };
    if (victim === 'storefront') return { kill: () => shop.gateway().killNow(), start: () => shop.gateway().start() };
    return { kill: () => shop.stack.killNow(victim), start: () => shop.stack.start(victim) };
  }

  async function readyToPay(): Promise<Visitor> {
    const visitor = await browser.visitor();
    visitor.trouble.expect(OWED);
    await putIntoCart(visitor.page, 'Gate hinge');
    await becomeSomebody(visitor.page);
    await visitor.page.getByRole('button', { name: /^Pay \$/ }).waitFor();
    return visitor;
  }

  /** The page ends right, and the visitor has this one order. */
  async function expectOneOrder(page: Page, orderId: string): Promise<void> {
    await untilState(page, 'Completed');
    await untilDecided(page, 'reserved the whole order');
    await page.getByRole('button', { name: 'Live' }).waitFor();
    await page.goto('/orders');
    const cards = page.getByRole('listitem').filter({ hasText: 'Gate hinge' });
    await cards.first().waitFor();
    expect(await cards.count()).toBe(1);
    expect(await cards.getByRole('link').getAttribute('href')).toBe(`/orders/${orderId}`);
  }

  test.each(VICTIMS)('%s: killed just before the order is sent', async (victim) => {
    const { page } = await readyToPay();
    const back = killAndBringBack(victim);
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    const orderId = await orderShown(page);
    await back;
    await expectOneOrder(page, orderId);
  });

  test.each(VICTIMS)('%s: killed after the order was taken, before its answer arrives', async (victim) => {
    const { page } = await readyToPay();
    let back: Promise<void> | undefined;
    await page.route(/\/api\/store\/orders$/, async (route) => {
      if (route.request().method() !== 'POST' || back !== undefined) return route.fallback();
      const taken = await route.fetch();
      expect(taken.status()).toBe(201);
      back = killAndBringBack(victim);
      await route.abort('connectionreset');
    });
    const orderId = await pay(page);
    expect(back).toBeDefined();
    await back;
    await page.getByText(/Sent \d+ times, placed once/).waitFor();
    await expectOneOrder(page, orderId);
  });

  test.each(VICTIMS)('%s: killed while the order is on its way', async (victim) => {
    const { page } = await readyToPay();
    const orderId = await pay(page);
    await killAndBringBack(victim);
    await expectOneOrder(page, orderId);
  });

  test('a page that was left in the middle of sending goes on when it is opened again', async () => {
    const { page } = await readyToPay();
    await shop.stack.killNow('store');
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    await page.getByText(/under one key/).waitFor();
    await page.reload();
    await page.getByText(/under one key/).waitFor();
    await shop.stack.start('store');
    await expectOneOrder(page, await orderShown(page));
  });
});
