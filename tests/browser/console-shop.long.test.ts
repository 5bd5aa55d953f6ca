import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { makeKeys, newId, type OrderView, type ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import type { Page } from 'playwright-core';
import { newCustomer, type Customer } from '../client.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeAdmin, becomeSomebodyWithCart } from './steps.js';
import { useStorefront } from './storefront.js';

const ORDERS = '/console/orders';
const FORMULA = '=HYPERLINK("https://elsewhere.example","x")';
const DECLINED = 'pm_card_declined';
/** More orders than one request looks through. */
const MANY = 1_500;
const keys = makeKeys();

describeInBrowser('orders, customers and products in the console', () => {
  const shop = useStorefront({ operations: {}, env: { PAYMENT_DELAY_MS: '0' } });
  const browser = useBrowser(shop.origin);
  let formula: ProductView;
  let lantern: ProductView;
  let ann: Customer;
  let ben: Customer;
  /** Oldest first: Ann's of the formula, Ann's of a lantern that is declined, Ben's of a lantern. */
  let placed: readonly OrderView[];
  const idOf = (place: number) => placed[place]?.order_id ?? '';

  beforeAll(async () => {
    formula = await shop.admin.createProduct({ name: FORMULA, price: 3, stock_quantity: 40 });
    lantern = await shop.admin.createProduct({ name: 'Storm lantern', price: 29.99, stock_quantity: 40 });
    [ann, ben] = await Promise.all([newCustomer(shop.stack), newCustomer(shop.stack)]);
    const ofFormula = await ann.placeOrder({ product_id: formula.id, quantity: 2, shipping_address: '@SUM(1)' });
    const line = { product_id: lantern.id, quantity: 1 };
    const declined = await ann.placeOrder({ items: [line], payment_method: DECLINED });
    placed = [ofFormula, declined, await ben.placeOrder({ items: [line] })];
    await ann.orderBecomes(ofFormula.order_id, 'completed');
    await ann.orderBecomes(declined.order_id, 'failed');
    await ben.orderBecomes(idOf(2), 'completed');
  });

  const open = async (path: string) => {
    const visitor = await browser.visitor({ acceptDownloads: true });
    await becomeAdmin(visitor.page, shop.stack.admin, path);
    return visitor;
  };
  const rows = (page: Page) => page.getByRole('link', { name: /^Order …/ });
  const shown = async (page: Page) =>
    (await rows(page).all()).length === 0
      ? []
      : rows(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice('/orders/'.length)));
  const untilShown = (page: Page, ids: readonly string[]) =>
    waitUntil(async () => JSON.stringify(await shown(page)) === JSON.stringify(ids), {
      what: `the page to show ${ids.join(', ')}`,
    });
  const search = async (page: Page, text: string) => {
    await page.getByRole('searchbox').fill(text);
    await page.getByRole('searchbox').press('Enter');
  };

  test('orders are found by email, by the beginning of an id, and by product and status, which a reload keeps', async () => {
    const { page, trouble } = await open(ORDERS);
    await search(page, ann.email);
    await untilShown(page, [idOf(1), idOf(0)]);
    await search(page, idOf(2).slice(0, 34));
    await untilShown(page, [idOf(2)]);
    trouble.expect(/400/);
    await search(page, 'nothing of the kind');
    await page.getByText('must be an id, its beginning, or an email address').waitFor();
    expect(await page.getByRole('searchbox').getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Show all orders' }).click();

    await page.getByLabel('Product').fill('storm');
    await page.getByRole('button', { name: 'Storm lantern' }).click();
    await untilShown(page, [idOf(2), idOf(1)]);
    await page.getByRole('button', { name: 'Declined' }).click();
    await untilShown(page, [idOf(1)]);
    await page.reload();
    await untilShown(page, [idOf(1)]);
    expect(new URL(page.url()).search).toBe(`?product=${lantern.id}&status=failed`);
    await page.getByRole('button', { name: /^Product: Storm lantern/ }).waitFor();
    await page.getByLabel('Payment').selectOption(DECLINED);
    await page.getByText('These are all.').waitFor();
    await untilShown(page, [idOf(1)]);
  });

  test('the file of a filter has its orders and no others, and what would be a formula is a text', async () => {
    const { page } = await open(`${ORDERS}?q=${ann.email}`);
    await untilShown(page, [idOf(1), idOf(0)]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV of these' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^orders-\d{4}-\d{2}-\d{2}\.csv$/);
    const cells = cellsOf(await readFile(await download.path(), 'utf8'));
    const column = (name: string) => cells.slice(1).map((row) => row[cells[0]?.indexOf(name) ?? -1]);
    expect(column('order_id')).toEqual([idOf(1), idOf(0)]);
    expect(column('status')).toEqual(['failed', 'completed']);
    expect(column('items')).toEqual(['Storm lantern × 1', `'${FORMULA} × 2`]);
    expect(column('shipping_address')).toEqual(['', "'@SUM(1)"]);
    await page.getByText('2 orders saved.').waitFor();
  });

  test('an order that is placed while somebody points at the list waits above it', async () => {
    const { page } = await open(ORDERS);
    const [newest] = await Promise.all([rows(page).first().getAttribute('href'), rows(page).first().hover()]);
    const { order_id } = await ben.placeOrder({ product_id: lantern.id, quantity: 1 });
    await page.getByRole('button', { name: '↑ 1 new' }).waitFor();
    expect(await rows(page).first().getAttribute('href')).toBe(newest);
    await page.getByRole('button', { name: '↑ 1 new' }).click();
    await waitUntil(async () => (await shown(page))[0] === order_id, { what: 'the new order' });
  });

  test('a search that has found nothing so far says how far it came, and goes on', async () => {
    // Newer ones than one request looks through, and none of them is declined.
    const members = Array.from({ length: MANY }, () => ({ score: 0, value: newId() }));
    await shop.redis.client.zAdd(keys.orders, members);
    const { page } = await open(`${ORDERS}?payment=${DECLINED}`);
    await page.getByText(/^None so far: searched back to .*Older orders have not been looked at\.$/).waitFor();
    expect(await page.getByText('No order is like that.').count()).toBe(0);
    await page.getByRole('button', { name: 'Search further back' }).click();
    await untilShown(page, [idOf(1)]);
    await page.getByText('These are all.').waitFor();
    await shop.redis.client.zRem(
      keys.orders,
      members.map(({ value }) => value),
    );
  });

  test('ending the sessions of a customer logs the customer out of an open browser', async () => {
    const customer = await browser.visitor();
    customer.trouble.expect(/401/);
    await becomeSomebodyWithCart(customer.page);
    const { page } = await open('/console/customers');
    await page.getByRole('link', { name: /@/ }).first().click();
    const sessions = page.getByRole('region', { name: 'Sessions' });
    await sessions.getByText(/^Logged in/).waitFor();
    const ending = sessions.getByRole('button', { name: 'End all sessions' });
    await ending.click();
    await page.getByRole('button', { name: 'Keep them' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await ending.evaluate((button) => button === document.activeElement)).toBe(true);
    await ending.click();
    await page.getByRole('button', { name: 'End 1 session' }).click();
    await sessions.getByText('1 session ended').waitFor();
    await sessions.getByText('Logged in nowhere.').waitFor();
    expect(await sessions.getByRole('button', { name: 'End all sessions' }).isDisabled()).toBe(true);
    await customer.page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    await customer.page.goto('/orders');
    await customer.page.getByRole('heading', { name: 'Log in' }).waitFor();
  });

  test('a stock is set in place, and a number that is none is marked at its field', async () => {
    const { page, trouble } = await open('/console/products?search=storm');
    trouble.expect(/400/);
    const stock = page.getByLabel('Stock of Storm lantern');
    await stock.fill('-5');
    await stock.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await stock.getAttribute('aria-invalid')).toBe('true');
    await stock.fill('77');
    await stock.press('Enter');
    await page.getByText('77 available').waitFor();
    const { stock_quantity, price } = await shop.admin.product(lantern.id);
    expect([stock_quantity, price, await stock.inputValue()]).toEqual([77, 29.99, '77']);

    const field = page.getByLabel('Price of Storm lantern');
    await field.fill('31.5');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('Price of Storm lantern is set').waitFor();
    expect((await shop.admin.product(lantern.id)).price).toBe(31.5);
    // Sold elsewhere, it is shown here.
    await ben.placeOrder({ product_id: lantern.id, quantity: 7 });
    await page.getByText('70 available').waitFor();
    expect(await stock.inputValue()).toBe('70');
    await page.getByRole('link', { name: 'Orders of Storm lantern' }).click();
    await page.getByRole('button', { name: /^Product: Storm lantern/ }).waitFor();
  });

  test('a customer gets none of these pages', async () => {
    const { page } = await browser.visitor();
    await becomeSomebodyWithCart(page);
    for (const path of [ORDERS, '/console/customers', `/console/customers/${ann.userId}`, '/console/products']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'For admins' }).waitFor();
      expect(await page.getByText(ann.email).count()).toBe(0);
    }
  });
});

/** The cells of a CSV file, row by row. */
function cellsOf(text: string): string[][] {
  return text
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')));
}
