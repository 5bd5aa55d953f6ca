import type { Page } from 'playwright-core';
import { becomeSomebody, pay, putIntoCart, untilDecided, untilState } from './steps.js';
import type { Storefront } from './storefront.js';

/** A page as a visitor finds it, in one of its states. */
export interface Scene {
  name: string;
  /** Leads there. */
  go: (page: Page, shop: Storefront) => Promise<void>;
}

const HINGE = '019346a0-0000-7000-8000-000000000003';

/** All pages of the shop, and the states that look different. */
export const SCENES: readonly Scene[] = [
  {
    name: 'shop',
    async go(page) {
      await page.goto('/');
      await page.getByRole('link', { name: 'Gate hinge' }).waitFor();
    },
  },
  {
    name: 'shop, nothing found',
    async go(page) {
      await page.goto('/?search=unobtainium');
      await page.getByText('Nothing here is called that.').waitFor();
    },
  },
  {
    name: 'product',
    async go(page) {
      await page.goto(`/products/${HINGE}`);
      await page.getByRole('button', { name: 'Put into the cart' }).waitFor();
      await page.getByRole('button', { name: /answer as JSON/ }).click();
    },
  },
  {
    name: 'cart',
    async go(page) {
      await putIntoCart(page, 'Gate hinge');
      await page.getByRole('button', { name: /^Cart,/ }).click();
      await page.getByText('$35.99').waitFor();
      await page.getByText('Gate hinge is in your cart').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'cart, empty',
    async go(page) {
      await page.goto('/');
      await page.getByRole('button', { name: /^Cart,/ }).click();
      await page.getByText('Nothing in it yet.').waitFor();
    },
  },
  {
    name: 'checkout, nobody',
    async go(page) {
      await putIntoCart(page, 'Gate hinge');
      await page.goto('/checkout');
      await page.getByRole('button', { name: 'Pay $35.99' }).waitFor();
    },
  },
  {
    name: 'checkout',
    async go(page) {
      await putIntoCart(page, 'Gate hinge');
      await becomeSomebody(page);
      await page.getByRole('button', { name: 'Pay $35.99' }).waitFor();
    },
  },
  {
    name: 'register',
    go: (page) => opened(page, '/register'),
  },
  {
    name: 'login, refused',
    async go(page) {
      await opened(page, '/login');
      await page.getByLabel('Email').fill('nobody@example.org');
      await page.getByLabel('Password').fill('wrong password');
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByText('Email or password is wrong').waitFor();
    },
  },
  {
    name: 'order, pending',
    async go(page) {
      await ordered(page, 'Slow');
      await page.getByRole('button', { name: 'Cancel the order' }).waitFor();
    },
  },
  {
    name: 'order, completed',
    async go(page) {
      await ordered(page, 'Approved');
      await untilDecided(page, 'reserved the whole order');
    },
  },
  {
    name: 'order, declined',
    async go(page) {
      await ordered(page, 'Declined');
      await untilState(page, 'Declined');
    },
  },
  {
    name: 'order, refunded',
    async go(page) {
      await page.goto('/products/019346a0-0000-7000-8000-000000000024');
      await page.getByRole('button', { name: 'Try anyway' }).click();
      await becomeSomebody(page);
      await pay(page);
      await untilState(page, 'Refunded');
      await untilDecided(page, 'all of it is given back');
    },
  },
  {
    name: 'orders',
    async go(page) {
      await ordered(page, 'Approved');
      await untilDecided(page, 'reserved the whole order');
      await page.goto('/orders');
      await page.getByText('reserved').waitFor();
    },
  },
  {
    name: 'orders, none',
    async go(page) {
      await becomeSomebodyEmpty(page);
      await page.goto('/orders');
      await page.getByText('Nothing ordered yet.').waitFor();
    },
  },
  {
    name: 'not there',
    async go(page) {
      await opened(page, '/nowhere');
    },
  },
];

async function opened(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function ordered(page: Page, card: string): Promise<void> {
  await putIntoCart(page, 'Gate hinge');
  await becomeSomebody(page);
  await pay(page, card);
}

async function becomeSomebodyEmpty(page: Page): Promise<void> {
  await opened(page, '/register');
  await page.getByLabel('Email').fill(`empty-${Date.now()}@example.org`);
  await page.getByLabel(/^Password/).fill('correct horse');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}
