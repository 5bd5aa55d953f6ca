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
import { openEventSource, SERVICE_NAMES, waitUntil, type EventSourceConnection, type Stack } from '@stockade/testing';
import { checkAnswer } from './described/check-answer.js';

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** An answer that is not the one that the test needs to go on. */
class UnexpectedAnswer extends Error {
  readonly status: number;

  constructor(request: string, status: number, body: string) {
    super(`${request} answered ${status}: ${body}`);
    this.status = status;
  }
}

/** Where the services listen: all that a client needs to know of them. */
type Where = Pick<Stack, 'urls'>;

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
  reservation(orderId: string): Promise<ReservationView>;
  refund(orderId: string): Promise<RefundView>;
  createProduct(body: unknown): Promise<ProductView>;
  product(productId: string): Promise<ProductView>;
  setStock(productId: string, stockQuantity: number): Promise<ProductView>;
  /** All items of a list, page by page. */
  all<Item>(url: string): Promise<Item[]>;
}

export function makeClient({ urls }: Where, token?: string): Client {
  async function request<Body>(
    method: string,
    url: string,
    body?: unknown,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const headers: Record<string, string> = { 'content-type': 'application/json', ...fields };
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const service = SERVICE_NAMES.find((name) => url.startsWith(urls[name]));
    if (service !== undefined)
      checkAnswer(service, method, new URL(url).pathname, { status: response.status, headers: response.headers, text });
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  async function expectOk<Body>(method: string, url: string, body?: unknown): Promise<Body> {
    const answer = await request<Body>(method, url, body);
    if (answer.status >= 300)
      throw new UnexpectedAnswer(`${method} ${url}`, answer.status, JSON.stringify(answer.body));
    return answer.body;
  }

  const order = (orderId: string) => expectOk<OrderView>('GET', `${urls.store}/orders/${orderId}`);

  return {
    request,
    order,
    placeOrder: (body) => expectOk('POST', `${urls.store}/orders`, body),
    cancelOrder: (orderId) => request('POST', `${urls.store}/orders/${orderId}/cancel`),
    async orderBecomes(orderId, status) {
      return waitUntil(
        async () => {
          const now = await order(orderId);
          return now.status === status && now;
        },
        { what: `order ${orderId} to be ${status}`, deadlineMs: 20_000 },
      );
    },
    follow: (orderId, { lastEventId, store = urls.store } = {}) =>
      openEventSource(`${store}/orders/${orderId}/events`, {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      }),
    reservation: (orderId) => expectOk('GET', `${urls.warehouse}/reservations/${orderId}`),
    refund: (orderId) => expectOk('GET', `${urls.refund}/refunds/${orderId}`),
    createProduct: (body) => expectOk('POST', `${urls.warehouse}/products`, body),
    product: (productId) => expectOk('GET', `${urls.warehouse}/products/${productId}`),
    setStock: (productId, stock_quantity) =>
      expectOk('PUT', `${urls.warehouse}/products/${productId}/stock`, { stock_quantity }),
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

export async function logIn(stack: Where, email: string, password: string): Promise<Client> {
  const login = await makeClient(stack).request<TokenView>('POST', `${stack.urls.store}/users/login`, {
    email,
    password,
  });
  if (login.status !== 200) throw new UnexpectedAnswer('login', login.status, JSON.stringify(login.body));
  return makeClient(stack, login.body.access_token);
}

export const logInAsAdmin = (stack: Where & Pick<Stack, 'admin'>) =>
  logIn(stack, stack.admin.email, stack.admin.password);

/** A new customer, registered and logged in. */
export async function newCustomer(stack: Where): Promise<Client & { email: string; userId: string }> {
  const email = `${randomUUID()}@example.org`;
  const password = 'correct horse battery';
  const user = await makeClient(stack).request<UserView>('POST', `${stack.urls.store}/users/register`, {
    email,
    password,
  });
  if (user.status !== 201) throw new UnexpectedAnswer('register', user.status, JSON.stringify(user.body));
  return { ...(await logIn(stack, email, password)), email, userId: user.body.user_id };
}
