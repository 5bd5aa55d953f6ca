import { flowsOf, makeKeys } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import type { Page } from 'playwright-core';
import { poison } from '../operations/await-streams.js';
import { CONSOLE_SHOP_SCENES } from './console-shop-scenes.js';
import type { Scene } from './pages.js';
import { becomeAdmin } from './steps.js';
import type { Storefront } from './storefront.js';

const keys = makeKeys();
const flows = flowsOf(keys);
const HINGE = '019346a0-0000-7000-8000-000000000003';

/** The pages of the console, and the states that look different. */
export const CONSOLE_SCENES: readonly Scene[] = [
  ...CONSOLE_SHOP_SCENES,
  {
    name: 'console, overview',
    async go(page, shop) {
      await shown(page, shop, '/console');
      await page.getByRole('region', { name: 'Orders on their way' }).waitFor();
      const entries = page.getByRole('region', { name: 'What is appended' }).getByRole('listitem');
      // What was there before somebody watched is not shown.
      const isShown = async () => {
        const { order_id } = await shop.customer.placeOrder({ product_id: HINGE, quantity: 1 });
        await shop.customer.orderBecomes(order_id, 'completed');
        return (await entries.count()) > 0;
      };
      await waitUntil(isShown, { what: 'an entry to be shown' });
      await page.getByText('Values').first().click();
    },
  },
  {
    name: 'console, the events of an order',
    async go(page, shop) {
      const orderId = await orderedAndDead(shop);
      await shown(page, shop, `/orders/${orderId}?tab=events`);
      await page.getByRole('region', { name: 'Its dead letters' }).waitFor();
      await page.getByText('What is in it').first().click();
    },
  },
  {
    name: 'console, the trace of an order',
    async go(page, shop) {
      await shown(page, shop, `/orders/${await orderedAndDead(shop)}?tab=trace`);
      await page.getByText('This shop sends its spans nowhere').waitFor();
    },
  },
  {
    name: 'console, proof, without a lab',
    async go(page, shop) {
      await shown(page, shop, '/console/proof');
      await page.getByText('The lab runs beside npm start').waitFor();
    },
  },
  {
    name: 'console, dead letters, none',
    async go(page, shop) {
      await shop.redis.client.del(Object.values(flows).map(({ stream }) => `${stream}:dead`));
      await shown(page, shop, '/console/dead-letters');
      await page.getByText('No dead letters').waitFor();
    },
  },
  {
    name: 'console, dead letters',
    async go(page, shop) {
      await killed(shop);
      await shown(page, shop, '/console/dead-letters');
      await page.getByRole('button', { name: /^Replay all/ }).waitFor();
      await page.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'console, a dead letter',
    async go(page, shop) {
      const id = await killed(shop);
      await shown(page, shop, `/console/dead-letters/order-completed.${id}`);
      await page.getByRole('heading', { name: 'Circumstances' }).waitFor();
      await page.getByText('must be a UUID').first().waitFor();
    },
  },
  {
    name: 'console, a removal that is refused',
    async go(page, shop) {
      await killed(shop);
      await shown(page, shop, '/console/dead-letters');
      await page.getByRole('button', { name: /^Remove all/ }).click();
      await page.getByLabel('How many will be removed?').fill('999');
      await page.getByRole('button', { name: 'Remove for good' }).click();
      await page.getByText('and you expected 999').waitFor();
    },
  },
  {
    name: 'console, a replay',
    async go(page, shop) {
      await killed(shop);
      await shown(page, shop, '/console/dead-letters');
      await page.getByRole('button', { name: /^Replay all/ }).click();
      await page.getByText('Dead since it began').waitFor();
      await page.getByText('What became of each').click();
    },
  },
  {
    name: 'console, audit',
    async go(page, shop) {
      await shown(page, shop, '/console/audit');
      await page.getByRole('button', { name: 'Start an audit' }).click();
      await page
        .getByText(/^(all rules hold|\d+ findings?)$/)
        .first()
        .waitFor();
      await page.getByText('Options').click();
    },
  },
  {
    name: 'console, audit with findings',
    async go(page, shop) {
      const { order_id } = await shop.customer.placeOrder({ product_id: HINGE, quantity: 1 });
      await shop.customer.orderBecomes(order_id, 'completed');
      await shop.redis.client.zRem(keys.orders, order_id);
      await shown(page, shop, '/console/audit');
      await page.getByRole('button', { name: 'Start an audit' }).click();
      await page.getByRole('button', { name: 'Show the repair' }).click();
      await page.getByRole('button', { name: /^Do it/ }).waitFor();
    },
  },
  {
    name: 'console, streams',
    async go(page, shop) {
      await shown(page, shop, '/console/streams');
      await page.getByText('Read by refund').waitFor();
    },
  },
  {
    name: 'console, a stream',
    async go(page, shop) {
      const { order_id } = await shop.customer.placeOrder({ product_id: HINGE, quantity: 1 });
      await shop.customer.orderBecomes(order_id, 'completed');
      await shown(page, shop, '/console/streams/order-placed');
      await page.getByText('Everything that was delivered is settled.').waitFor();
      await page.getByRole('region', { name: 'Entries' }).locator('summary').first().click();
    },
  },
  {
    name: 'console, a stream that changes',
    async go(page, shop) {
      await shown(page, shop, '/console/streams/order-placed');
      await page.getByText('Everything that was delivered is settled.').waitFor();
      const { order_id } = await shop.customer.placeOrder({ product_id: HINGE, quantity: 1 });
      await shop.customer.orderBecomes(order_id, 'completed');
      await page.getByRole('button', { name: 'Changed: read it again' }).waitFor();
    },
  },
];

async function shown(page: Page, { stack }: Storefront, path: string): Promise<void> {
  await becomeAdmin(page, stack.admin, path);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** An order that is reserved, and an entry that names it and died. */
async function orderedAndDead({ customer, redis }: Storefront): Promise<string> {
  const { order_id: orderId } = await customer.placeOrder({ product_id: HINGE, quantity: 1 });
  await customer.orderBecomes(orderId, 'completed');
  await poison(redis.client, flows.orderCompleted, orderId);
  return orderId;
}

/** Two poisonous entries that have died; answers the dead letter of one. */
async function killed({ redis }: Storefront): Promise<string> {
  await poison(redis.client, flows.refundInitiated);
  return poison(redis.client, flows.orderCompleted);
}
