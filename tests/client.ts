import { randomUUID } from 'node:crypto';
import type {
  OrderView,
  Page,
  ProductView,
  RefundView,
  ReservationView,
  TokenView,
  UserView,
} from '@stockade/contracts';
import {
  openEventSource,
  SERVICE_NAMES,
  waitUntil,
  type EventSourceConnection,
  type ServiceName,
  type Stack,
} from '@stockade/testing';
import { checkAnswer } from './described/check-answer.js';
import { ask, askApp, type App } from './ask.js';
import { untilAvailable } from './until-available.js';

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** An answer that is not the one that the test needs to go on. */
class UnexpectedAnswer extends Error {
  readonly status: number;

  constructor(request: string, { status, body }: Answer<unknown>) {
    super(`${request} answered ${status}: ${JSON.stringify(body)}`);
    this.status = status;
  }
}

/** All that a client needs to know of the services: where they listen, and their apps when they run in this process. */
export interface Where extends Pick<Stack, 'urls'> {
  /** Where the operations service is, if it runs. */
  readonly operationsUrl?: string | undefined;
  readonly apps?: Readonly<Record<ServiceName, App>> | undefined;
}

/** Somebody who talks to the services over HTTP, with or without a login. */
export interface Client {
  /** Any request; never throws for a status. Throws when the answer is not as the service describes it. */
  request<Body>(
    method: string,
    url: string,
    body?: unknown,
    fields?: Readonly<Record<string, string>>,
  ): Promise<Answer<Body>>;
  placeOrder(body: unknown): Promise<OrderView>;
  cancelOrder(orderId: string): Promise<Answer<OrderView>>;
  order(orderId: string): Promise<OrderView>;
  /** Resolves when the order has the status; fails when it comes to rest in another. */
  orderBecomes(orderId: string, status: OrderView['status']): Promise<OrderView>;
  /** Follows the order live, by default at the first store. */
  follow(orderId: string, options?: { lastEventId?: string; store?: string }): Promise<EventSourceConnection>;
  /** Follows all own orders live, an admin those of everybody; by default at the first store. */
  followAll(options?: { store?: string }): Promise<EventSourceConnection>;
  reservation(orderId: string): Promise<ReservationView>;
  refund(orderId: string): Promise<RefundView>;
  createProduct(body: unknown): Promise<ProductView>;
  product(productId: string): Promise<ProductView>;
  setStock(productId: string, stockQuantity: number): Promise<ProductView>;
  /** All items of a list, page by page. */
  all<Item>(url: string): Promise<Item[]>;
}

/** Of somebody with an access token, if any; the token may be known only when it is needed. */
export function makeClient(where: Where, token?: string | (() => string)): Client {
  const authorization = (): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${typeof token === 'string' ? token : token()}` };
  const at = (service: ServiceName, path: string) => where.urls[service] + path;

  async function request<Body>(
    method: string,
    url: string,
    body?: unknown,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const asked = { method, url, body, fields: { 'content-type': 'application/json', ...fields, ...authorization() } };
    const service = SERVICE_NAMES.find((name) => url.startsWith(where.urls[name]));
    const app = service && where.apps?.[service];
    const answer = await (app ? askApp(app, url.slice(where.urls[service].length), asked) : ask(asked));
    const isOfOperations = where.operationsUrl !== undefined && url.startsWith(where.operationsUrl);
    const described = service ?? (isOfOperations ? 'operations' : undefined);
    if (described !== undefined) checkAnswer(described, method, new URL(url).pathname, answer);
    const { status, headers, text } = answer;
    return { status, headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  async function expectOk<Body>(method: string, url: string, body?: unknown): Promise<Body> {
    const fields: Readonly<Record<string, string>> = method === 'POST' ? { 'idempotency-key': randomUUID() } : {};
    const answer = await untilAvailable(() => request<Body>(method, url, body, fields));
    if (answer.status >= 300) throw new UnexpectedAnswer(`${method} ${url}`, answer);
    return answer.body;
  }

  const order = (orderId: string) => expectOk<OrderView>('GET', at('store', `/orders/${orderId}`));

  return {
    request,
    order,
    placeOrder: (body) => expectOk('POST', at('store', '/orders'), body),
    cancelOrder: (orderId) => request('POST', at('store', `/orders/${orderId}/cancel`)),
    async orderBecomes(orderId, status) {
      return waitUntil(
        async () => {
          const now = await order(orderId);
          return now.status === status && now;
        },
        { what: `order ${orderId} to be ${status}`, deadlineMs: 20_000 },
      );
    },
    follow: (orderId, { lastEventId, store = where.urls.store } = {}) =>
      openEventSource(`${store}/orders/${orderId}/events`, {
        ...authorization(),
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      }),
    followAll: ({ store = where.urls.store } = {}) => openEventSource(`${store}/orders/events`, authorization()),
    reservation: (orderId) => expectOk('GET', at('warehouse', `/reservations/${orderId}`)),
    refund: (orderId) => expectOk('GET', at('refund', `/refunds/${orderId}`)),
    createProduct: (body) => expectOk('POST', at('warehouse', '/products'), body),
    product: (productId) => expectOk('GET', at('warehouse', `/products/${productId}`)),
    setStock: (productId, stock_quantity) =>
      expectOk('PUT', at('warehouse', `/products/${productId}/stock`), { stock_quantity }),
    async all<Item>(url: string) {
      const items: Item[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const separator = url.includes('?') ? '&' : '?';
        const page: Page<Item> = await expectOk('GET', `${url}${separator}limit=100${cursor && `&cursor=${cursor}`}`);
        items.push(...page.items);
        cursor = page.next_cursor;
      }
      return items;
    },
  };
}

/** Somebody who is registered and logged in. */
export interface Account {
  email: string;
  userId: string;
  token: string;
}
export type Customer = Client & Readonly<Omit<Account, 'token'>>;

export function makeCustomer(where: Where, account: () => Account): Customer {
  return {
    ...makeClient(where, () => account().token),
    get email() {
      return account().email;
    },
    get userId() {
      return account().userId;
    },
  };
}

export async function tokenOf(where: Where, email: string, password: string): Promise<string> {
  const url = `${where.urls.store}/users/login`;
  const login = await untilAvailable(() => makeClient(where).request<TokenView>('POST', url, { email, password }));
  if (login.status !== 200) throw new UnexpectedAnswer('login', login);
  return login.body.access_token;
}

export const logIn = async (where: Where, email: string, password: string): Promise<Client> =>
  makeClient(where, await tokenOf(where, email, password));

export const logInAsAdmin = (where: Where & Pick<Stack, 'admin'>) =>
  logIn(where, where.admin.email, where.admin.password);

/** A new customer, registered and logged in. */
export async function newAccount(where: Where): Promise<Account> {
  const email = `${randomUUID()}@example.org`;
  const password = 'correct horse battery';
  const url = `${where.urls.store}/users/register`;
  const user = await untilAvailable(() => makeClient(where).request<UserView>('POST', url, { email, password }));
  if (user.status !== 201) throw new UnexpectedAnswer('register', user);
  return { email, userId: user.body.user_id, token: await tokenOf(where, email, password) };
}

export async function newCustomer(where: Where): Promise<Customer> {
  const account = await newAccount(where);
  return makeCustomer(where, () => account);
}
