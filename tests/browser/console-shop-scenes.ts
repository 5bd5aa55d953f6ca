import type { Scene } from './pages.js';
import { lookAtStock, setLastLook } from '../operations/look-at-stock.js';
import { becomeAdmin } from './steps.js';
import type { Storefront } from './storefront.js';

const HINGE = '019346a0-0000-7000-8000-000000000003';

/** The orders, customers and products of the console, and the states that look different. */
export const CONSOLE_SHOP_SCENES: readonly Scene[] = [
  {
    name: 'console, orders',
    async go(page, shop) {
      await ordered(shop);
      const { email } = shop.customer;
      await becomeAdmin(page, shop.stack.admin, `/console/orders?q=${email}&product=${HINGE}`);
      await page
        .getByRole('link', { name: `Customer ${email}` })
        .first()
        .waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'CSV of these' }).click();
      await page.getByText(/^\d+ orders? saved\.$/).waitFor();
      await page.getByText(/^\d+ orders? saved$/).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'console, orders, a search that is refused',
    async go(page, { stack }) {
      await becomeAdmin(page, stack.admin, '/console/orders?q=somebody');
      await page.getByText('must be an id').waitFor();
    },
  },
  {
    name: 'console, orders, none',
    async go(page, { stack }) {
      await becomeAdmin(page, stack.admin, '/console/orders?q=nobody@example.org&status=refunded');
      await page.getByText('No order is like that.').waitFor();
    },
  },
  {
    name: 'console, customers',
    async go(page, { stack, customer }) {
      await becomeAdmin(page, stack.admin, '/console/customers');
      await page.getByRole('link', { name: customer.email }).waitFor();
    },
  },
  {
    name: 'console, a customer',
    async go(page, shop) {
      await ordered(shop);
      await becomeAdmin(page, shop.stack.admin, `/console/customers/${shop.customer.userId}`);
      await page.getByText('Search these orders').waitFor();
      await page
        .getByText(/^Logged in .*ago/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'console, sessions to end',
    async go(page, shop) {
      await becomeAdmin(page, shop.stack.admin, `/console/customers/${shop.customer.userId}`);
      await page.getByRole('button', { name: 'End all sessions' }).click();
      await page.getByRole('button', { name: 'Keep them' }).waitFor();
    },
  },
  {
    name: 'console, products',
    async go(page, { stack }) {
      await becomeAdmin(page, stack.admin, '/console/products?search=hinge');
      await page
        .getByText(/ reserved$/)
        .first()
        .waitFor();
      await page.getByLabel('Stock of Gate hinge').fill('-5');
      await page.getByLabel('Stock of Gate hinge').press('Enter');
      await page.getByRole('alert').filter({ hasText: /./ }).waitFor();
    },
  },
  {
    name: 'console, a product, nothing kept yet',
    async go(page, { admin, redis, stack }) {
      await setLastLook(redis.client, 0);
      const { id } = await admin.createProduct({ name: 'Rope', price: 2, stock_quantity: 30 });
      await becomeAdmin(page, stack.admin, `/console/products/${id}`);
      await page.getByText(/^Nothing kept yet/).waitFor();
    },
  },
  {
    name: 'console, a product over time',
    async go(page, { admin, redis, stack }) {
      const { id } = await admin.createProduct({ name: 'Rope', price: 2, stock_quantity: 30 });
      await lookAtStock(redis.client);
      await becomeAdmin(page, stack.admin, `/console/products/${id}`);
      await page.getByText(/^Now 30 available/).waitFor();
      await page.getByText('Values', { exact: true }).click();
    },
  },
];

async function ordered({ customer }: Storefront): Promise<void> {
  const items = [{ product_id: HINGE, quantity: 1 }];
  const bought = await customer.placeOrder({ items });
  const declined = await customer.placeOrder({ items, payment_method: 'pm_card_declined' });
  await customer.orderBecomes(bought.order_id, 'completed');
  await customer.orderBecomes(declined.order_id, 'failed');
}
