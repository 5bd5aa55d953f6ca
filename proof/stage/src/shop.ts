import { waitUntil, type Stack } from '@stockade/local';
import { z } from 'zod';
import type { Http } from './http.js';

const CUSTOMERS = 12;
const PRODUCTS = 8;
/** Each product is wanted about this often per order that is placed; the stock covers a part of that. */
const PIECES_PER_ORDER = 0.35;
const COVERED = 0.6;

const idSchema = z.object({ id: z.string() });
const loginSchema = z.object({ access_token: z.string() });

export interface Shop {
  adminToken: string;
  customerTokens: readonly string[];
  productIds: readonly string[];
  /** Of each product but the first, when the shop opened. */
  openingPieces: number;
}

/** Customers, and products of which there will not be enough. */
export async function openShop(http: Http, stack: Stack, orders: number): Promise<Shop> {
  const { urls } = stack;
  const logIn = async (email: string, password: string) => {
    const { body } = await http.send('POST', `${urls.store}/users/login`, null, { email, password });
    return loginSchema.parse(body).access_token;
  };
  const adminToken = await waitUntil(() => logIn(stack.admin.email, stack.admin.password), {
    what: 'the admin to be able to log in',
  });

  const customers = Array.from({ length: CUSTOMERS }, async (_, i) => {
    const account = { email: `chaos-${i}@example.org`, password: 'correct horse battery' };
    await http.send('POST', `${urls.store}/users/register`, null, account);
    return logIn(account.email, account.password);
  });
  const openingPieces = Math.ceil(orders * PIECES_PER_ORDER * COVERED);
  const products = Array.from({ length: PRODUCTS }, async (_, i) => {
    const product = { name: `Product ${i}`, price: 1.01 + i * 3.37, stock_quantity: i === 0 ? 1 : openingPieces };
    const { body } = await http.send('POST', `${urls.warehouse}/products`, adminToken, {
      ...product,
      price: product.price.toFixed(2),
    });
    return idSchema.parse(body).id;
  });
  const [customerTokens, productIds] = await Promise.all([Promise.all(customers), Promise.all(products)]);
  return { adminToken, customerTokens, productIds, openingPieces };
}
