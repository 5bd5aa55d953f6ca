import { waitUntil } from '@stockade/testing';
import type { Page } from 'playwright-core';

/** Presses Tab until something of that name has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let press = 0; press < TABS_MAX; press += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(nameOfFocused);
    seen.push(focused);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`${String(name)} is not reached with Tab; what was: ${seen.join(' | ')}`);
}

const TABS_MAX = 120;

/** In the page: what a screen reader says of what has the focus, roughly. */
function nameOfFocused(): string {
  const { activeElement: element } = document;
  if (element === null) return '';
  const label =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0] : null;
  const text = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '';
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Puts a product into the cart, from the shop. */
export async function putIntoCart(page: Page, product: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Put ${product} into the cart`, exact: true }).click();
}

/** Makes an account that nobody will use again, at the checkout. */
export async function becomeSomebody(page: Page): Promise<void> {
  await page.goto('/checkout');
  await page.getByRole('button', { name: /throwaway account/ }).click();
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor({ state: 'detached' });
}

/** Pays for what is in the cart; returns the order's id once its page is shown. */
export async function pay(page: Page, card?: string): Promise<string> {
  if (!page.url().endsWith('/checkout')) await page.goto('/checkout');
  if (card !== undefined) await page.getByText(card, { exact: true }).click();
  await page.getByRole('button', { name: /^Pay / }).click();
  return orderShown(page);
}

/** The id of the order whose page comes. */
export async function orderShown(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\/[\da-f-]{36}$/);
  return page.url().slice(-36);
}

/** Waits until an order's page says its state. */
export async function untilState(page: Page, state: string): Promise<void> {
  await page.locator('h1', { hasText: state }).waitFor();
}

/** Waits until an order's page tells what the warehouse decided, in so many words. */
export async function untilDecided(page: Page, words: RegExp | string): Promise<void> {
  await page.getByRole('region', { name: 'Stock' }).getByText(words).waitFor();
}

/** The steps that an order's page tells, by the scripts that made them. */
export async function scriptsOf(page: Page): Promise<string[]> {
  return page.getByRole('region', { name: 'Story' }).locator('code').allTextContents();
}

/** The stock that a product's page or card shows. */
export async function untilStock(page: Page, words: string): Promise<void> {
  await page.getByRole('img', { name: words, exact: true }).first().waitFor();
}

/** Waits until a page knows who is logged in. */
export const isLoggedIn = (page: Page) => page.getByRole('button', { name: /^Account of/ }).waitFor();

/** Makes an account, with something in the cart. */
export async function becomeSomebodyWithCart(page: Page): Promise<void> {
  await putIntoCart(page, 'Gate hinge');
  await becomeSomebody(page);
  await isLoggedIn(page);
}

/** Logs in as the admin of a shop, and goes to a page of the console. */
export async function becomeAdmin(
  page: Page,
  { email, password }: Readonly<{ email: string; password: string }>,
  path = '/console',
): Promise<void> {
  await page.goto(`/login?then=${encodeURIComponent(path)}`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname + url.search === path);
  await isLoggedIn(page);
}

/** Waits until the document of the shop, before any script, holds a text: it is drawn anew for whoever comes a second later. */
export async function untilDrawn(origin: string, text: string): Promise<void> {
  const isDrawn = async () => (await (await fetch(`${origin}/`)).text()).includes(text);
  await waitUntil(isDrawn, { what: `the shop to be drawn with ${text}` });
}
