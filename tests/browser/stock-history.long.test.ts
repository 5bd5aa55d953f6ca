import { beforeAll, expect, test } from '@jest/globals';
import type { ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import type { Page } from 'playwright-core';
import { newCustomer, type Customer } from '../client.js';
import { lookAtStock, setLastLook } from '../operations/look-at-stock.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeAdmin } from './steps.js';
import { useStorefront } from './storefront.js';

/** So long ago that the page soon expects another look, and the service itself does not look yet. */
const LAST_LOOK_MS = 20_000;
const NEXT_LOOK_DEADLINE_MS = 60_000;

describeInBrowser('the stock of a product over time, in the console', () => {
  const shop = useStorefront({ operations: {}, env: { PAYMENT_DELAY_MS: '0' } });
  const browser = useBrowser(shop.origin);
  let rope: ProductView;
  let customer: Customer;

  beforeAll(async () => {
    // Before there is the product: the first look of the service has no point of it then, or finds that it was overtaken.
    await setLastLook(shop.redis.client, LAST_LOOK_MS);
    rope = await shop.admin.createProduct({ name: 'Rope', price: 2, stock_quantity: 30 });
    customer = await newCustomer(shop.stack);
  });

  const panelOf = (page: Page) => page.getByRole('region', { name: 'Stock over time' });
  const picture = (page: Page) =>
    panelOf(page)
      .locator('canvas')
      .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : null));

  test('its first point comes, and what is set and sold is shown, without a reload', async () => {
    const { page } = await browser.visitor();
    await becomeAdmin(page, shop.stack.admin, '/console/products?search=rope');
    await page.getByRole('link', { name: 'Stock over time of Rope' }).click();
    const panel = panelOf(page);
    await panel.getByText('Nothing kept yet: the first point comes within a minute.').waitFor();
    await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));

    await lookAtStock(shop.redis.client);
    await panel.getByText(/^Now 30 available, 0 reserved, 30 received\./).waitFor({ timeout: NEXT_LOOK_DEADLINE_MS });
    const before = await picture(page);
    await page.getByLabel('Stock of Rope').fill('12');
    await page.getByLabel('Stock of Rope').press('Enter');
    await panel
      .getByText(/^Now 12 available, 0 reserved, 12 received\. Since .* at least 12 and at most 30 were available\.$/)
      .waitFor();
    await customer.placeOrder({ product_id: rope.id, quantity: 2 });
    await panel.getByText(/^Now 10 available, 2 reserved, 12 received\./).waitFor();
    await waitUntil(async () => (await picture(page)) !== before, { what: 'another picture' });

    await panel.getByText('Values', { exact: true }).click();
    const rows = panel.getByRole('row');
    expect(await rows.nth(1).innerText()).toMatch(/^Now\s+10\s+2\s+12$/);
    expect(await rows.last().innerText()).toMatch(/\s30\s+0\s+30$/);
    await panel.getByRole('button', { name: 'Received' }).click();
    expect(await panel.getByRole('button', { name: 'Received' }).getAttribute('aria-pressed')).toBe('false');
    await panel.getByRole('button', { name: /answer as JSON/ }).click();
    await panel.getByText('"points_max": 1440').waitFor();
    expect(await page.locator('[data-not-reloaded]').count()).toBe(1);
  });

  test('a customer gets nothing of it', async () => {
    expect((await customer.request('GET', shop.operations(`/ops/stock/${rope.id}/history`))).status).toBe(403);
  });

  test('a product that is not there is told', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/404/);
    await becomeAdmin(page, shop.stack.admin, '/console/products/019346a0-0000-7000-8000-0000000000ff');
    await page.getByText('No such product').waitFor();
  });
});
