import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { makeKeys, newId, newIdBeside, type OrderView, type Problem, type ProductView } from '@stockade/contracts';
import { newCustomer, type Client, type Customer } from './client.js';
import { useServices } from './shop.js';

const PARTITIONS = 3;
/** More than one request looks through. */
const MANY = 1_500;

const { redis, stack, admin, store } = useServices({ env: { PAYMENT_DELAY_MS: '0', PARTITIONS: String(PARTITIONS) } });
const keys = makeKeys(PARTITIONS);
let lantern: ProductView;
let hinge: ProductView;
let ann: Customer;
let ben: Customer;
/** Oldest first: Ann's of a lantern, Ann's of a hinge by another card, Ben's of both. */
let placed: readonly OrderView[];

interface Found {
  items: OrderView[];
  next_cursor: string | null;
  searched_until: string | null;
}

beforeAll(async () => {
  [lantern, hinge] = await Promise.all([
    admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100 }),
    admin.createProduct({ name: 'Hinge', price: 5, stock_quantity: 100 }),
  ]);
  ann = await newCustomer(stack);
  ben = await inAnotherPartition(ann);
  const lines = [lantern, hinge].map(({ id }) => ({ product_id: id, quantity: 1 }));
  const ofLantern = await ann.placeOrder({ items: lines.slice(0, 1) });
  const declined = { items: lines.slice(1), payment_method: 'pm_card_declined' };
  const ofHinge = await ann.placeOrder(declined);
  placed = [ofLantern, ofHinge, await ben.placeOrder({ items: lines })];
  await ann.orderBecomes(ofHinge.order_id, 'failed');
  await ann.orderBecomes(ofLantern.order_id, 'completed');
});

/** A customer whose orders are elsewhere. */
async function inAnotherPartition(than: Customer): Promise<Customer> {
  const other = await newCustomer(stack);
  return keys.of(other.userId) === keys.of(than.userId) ? inAnotherPartition(than) : other;
}

async function search(who: Client, query: Readonly<Record<string, string>>): Promise<Found> {
  const answer = await who.request<Found>('GET', store(`/orders?${new URLSearchParams(query).toString()}`));
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Which of the placed orders a search finds, by their places in the list. */
async function found(who: Client, query: Readonly<Record<string, string>>): Promise<number[]> {
  const { items, next_cursor } = await search(who, query);
  expect(next_cursor).toBeNull();
  return items.map(({ order_id }) => placed.findIndex((order) => order.order_id === order_id));
}

const idOf = (place: number) => placed[place]?.order_id ?? '';
const at = (place: number) => placed[place]?.created_at ?? '';

describe('an admin finds among all orders', () => {
  test.each<[string, () => Record<string, string>, number[]]>([
    ['those of a customer, by id', () => ({ customer_id: ann.userId }), [1, 0]],
    ['those of a customer, by email', () => ({ email: ben.email }), [2]],
    ['those of a customer, by an email as somebody types it', () => ({ q: ` ${ann.email.toUpperCase()} ` }), [1, 0]],
    ['one by its id', () => ({ q: idOf(2).toUpperCase() }), [2]],
    ['one by the beginning of its id', () => ({ q: idOf(1).slice(0, 34) }), [1]],
    ['all by what all ids begin with', () => ({ q: idOf(0).slice(0, 4) }), [2, 1, 0]],
    ['those with a line of a product', () => ({ product_id: lantern.id }), [2, 0]],
    ['those with a payment method', () => ({ payment_method: 'pm_card_declined' }), [1]],
    ['those with a status and a product', () => ({ status: 'failed', product_id: hinge.id }), [1]],
    ['those of a customer with a status', () => ({ status: 'completed', email: ann.email }), [0]],
    ['those placed from a time on', () => ({ from: at(1), customer_id: ann.userId }), [1]],
    ['those placed before a time', () => ({ to: at(1), email: ann.email }), [0]],
    ['none of two customers', () => ({ customer_id: ann.userId, email: ben.email }), []],
    ['none of an email that nobody has', () => ({ email: 'nobody@example.org' }), []],
    ['none of a status that the order of this id does not have', () => ({ q: idOf(0), status: 'failed' }), []],
    ['none where both bounds are the same', () => ({ from: at(1), to: at(1) }), []],
  ])('%s', async (_, query, expected) => {
    expect(await found(admin, query())).toEqual(expected);
  });

  test('those between two times, in any zone', async () => {
    const fromMs = Date.parse(at(0)) - 60_000;
    const inTwoHours = new Date(fromMs + 7_200_000).toISOString().replace('Z', '+02:00');
    expect(await found(admin, { from: inTwoHours })).toEqual([2, 1, 0]);
    expect(await found(admin, { to: inTwoHours })).toEqual([]);
  });

  test('page by page, with the same filter', async () => {
    const query = { product_id: lantern.id, from: at(0), limit: '1' };
    const first = await search(admin, query);
    expect(first).toMatchObject({ items: [{ order_id: idOf(2) }], searched_until: null });
    const last = await search(admin, { ...query, cursor: first.next_cursor ?? '' });
    expect(last).toMatchObject({ items: [{ order_id: idOf(0) }], next_cursor: null, searched_until: null });
  });
});

describe('a customer finds', () => {
  test.each<[string, () => Record<string, string>, number[]]>([
    ['own orders by a product', () => ({ product_id: lantern.id }), [0]],
    ['own orders by the beginning of an id', () => ({ q: idOf(0).slice(0, 4) }), [1, 0]],
    ['own orders under the own id and email', () => ({ customer_id: ann.userId, email: ann.email }), [1, 0]],
    ["no other's order by its id", () => ({ q: idOf(2) }), []],
    ["no other's orders by email", () => ({ email: ben.email }), []],
    ["no other's orders by a typed email", () => ({ q: ben.email }), []],
    ["no other's orders by the customer's id", () => ({ customer_id: ben.userId }), []],
    ['nothing by an email that nobody has', () => ({ email: 'nobody@example.org' }), []],
  ])('%s', async (_, query, expected) => {
    expect(await found(ann, query())).toEqual(expected);
  });
});

test.each<[string, string, string]>([
  ['email', 'ann(at)example.org', 'must be an email address such as ann@example.org'],
  ['q', 'lantern', 'must be an id, its beginning, or an email address'],
  ['q', 'ann@', 'must be an email address such as ann@example.org'],
  ['q', '', 'must be an id, its beginning, or an email address'],
  ['q', '019346a0-0000-9', 'must be an id, its beginning, or an email address'],
  ['from', 'yesterday', 'must be a time such as 2026-01-31T12:00:00Z'],
  ['to', '2026-01-31', 'must be a time such as 2026-01-31T12:00:00Z'],
  ['customer_id', 'ann', 'must be a UUID'],
  ['product_id', '7', 'must be a UUID'],
  ['payment_method', ' ', 'must be a text of 1 to 64 characters'],
  ['status', 'lost', 'must be one of pending, completed, failed, cancelled, refunded'],
])('%s=%s is a 400 that names the field', async (field, sent, message) => {
  const path = `/orders?${new URLSearchParams({ [field]: sent }).toString()}`;
  const answer = await admin.request<Problem>('GET', store(path));
  expect(answer.body).toMatchObject({ status: 400, errors: [{ field, message }] });
});

test('bounds in the wrong sequence are a 400', async () => {
  const answer = await admin.request<Problem>('GET', store(`/orders?from=${at(2)}&to=${at(1)}`));
  expect(answer.body).toMatchObject({ status: 400, errors: [{ field: 'to', message: 'must not be before `from`' }] });
});

test('an order is found from the very millisecond on in which it says it was placed, though the clock goes on meanwhile', async () => {
  let nowMs = Date.now();
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => (nowMs += 1));
  const order = await ben.placeOrder({ product_id: hinge.id, quantity: 1 }).finally(() => clock.mockRestore());
  const { items } = await search(admin, { email: ben.email, from: order.created_at });
  expect(items.map(({ order_id }) => order_id)).toEqual([order.order_id]);
  const { items: before } = await search(admin, { email: ben.email, to: order.created_at });
  expect(before.map(({ order_id }) => order_id)).not.toContain(order.order_id);
});

test('a search that looked through as many orders as it may says how far it came, and goes on from there', async () => {
  const { order_id } = await ben.placeOrder({ product_id: hinge.id, quantity: 1, payment_method: 'pm_rare' });
  await ben.orderBecomes(order_id, 'completed');
  // Past the services, and without a record: what is listed counts as looked at.
  const members = Array.from({ length: MANY }, () => ({ score: 0, value: newIdBeside(order_id) }));
  await redis.client.zAdd(keys.of(order_id).orders, members);

  const first = await search(admin, { payment_method: 'pm_rare' });
  expect(first.items).toEqual([]);
  expect(members.map(({ value }) => value)).toContain(first.next_cursor);
  const untilMs = Date.parse(first.searched_until ?? '');
  expect(untilMs).toBe(Number.parseInt((first.next_cursor ?? '').replace('-', '').slice(0, 12), 16));

  const rest = await search(admin, { payment_method: 'pm_rare', cursor: first.next_cursor ?? '' });
  expect(rest).toMatchObject({ items: [{ order_id }], next_cursor: null, searched_until: null });
  // What is looked up needs no search.
  expect((await search(admin, { q: order_id })).items).toHaveLength(1);
  expect((await search(admin, { q: newId(), payment_method: 'pm_rare' })).next_cursor).toBeNull();
});
