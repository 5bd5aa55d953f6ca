import type { OrderView, Page, TokenView } from '@stockade/contracts';
import { SERVICE_NAMES, waitUntil, type ServiceName, type Stack } from '@stockade/testing';
import { logInAsAdmin, makeClient, newCustomer, type Client } from '../client.js';

const STREAMS: Readonly<Record<ServiceName, string>> = {
  store: 'order-placed',
  warehouse: 'order-completed',
  refund: 'refund-initiated',
};

type Where = Pick<Stack, 'urls' | 'admin'>;
/** Appends to a stream what is no event. */
type Poison = (stream: string) => Promise<unknown>;

/**
 * Has the services do all that they are there for: every end of an order, the catalogue, accounts, live updates, dead
 * letters. Throws an Error with what was answered when they do not. What Redis refuses them stands in its ACL LOG.
 */
export async function useEveryRight(stack: Where, poison: Poison): Promise<void> {
  const admin = await logInAsAdmin(stack);
  await endOrders(stack, admin);
  await keepCatalogue(stack, admin);
  await keepAccount(stack, admin);
  await setAside(stack, admin, poison);
}

async function endOrders(stack: Where, admin: Client): Promise<void> {
  const customer = await newCustomer(stack);
  const lamp = await admin.createProduct({ name: 'Lamp', price: 29.99, stock_quantity: 2 });
  const order = (quantity: number, payment_method = 'pm_card_visa') =>
    customer.placeOrder({ product_id: lamp.id, quantity, payment_method });

  const feed = await customer.followAll();
  const slow = await order(1, 'pm_card_timeout');
  const declined = await order(1, 'pm_card_declined');
  const cancelled = await order(1, 'pm_card_slow');
  await expectOk(customer.cancelOrder(cancelled.order_id));
  await customer.orderBecomes(declined.order_id, 'failed');
  await customer.orderBecomes(slow.order_id, 'completed');
  const short = await order(5);
  const followed = await customer.follow(short.order_id);
  await customer.orderBecomes(short.order_id, 'refunded');
  await waitUntil(() => followed.end() === 'ended', { what: 'the live updates to end' });
  await customer.refund(short.order_id);
  await waitUntil(() => feed.events.some(({ data }) => data.includes('refunded')), { what: 'the refund to be told' });
  feed.close();
  await waitUntil(async () => (await customer.product(lamp.id)).stock_quantity === 1, { what: 'the reservation' });
  await customer.reservation(slow.order_id);

  const { store, refund } = stack.urls;
  await expectOk(customer.request('GET', `${store}/payments/${short.order_id}`));
  const again = { 'idempotency-key': 'once' };
  const body = { product_id: lamp.id, quantity: 1 };
  for (let i = 0; i < 2; i++) await expectOk(customer.request<OrderView>('POST', `${store}/orders`, body, again));
  for (const who of [admin, customer]) {
    await who.all(`${store}/orders`);
    await who.all(`${refund}/refunds`);
  }
}

async function keepCatalogue(stack: Where, admin: Client): Promise<void> {
  const products = `${stack.urls.warehouse}/products`;
  const rope = await admin.createProduct({ name: 'Rope', price: 1.05, stock_quantity: 0 });
  await admin.setStock(rope.id, 5);
  await expectOk(admin.request('PATCH', `${products}/${rope.id}`, { price: 31 }));
  await admin.all(products);
  await expectOk(admin.request('DELETE', `${products}/${rope.id}`));
}

async function keepAccount(stack: Where, admin: Client): Promise<void> {
  const users = `${stack.urls.store}/users`;
  const nobody = makeClient(stack);
  const customer = await newCustomer(stack);
  await expectOk(customer.request('GET', `${users}/me`));
  // Who comes second to an email leaves no user behind; nor does a wrong password a session.
  const second = { email: customer.email, password: 'another one entirely' };
  await nobody.request('POST', `${users}/register`, second);
  await nobody.request('POST', `${users}/login`, second);
  const rivals = { email: `two-at-once-${customer.email}`, password: 'correct horse battery' };
  await Promise.all([1, 2, 3].map(() => nobody.request('POST', `${users}/register`, rivals)));
  const { refresh_token } = await expectOk(nobody.request<TokenView>('POST', `${users}/login`, rivals));
  await expectOk(nobody.request('POST', `${users}/refresh`, { refresh_token }));
  // Used before: that ends the session.
  await nobody.request('POST', `${users}/refresh`, { refresh_token });
  await expectOk(customer.request('POST', `${users}/logout`));
  for (const list of [users, `${users}?q=two-at-once`]) await admin.all(list);
  const ofCustomer = `${users}/${customer.userId}`;
  for (const path of [ofCustomer, `${ofCustomer}/sessions`]) await expectOk(admin.request('GET', path));
  await expectOk(admin.request('DELETE', `${ofCustomer}/sessions`));
}

async function setAside(stack: Where, admin: Client, poison: Poison): Promise<void> {
  for (const service of SERVICE_NAMES) {
    const ops = `${stack.urls[service]}/ops`;
    const find = async () =>
      (await expectOk(admin.request<Page<{ id: string }>>('GET', `${ops}/dead-letters`))).items[0];
    await poison(STREAMS[service]);
    const letter = await waitUntil(find, { what: `the poison in ${STREAMS[service]} to be set aside` });
    await expectOk(admin.request('GET', `${ops}/dead-letters/${letter.id}`));
    await expectOk(admin.request('GET', `${ops}/streams`));
    await expectOk(admin.request('DELETE', `${ops}/dead-letters/${letter.id}`));
  }
}

async function expectOk<Body>(answered: Promise<{ status: number; body: Body }>): Promise<Body> {
  const { status, body } = await answered;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
