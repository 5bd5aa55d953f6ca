import { expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from './browser.js';
import { untilStock } from './steps.js';
import { useStorefront } from './storefront.js';

const SHOP_PAGE_SIZE = 24;
const SALES = 3;

describeInBrowser('news of products that a page does not list', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test('a sale of one that is on no page of the list does not have it read again, and an addition has', async () => {
    const { id } = await shop.admin.createProduct({ name: 'Sold elsewhere', price: 2, stock_quantity: 4 + SALES });
    for (let i = 0; i < SHOP_PAGE_SIZE; i += 1)
      await shop.admin.createProduct({ name: `Before it ${i}`, price: 2, stock_quantity: 5 });
    const visitor = await browser.visitor();
    const { page } = visitor;
    let reads = 0;
    page.on('request', (request) => (reads += request.url().includes('/api/warehouse/products?') ? 1 : 0));
    await page.goto('/');
    await page.getByRole('button', { name: 'Live', exact: false }).waitFor();
    // It hears of what the first tab is told, after the first tab.
    const other = await browser.tab(visitor);
    await other.goto(`/products/${id}`);
    await untilStock(other, `${4 + SALES} in stock`);

    const before = reads;
    for (let sale = 0; sale < SALES; sale += 1)
      await shop.admin.request('POST', shop.store('/orders'), { product_id: id, quantity: 1 });
    await untilStock(other, 'Only 4 left');
    expect(reads).toBe(before);

    await shop.admin.createProduct({ name: 'Quite new', price: 2, stock_quantity: 5 });
    await page.getByRole('link', { name: 'Quite new' }).waitFor();
  });

  test('the page of a product that is removed says so, and sells it no more', async () => {
    const { id } = await shop.admin.createProduct({ name: 'Soon gone', price: 2, stock_quantity: 5 });
    const { page, trouble } = await browser.visitor();
    trouble.expect(/404/);
    await page.goto(`/products/${id}`);
    await page.getByRole('button', { name: 'Put into the cart' }).waitFor();
    await page.getByRole('button', { name: 'Live', exact: false }).waitFor();
    await shop.admin.request('DELETE', shop.warehouse(`/products/${id}`));
    await page.getByRole('heading', { name: 'No such product' }).waitFor();
    expect(await page.getByRole('button', { name: 'Put into the cart' }).count()).toBe(0);
  });
});
