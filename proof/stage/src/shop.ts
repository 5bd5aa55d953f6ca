import { newId } from '@stockade/contracts';
import { waitUntil, type Stack } from '@stockade/local';
import { z } from 'zod';
import type { Http } from './http.js';

const CUSTOMERS = 12;
const PRODUCTS = 8;
/** Each product is wanted about this often per order that is placed; the stock covers a part of that. */
const PIECES_PER_ORDER = 0.35;
const COVERED = 0.6;

const idSchema = z.object({ id: z.string() });
const sessionSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

interface Account {
  email: string;
  password: string;
}
export type Session = z.infer<typeof sessionSchema>;

export interface Shop {
  adminToken: string;
  accounts: readonly Account[];
  customerTokens: readonly string[];
  productIds: readonly string[];
}

/** What there is of each product: one piece of the first, and not enough of the others for so many orders. */
export function scarceStock(orders: number): [least: number, ...others: number[]] {
  return [1, ...Array.from({ length: PRODUCTS - 1 }, () => Math.ceil(orders * PIECES_PER_ORDER * COVERED))];
}

export async function logIn(http: Http, { urls }: Stack, account: Account): Promise<Session> {
  return sessionSchema.parse((await http.send('POST', `${urls.store}/users/login`, null, account)).body);
}

/**
 * Registers customers and adds a product for each stock. Whatever is not answered as it should be is asked for again: a
 * busy machine may answer 503.
 */
export async function openShop(http: Http, stack: Stack, stocks: readonly number[]): Promise<Shop> {
  const { urls, admin } = stack;
  const adminSession = await waitUntil(() => logIn(http, stack, admin), { what: 'the admin to be able to log in' });
  const adminToken = adminSession.access_token;
  const accounts = Array.from({ length: CUSTOMERS }, (_, i) => ({
    email: `customer-${i}@example.org`,
    password: 'correct horse battery',
  }));
  const customers = accounts.map((account) => {
    const register = async () => {
      await http.send('POST', `${urls.store}/users/register`, null, account);
      return (await logIn(http, stack, account)).access_token;
    };
    return waitUntil(register, { what: `${account.email} to be registered` });
  });
  const products = stocks.map((stock_quantity, i) => {
    const product = { name: `Product ${i}`, price: (1.01 + i * 3.37).toFixed(2), stock_quantity };
    const options = { idempotencyKey: newId() };
    const add = async () =>
      idSchema.parse((await http.send('POST', `${urls.warehouse}/products`, adminToken, product, options)).body).id;
    return waitUntil(add, { what: `${product.name} to be on sale` });
  });
  const [customerTokens, productIds] = await Promise.all([Promise.all(customers), Promise.all(products)]);
  return { adminToken, accounts, customerTokens, productIds };
}
