import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { proofSchema, type Proof } from '@stockade/prove';
import type { Page } from 'playwright-core';
import { useNpmStart } from '../start/rig.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { becomeAdmin } from './steps.js';

const TEST_TIMEOUT_MS = 240_000;
jest.setTimeout(TEST_TIMEOUT_MS);
/** Until a system is up, or has come to rest and is judged. */
const RUN_DEADLINE_MS = 120_000;
const ADMIN = { email: 'admin@example.org', password: 'correct horse battery' };
const ORDERS_MIN = 60;
/** Where pictures go: `npm run screenshots` sets it. */
const PICTURES = process.env['STOCKADE_SCREENSHOTS'];
const SEED = 7;

describeInBrowser('the proof page, under npm start', () => {
  const origin = () => `http://localhost:${start.env()['STOREFRONT_PORT']}`;
  // First, so that its pages are closed before what they show.
  const browser = useBrowser(origin);
  const start = useNpmStart();
  let proofsDir = '';
  beforeEach(async () => {
    proofsDir = await mkdtemp(join(tmpdir(), 'stockade-proofs-'));
  });
  afterEach(() => rm(proofsDir, { recursive: true }));

  test('judges a system that was broken by hand, and finds the mistake in a copy without a fence', async () => {
    const { email: ADMIN_EMAIL, password: ADMIN_PASSWORD } = ADMIN;
    await start.runUntilReady({ ADMIN_EMAIL, ADMIN_PASSWORD, PROOFS_DIR: proofsDir });
    expect((await fetch(`${origin()}/api/lab/lab`)).status).toBe(401);
    const { page } = await browser.visitor({ acceptDownloads: true });
    await becomeAdmin(page, ADMIN, '/console/proof');

    await page.getByRole('button', { name: 'Start the system' }).click();
    const strike = (part: string, how: string) =>
      page
        .getByRole('group', { name: `Break: ${part}` })
        .getByRole('button', { name: how, exact: true })
        .click({ timeout: RUN_DEADLINE_MS });
    await page.getByRole('group', { name: 'Break: store' }).waitFor({ timeout: RUN_DEADLINE_MS });
    await page.waitForFunction(accepted, ORDERS_MIN, { timeout: RUN_DEADLINE_MS });
    await strike('store', 'kill');
    await strike('Redis', 'kill');
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, 'proof-by-hand.png'), fullPage: true });
    await page.getByText('whole again after').nth(1).waitFor({ timeout: RUN_DEADLINE_MS });
    await page.getByRole('button', { name: 'Enough: judge it' }).click();
    const held = await downloaded(page, 'HELD');
    expect(held.parts.flatMap(({ violations }) => violations)).toEqual([]);
    expect(held.parts[0]?.faults.map(({ kind }) => kind).toSorted()).toEqual(['kill-redis', 'kill-service']);
    expect(held.bound.orders).toBeGreaterThanOrEqual(ORDERS_MIN);
    expect(await page.getByText('broken:').count()).toBe(0);

    await page.getByLabel('What runs').selectOption({ value: 'no-fence' });
    await page.getByLabel('Seed').fill(String(SEED));
    await page.getByRole('button', { name: 'Prove it' }).click();
    const failed = await downloaded(page, 'FAIL');
    expect(failed.broken_on_purpose?.key).toBe('no-fence');
    expect(failed.command).toBe(`npm run prove -- --short --break no-fence --seed ${SEED}`);
    const [order = 'none'] = failed.orders_named;
    await page.getByRole('region', { name: 'Verdict' }).getByText(order).first().waitFor();
    expect(await page.getByText('broken:').count()).toBeGreaterThan(0);
  });

  /** What the page lets one save of a run with this end; it is the file that the command line wrote. */
  async function downloaded(page: Page, verdict: Proof['verdict']): Promise<Proof> {
    const card = page.getByRole('region', { name: 'Verdict' });
    await card.getByText(verdict, { exact: true }).waitFor({ timeout: RUN_DEADLINE_MS });
    const saving = page.waitForEvent('download');
    await card.getByRole('button', { name: 'JSON' }).click();
    const download = await saving;
    const saved = await readFile(await download.path(), 'utf8');
    expect(saved).toBe(await readFile(join(proofsDir, download.suggestedFilename()), 'utf8'));
    return proofSchema.parse(JSON.parse(saved));
  }
});

/** In the page: whether so many orders were accepted. */
function accepted(least: number): boolean {
  const terms = [...document.querySelectorAll('dt')].filter(({ textContent }) => textContent === 'accepted');
  return Number(terms[0]?.nextElementSibling?.textContent?.replaceAll(/\D/g, '')) >= least;
}
