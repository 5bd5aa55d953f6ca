import { expect, test } from '@jest/globals';
import { flowsOf, makeKeys } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import type { Page } from 'playwright-core';
import { poison } from '../operations/await-streams.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeAdmin, becomeSomebodyWithCart, tabTo } from './steps.js';
import { useStorefront } from './storefront.js';

const keys = makeKeys();
const DEAD = `${keys.orderCompleted}:dead`;
const LETTERS = '/console/dead-letters';

describeInBrowser('dead letters in the console', () => {
  const shop = useStorefront({ operations: {}, env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);
  const { redis } = shop;
  const dead = () => redis.client.xLen(DEAD);
  const poisonOnce = () => poison(redis.client, flowsOf(keys).orderCompleted);
  const causes = (page: Page) => page.getByRole('region', { name: 'Causes' });
  const cause = (page: Page) => causes(page).getByRole('link', { name: /not an event order-completed/ });
  const open = async () => {
    const visitor = await browser.visitor();
    await becomeAdmin(visitor.page, shop.stack.admin, LETTERS);
    return visitor;
  };
  const letterShown = (page: Page) => page.getByRole('heading', { name: 'Dead letter', exact: true }).waitFor();

  test('a poisonous entry appears without a reload, is looked at and replayed, and dies again under a new id', async () => {
    const { page } = await open();
    await page.getByText('No dead letters').waitFor();
    const id = await poisonOnce();
    await cause(page).click();
    await page
      .getByRole('region', { name: 'One by one' })
      .getByRole('link', { name: /not an event/ })
      .click();
    await letterShown(page);
    expect(page.url()).toMatch(new RegExp(`${LETTERS}/order-completed\\.${id}$`));
    await page.getByRole('region', { name: 'Entry' }).getByText('must be a UUID').first().waitFor();
    await page.getByText('a replay has nothing to do').waitFor();

    await page.getByRole('button', { name: 'Replay this one' }).click();
    const job = page.getByRole('region', { name: 'Replay of 1 dead letter' });
    await job.getByText('1 replayed.').waitFor();
    const again = job.getByRole('link', { name: /^order-completed\.\d+-0$/ });
    await again.waitFor();
    expect(await again.textContent()).not.toBe(`order-completed.${id}`);
    // The job is in the address.
    await page.reload();
    await job.getByText('Finished').waitFor();
    await again.click();
    await letterShown(page);
  });

  test('a removal wants the number, is refused with another, and says so', async () => {
    const { page, trouble } = await open();
    trouble.expect(/409/);
    await waitUntil(async () => (await dead()) > 0, { what: 'a dead letter' });
    await poisonOnce();
    const count = await dead();
    await page.getByRole('button', { name: `Remove all ${count} …` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('How many will be removed?').fill(String(count + 1));
    await dialog.getByRole('button', { name: 'Remove for good' }).click();
    await dialog.getByText(`${count} dead letters would be removed, and you expected ${count + 1}`).waitFor();
    expect(await dead()).toBe(count);
    await dialog.getByLabel('How many will be removed?').fill(String(count));
    await dialog.getByRole('button', { name: 'Remove for good' }).click();
    await page
      .getByRole('region', { name: /^Removal of/ })
      .getByText(`${count} removed.`)
      .waitFor();
    await page.getByText('No dead letters').waitFor();
    expect(await dead()).toBe(0);
  });

  test('a replay of those that are chosen is done by keyboard alone', async () => {
    const [first] = [await poisonOnce(), await poisonOnce()];
    const { page } = await open();
    await cause(page).waitFor();
    await page.locator('body').focus();
    await tabTo(page, `Choose order-completed.${first}`);
    await page.keyboard.press('Space');
    const replay = page.getByRole('button', { name: 'Replay the chosen 1' });
    await replay.waitFor();
    for (let press = 0; press < 20 && !(await replay.evaluate((one) => one === document.activeElement)); press += 1)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Replay of 1 dead letter' }).getByText('1 replayed.').waitFor();
    await page.getByRole('status').getByText('Replay of 1 dead letter: 1 replayed').waitFor();
    await tabTo(page, /^order-completed\.\d+-0$/);
    await page.keyboard.press('Enter');
    await letterShown(page);
    expect(await redis.client.xRange(DEAD, first, first)).toEqual([]);
  });

  test('what comes while somebody points at the list waits above it', async () => {
    const { page } = await open();
    const list = page.getByRole('region', { name: 'One by one' });
    await list
      .getByRole('link', { name: /not an event/ })
      .first()
      .hover();
    const rows = await list.getByRole('listitem').count();
    await poisonOnce();
    await list.getByRole('button', { name: '↑ 1 new' }).waitFor();
    expect(await list.getByRole('listitem').count()).toBe(rows);
    await page.getByRole('heading', { level: 1 }).hover();
    await waitUntil(async () => (await list.getByRole('listitem').count()) === rows + 1, { what: 'the new one' });
  });

  test('a customer sees no console, and gets none by its address or its routes', async () => {
    const { page, trouble } = await browser.visitor();
    trouble.expect(/403/);
    await becomeSomebodyWithCart(page);
    expect(await page.getByRole('navigation').getByText('Console').count()).toBe(0);
    for (const path of ['/console', LETTERS, '/console/audit', '/console/streams']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'For admins' }).waitFor();
    }
    for (const path of ['dead-letters', 'dead-letters/causes', 'jobs', 'audits', 'streams', 'overview'])
      expect((await shop.customer.request('GET', shop.operations(`/ops/${path}`))).status).toBe(403);
  });
});
