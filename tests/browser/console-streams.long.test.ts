import { expect, test } from '@jest/globals';
import { makeKeys, type StreamView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import type { Page } from 'playwright-core';
import { awaitSettled } from '../operations/await-streams.js';
import { runOps } from '../operations/run-ops.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeAdmin } from './steps.js';
import { useStorefront } from './storefront.js';

const keys = makeKeys();
const HINGE = '019346a0-0000-7000-8000-000000000003';
const ORDERS = 4;
/** A consumer that is silent for half a minute is gone. */
const GONE_WITHIN_MS = 50_000;

describeInBrowser('streams and audits in the console', () => {
  const shop = useStorefront({ operations: {}, env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);
  const { redis } = shop;
  const order = () => shop.customer.placeOrder({ product_id: HINGE, quantity: 1 });
  const ordered = async () => {
    const { order_id } = await order();
    await shop.customer.orderBecomes(order_id, 'completed');
    return order_id;
  };
  const open = async (path: string) => {
    const { page, trouble } = await browser.visitor();
    // While the warehouse is killed.
    trouble.expect(/warehouse\/products\/events/);
    await becomeAdmin(page, shop.stack.admin, path);
    return { page, trouble };
  };
  const wordsOf = (page: Page, stream: string, name: string) =>
    page
      .getByRole('region', { name: stream })
      .locator('dl > div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .innerText();
  const numberOf = async (page: Page, stream: string, name: string) =>
    Number.parseInt((await wordsOf(page, stream, name)).replaceAll(',', ''), 10);

  test('the numbers of the streams are those of npm run ops at the same moment', async () => {
    await ordered();
    const { page } = await open('/console/streams');
    await page.getByRole('heading', { name: 'refund-initiated' }).waitFor();
    await awaitSettled(redis.client);
    const { lines } = await runOps('streams --json', { REDIS_URL: redis.url });
    const streams: StreamView[] = JSON.parse(lines[0] ?? '').streams;
    const told = streams.map(({ stream, length, dead_letters, groups: [group] }) => [
      stream,
      length,
      group?.lag,
      group?.pending,
      group?.deliveries_max,
      dead_letters,
    ]);
    const shown = () =>
      Promise.all(
        streams.map(async ({ stream }) => [
          stream,
          ...(await Promise.all(
            ['Length', 'Lag', 'Pending', 'Most deliveries', 'Dead letters'].map((name) => numberOf(page, stream, name)),
          )),
        ]),
      );
    await waitUntil(async () => JSON.stringify(await shown()) === JSON.stringify(told), { what: 'the same numbers' });
    expect(told[0]?.[1]).toBeGreaterThan(0);
  });

  test('the entries of a stream are found by their ids, and a wrong id is told at its field', async () => {
    const [newest] = (await redis.client.xRevRange(keys.orderPlaced, '+', '-', { COUNT: 1 })) ?? [];
    const { page, trouble } = await open('/console/streams/order-placed');
    trouble.expect(/400/);
    const entries = page.getByRole('region', { name: 'Entries' });
    await entries.getByLabel('From entry').fill(newest?.id ?? '');
    await entries.getByLabel('To entry').fill(newest?.id ?? '');
    await entries.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/from=.*to=/);
    await waitUntil(async () => (await entries.getByRole('group').count()) === 1, { what: 'the one entry' });
    await entries.getByText(newest?.id ?? '', { exact: true }).click();
    await entries.getByText(`"order_id": "${newest?.message['subject']}"`).waitFor();
    await entries.getByLabel('To entry').fill('yesterday');
    await entries.getByRole('button', { name: 'Show', exact: true }).click();
    await entries.getByText('must be the id of an entry').waitFor();
  });

  test('a lost entry of an index is found, repaired in two steps, and not found again', async () => {
    const lost = await ordered();
    await redis.client.zRem(keys.orders, lost);
    await redis.client.zRem(keys.users, shop.customer.userId);
    await redis.client.hIncrBy(keys.stock(HINGE), 'reserved', 1);
    const { page } = await open('/console/audit');
    await page.getByText('No audit in the last seven days.').waitFor();
    const start = page.getByRole('button', { name: 'Start an audit' });
    await start.click();
    await page.getByText('4 findings', { exact: true }).waitFor();
    const tile = (rule: string) =>
      page
        .getByRole('listitem')
        .filter({ hasText: new RegExp(`${rule}(?!-)`) })
        .first();
    await tile('index-orders').getByText('broken 1 time').waitFor();
    await tile('order-total').getByText('holds').first().waitFor();
    const findings = page.getByRole('region', { name: 'Findings' });
    expect(await findings.getByRole('link', { name: lost }).getAttribute('href')).toBe(`/orders/${lost}`);
    const unlisted = findings.getByRole('link', { name: shop.customer.userId });
    expect(await unlisted.getAttribute('href')).toBe(`/console/customers/${shop.customer.userId}`);
    expect(await findings.getByRole('link', { name: HINGE }).first().getAttribute('href')).toBe(`/products/${HINGE}`);

    await page.getByRole('button', { name: 'Show the repair' }).click();
    const perform = page.getByRole('button', { name: 'Do it: 2 repairs' });
    await perform.waitFor();
    await page.getByText('2 findings are left to a person.').waitFor();
    expect(await redis.client.zScore(keys.orders, lost)).toBeNull();
    await perform.click();
    await page
      .getByRole('region', { name: /^Repair of 2 findings/ })
      .getByText('2 added to their index.')
      .waitFor();
    expect(await redis.client.zScore(keys.orders, lost)).not.toBeNull();

    await redis.client.hIncrBy(keys.stock(HINGE), 'reserved', -1);
    await start.click();
    await page.getByText('all rules hold', { exact: true }).waitFor();
    const earlier = page.getByRole('region', { name: 'Earlier audits' });
    await earlier.getByRole('link', { name: /4 findings/ }).click();
    await page.getByText('2 added to their index.').waitFor();
  });

  test('a stream whose only consumer was killed says so, and its lag grows', async () => {
    const { page } = await open('/console/streams');
    const stream = page.getByRole('region', { name: 'order-completed' });
    await stream.getByText('1 living consumer').waitFor();
    await shop.stack.killNow('warehouse');
    for (let i = 0; i < ORDERS; i += 1) await ordered();
    await waitUntil(async () => (await numberOf(page, 'order-completed', 'Lag')) === ORDERS, { what: 'the lag' });
    await stream.getByText(', it grows').waitFor();
    await stream.getByText(/^Nobody consumes this/).waitFor({ timeout: GONE_WITHIN_MS });
    await stream.getByRole('link', { name: 'Look into order-completed' }).click();
    await page.getByRole('table').getByText('gone: it will be removed').waitFor();
    await shop.stack.start('warehouse');
    await page.getByText(/^Nobody consumes this/).waitFor({ state: 'detached' });
  });
});
