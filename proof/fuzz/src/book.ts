import type { WireAnswer } from '@stockade/testing/described';
import { z } from 'zod';
import type { FuzzRequest } from './request.js';
import { remember, type World } from './world.js';

const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  price: z.number(),
  currency: z.string(),
  updated_at: z.string(),
});
export type ProductVersion = z.infer<typeof productSchema>;
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });
const refreshSchema = z.object({ refresh_token: z.string() });
const claimsSchema = z.object({ sid: z.string() });
const userSchema = z.object({ user_id: z.string() });
const orderSchema = z.object({ order_id: z.string() });

/** What requests are about, by how their paths begin. */
export const AREAS = ['users', 'orders', 'products'] as const;
export type Area = (typeof AREAS)[number];

const AREA_OF_PATH: Readonly<Record<string, Area>> = {
  users: 'users',
  auth: 'users',
  api: 'orders',
  orders: 'orders',
  product: 'products',
  products: 'products',
};

/** Everything that the services said they had done: nothing else may have happened. */
export interface Book {
  /** How often a service could not say whether it had been done. */
  unknown: Record<Area, number>;
  users: Set<string>;
  sessions: Set<string>;
  /** Logged out, or ended because its refresh token came twice. */
  endedSessions: Set<string>;
  orders: Set<string>;
  cancelled: Set<string>;
  products: Set<string>;
  removedProducts: Set<string>;
  /** What a product was after each change. */
  versions: Map<string, ProductVersion[]>;
}

export function makeBook(): Book {
  return {
    unknown: { users: 0, orders: 0, products: 0 },
    users: new Set(),
    sessions: new Set(),
    endedSessions: new Set(),
    orders: new Set(),
    cancelled: new Set(),
    products: new Set(),
    removedProducts: new Set(),
    versions: new Map(),
  };
}

/** Whether an answer says that something was done: a 2xx to a method that may, or a session ended for reuse. */
export function saysDone(request: FuzzRequest, { status }: WireAnswer): boolean {
  const { method, path } = asUnderstood(request);
  if (status === 401) return path.endsWith('/refresh');
  return status >= 200 && status < 300 && !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** Notes what an answer says was done, and remembers what came of it for later requests. */
export function note(book: Book, world: World, request: FuzzRequest, answer: WireAnswer): void {
  const area = areaOf(request);
  if (area === undefined) return;
  if (answer.status === 503) book.unknown[area] += 1;
  if (!saysDone(request, answer)) return;
  const { path } = asUnderstood(request);
  const body: unknown = answer.text === '' ? undefined : JSON.parse(answer.text);
  const last = path.split('/').at(-1) ?? '';
  switch (area) {
    case 'users':
      return noteUser(book, world, last, request, answer, body);
    case 'orders':
      return noteOrder(book, world, last, answer, body);
    case 'products':
      return noteProduct(book, world, last, answer, body);
  }
}

function areaOf(request: FuzzRequest): Area | undefined {
  return AREA_OF_PATH[asUnderstood(request).path.split('/')[1] ?? ''];
}

/** Bytes that are a request after all have its method and path in their first line. */
function asUnderstood({ raw, method, target }: FuzzRequest): { method: string; path: string } {
  const [wireMethod = '', wireTarget = ''] = raw ? raw.toString('latin1').trimStart().split(' ') : [method, target];
  const [path = ''] = wireTarget.replace(/^http:\/\/[^/]+/, '').split(/[?#]/);
  return {
    method: wireMethod,
    path: decoded(path)
      .toLowerCase()
      .replace(/(.)\/$/, '$1'),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function noteUser(
  book: Book,
  world: World,
  action: string,
  request: FuzzRequest,
  answer: WireAnswer,
  body: unknown,
): void {
  const user = userSchema.safeParse(body).data;
  if (answer.status === 201 && user) book.users.add(user.user_id);
  const tokens = tokensSchema.safeParse(body).data;
  if (action === 'login' && tokens) {
    book.sessions.add(sessionOf(tokens.access_token));
    remember(world.spares, tokens);
  }
  if (action === 'logout')
    book.endedSessions.add(sessionOf(String(request.headers['authorization']).slice('Bearer '.length)));
  if (action === 'refresh' && answer.status === 401) {
    const given = refreshSchema.safeParse(parsed(request.body)).data;
    if (given) book.endedSessions.add(sessionOf(given.refresh_token));
  }
}

function noteOrder(book: Book, world: World, last: string, answer: WireAnswer, body: unknown): void {
  const order = orderSchema.safeParse(body).data;
  if (order === undefined) return;
  if (last === 'cancel') book.cancelled.add(order.order_id);
  if (answer.status !== 201 || answer.headers.has('idempotency-replayed')) return;
  book.orders.add(order.order_id);
  remember(world.orderIds, order.order_id);
}

function noteProduct(book: Book, world: World, last: string, { status }: WireAnswer, body: unknown): void {
  if (status === 204) {
    book.removedProducts.add(last);
    return;
  }
  const product = productSchema.safeParse(body).data;
  if (product === undefined) return;
  if (status === 201) {
    book.products.add(product.id);
    remember(world.disposableIds, product.id);
  }
  book.versions.set(product.id, [...(book.versions.get(product.id) ?? []), product]);
}

/** What a token says, believed without a look at its signature; the empty text when it says nothing. */
function sessionOf(token: string): string {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return claimsSchema.safeParse(parsed(Buffer.from(claims))).data?.sid ?? '';
}

function parsed(bytes: Buffer | null): unknown {
  try {
    return JSON.parse(String(bytes));
  } catch {
    return undefined;
  }
}
