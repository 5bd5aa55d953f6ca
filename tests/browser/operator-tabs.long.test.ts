import { expect, test } from '@jest/globals';
import { flowsOf, makeKeys } from '@stockade/contracts';
import type { Page } from 'playwright-core';
import { poison } from '../operations/await-streams.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeAdmin, becomeSomebody, pay, putIntoCart, tabTo, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

const keys = makeKeys();
const HINGE = '019346a0-0000-7000-8000-000000000003';
/** Of which there is none. */
const SOLD_OUT = '019346a0-0000-7000-8000-000000000024';
const STORY = /\/story$/;

describeInBrowser('what operators see of an order', () => {
  const shop = useStorefront({ operations: {}, env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);
  const chosen = (page: Page) => page.getByRole('tab', { selected: true }).textContent();
  const events = (page: Page) => page.getByRole('region', { name: 'Its events' });

  async function refunded(): Promise<string> {
    const { order_id } = await shop.customer.placeOrder({ product_id: SOLD_OUT, quantity: 1 });
    await shop.customer.orderBecomes(order_id, 'refunded');
    return order_id;
  }

  test('are tabs that the keyboard goes through and that are in the address', async () => {
    const orderId = await refunded();
    const { page } = await browser.visitor();
    const asked: string[] = [];
    page.on('request', (request) => STORY.test(request.url()) && asked.push(request.url()));
    await becomeAdmin(page, shop.stack.admin, `/orders/${orderId}`);
    await untilState(page, 'Refunded');
    await page.getByRole('tab', { name: 'Story' }).waitFor();
    expect([await chosen(page), asked]).toEqual(['Story', []]);

    await tabTo(page, 'Story');
    await page.keyboard.press('ArrowRight');
    await events(page).getByText('acknowledged by refund').waitFor();
    expect([await chosen(page), new URL(page.url()).search]).toEqual(['Events', '?tab=events']);
    await page.keyboard.press('End');
    await page.getByText('process refund-initiated').waitFor();
    expect(new URL(page.url()).search).toBe('?tab=trace');
    await page.keyboard.press('ArrowRight');
    expect([await chosen(page), new URL(page.url()).search]).toEqual(['Story', '']);
    await page.keyboard.press('ArrowLeft');
    await page.reload();
    await page.getByText('process refund-initiated').waitFor();
    expect(await chosen(page)).toBe('Trace');
  });

  test('tell each event with its time, its acknowledgement and its fields, and the trace with what to copy', async () => {
    const orderId = await refunded();
    const stored = (await shop.redis.client.xRange(keys.refundInitiated, '-', '+')) ?? [];
    const event = stored.find(({ message }) => message['subject'] === orderId)?.message['event'] ?? '';
    const { traceparent }: { traceparent: string } = JSON.parse(event);
    expect(traceparent).toMatch(/^00-/);
    const { page } = await browser.visitor();
    await becomeAdmin(page, shop.stack.admin, `/orders/${orderId}?tab=events`);
    const rows = events(page).locator('ol > li');
    await rows.nth(2).waitFor();
    expect(await rows.count()).toBe(3);
    await rows.nth(0).getByText('+ 0 ms').waitFor();
    await rows.nth(2).getByText('acknowledged by refund').waitFor();
    await rows.nth(2).getByText('What is in it').click();
    await rows
      .nth(2)
      .getByRole('button', { name: /^Show all/ })
      .click();
    await rows.nth(2).getByText('insufficient_stock').waitFor();
    await page.getByRole('tab', { name: 'Trace' }).click();
    await page.getByText(traceparent, { exact: true }).waitFor();
    await page.getByText(traceparent.slice(3, 35), { exact: true }).waitFor();
    await page.getByText('This shop sends its spans nowhere').waitFor();
  });

  test('follow an order while it goes on: waiting, then acknowledged, then with a dead letter', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/50[23]/);
    await shop.stack.killNow('warehouse');
    const { order_id: orderId } = await shop.customer.placeOrder({ product_id: HINGE, quantity: 1 });
    await shop.customer.orderBecomes(orderId, 'completed');
    await becomeAdmin(page, shop.stack.admin, `/orders/${orderId}?tab=events`);
    await events(page).getByText('waits for warehouse').waitFor();
    await shop.stack.start('warehouse');
    await events(page).getByText('acknowledged by warehouse').waitFor();
    await poison(shop.redis.client, flowsOf(keys).orderCompleted, orderId);
    const dead = page.getByRole('region', { name: 'Its dead letters' });
    await dead.getByRole('link').click();
    await page.getByRole('heading', { name: 'Dead letter', exact: true }).waitFor();
  });

  test('are not there for the customer, who may not ask for them either', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/403/);
    await putIntoCart(page, 'Gate hinge');
    await becomeSomebody(page);
    const orderId = await pay(page);
    await untilState(page, 'Completed');
    await page.goto(`/orders/${orderId}?tab=events`);
    await page.getByRole('region', { name: 'Story' }).waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
    const { status } = await shop.customer.request('GET', shop.operations(`/ops/orders/${orderId}/story`));
    expect(status).toBe(403);
  });
});
