import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { cutOff, wideElements } from './fits.js';
import { becomeSomebody, orderShown, pay, untilDecided, untilState } from './steps.js';
import { useStorefront } from './storefront.js';

const CART_LINES_MAX = 100;
/** The longest name, as one word, at the highest price, with a picture that nobody has. */
const LONGEST = {
  name: 'W'.repeat(200),
  price: 999_999.99,
  stock_quantity: 1_000_000,
  image_url: '/pictures/none.svg',
};

describeInBrowser('goods that a shop seldom has', () => {
  const shop = useStorefront({ env: { PAYMENT_DELAY_MS: '20' } });
  const browser = useBrowser(shop.origin);

  test('a product that was removed is told in words where it stands in the cart and at the checkout', async () => {
    const kept = await shop.admin.createProduct({ name: 'Kept', price: 2, stock_quantity: 5 });
    const gone = await shop.admin.createProduct({ name: 'Removed', price: 2, stock_quantity: 5 });
    const { page, trouble } = await browser.visitor();
    trouble.expect(/40[04]/);
    await fillCart(page, [kept.id, gone.id]);
    await shop.admin.request('DELETE', shop.warehouse(`/products/${gone.id}`));
    await page.goto('/checkout');
    const line = page.getByRole('complementary').getByRole('listitem').filter({ hasText: 'a product' });
    await line.getByText('It cannot be ordered: take it out of the cart.').waitFor();
    expect(await page.getByRole('complementary').innerText()).not.toMatch(/items\.\d|[\da-f]{8}-/);
    await page.getByRole('button', { name: /^Cart,/ }).click();
    await page.getByRole('dialog').getByText('It cannot be ordered: take it out of the cart.').waitFor();
    await page.getByRole('button', { name: 'Take it out' }).click();
    await page.getByRole('dialog').getByText('$2.40').waitFor();
  });

  test('a cart with more lines than an order may have says so', async () => {
    const ids: string[] = [];
    for (let i = 0; i <= CART_LINES_MAX; i += 1)
      ids.push((await shop.admin.createProduct({ name: `One of many ${i}`, price: 1, stock_quantity: 5 })).id);
    const { page, trouble } = await browser.visitor();
    trouble.expect(/400/);
    await fillCart(page, ids);
    await page.getByRole('button', { name: /^Cart,/ }).click();
    await page.getByText(`The cart must have at most ${CART_LINES_MAX} items.`).waitFor();
  });

  test('many pieces are typed, and what is no number is not taken', async () => {
    const { id } = await shop.admin.createProduct({ name: 'By the dozen', price: 2, stock_quantity: 500 });
    const { page } = await browser.visitor();
    await page.goto(`/products/${id}`);
    const pieces = page.getByRole('textbox', { name: 'Pieces of By the dozen' });
    for (const junk of ['-3', '1.5', '1e3', 'many']) await pieces.fill(junk);
    expect(await pieces.inputValue()).toBe('1');
    await pieces.fill('144');
    await page.getByRole('button', { name: 'Put into the cart' }).click();
    await page.getByRole('button', { name: /^Cart, ?144 ?pieces/ }).click();
    const inCart = page.getByRole('dialog').getByRole('textbox', { name: 'Pieces of By the dozen' });
    await inCart.fill('');
    await inCart.pressSequentially('12');
    await page.getByText('$28.80').waitFor();
    await inCart.fill('');
    await page.keyboard.press('Tab');
    expect(await inCart.inputValue()).toBe('12');
  });

  test('an order that was declined was not paid with its card, and is printed dark on white', async () => {
    const { id } = await shop.admin.createProduct({ name: 'Not bought', price: 2, stock_quantity: 5 });
    const { page } = await browser.visitor();
    await fillCart(page, [id]);
    await becomeSomebody(page);
    await pay(page, 'Declined');
    await orderShown(page);
    await untilState(page, 'Declined');
    expect(await page.getByText(/Paid with/).count()).toBe(0);

    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(239, 234, 226)');
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(31, 27, 22)');
    expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
  });

  test('the longest name, the highest price and a picture that is missing break no page', async () => {
    const { id } = await shop.admin.createProduct(LONGEST);
    const { page, trouble } = await browser.visitor();
    trouble.expect(/404/);
    await page.goto(`/products/${id}`);
    await page.getByRole('heading', { name: LONGEST.name }).waitFor();
    await page.locator('main img').waitFor({ state: 'detached' });
    await expectToFit(page);
    await page.getByRole('button', { name: 'Put into the cart' }).click();
    await page.getByText('is in your cart').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Cart,/ }).click();
    await page.getByText('$1,199,999.99').waitFor();
    await expectToFit(page);
    await page.keyboard.press('Escape');

    await becomeSomebody(page);
    await page.getByRole('button', { name: 'Pay $1,199,999.99' }).waitFor();
    await expectToFit(page);
    await pay(page);
    await untilState(page, 'Completed');
    await untilDecided(page, 'reserved the whole order');
    await expectToFit(page);
    await page.goto('/orders');
    await page.getByText('reserved', { exact: true }).waitFor();
    await expectToFit(page);
  });
});

/** At the width of a phone and of a screen nothing is wider than the page, and no text is cut off. */
async function expectToFit(page: Page): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 720 });
    expect([width, await page.evaluate(wideElements), await page.evaluate(cutOff)]).toEqual([width, [], []]);
  }
}

/** Has a visitor come with a cart that this browser kept. */
async function fillCart(page: Page, ids: readonly string[]): Promise<void> {
  const lines = JSON.stringify(ids.map((product_id) => ({ product_id, quantity: 1 })));
  await page.goto('/');
  await page.evaluate((text) => localStorage.setItem('stockade-cart', text), lines);
  await page.reload();
}
