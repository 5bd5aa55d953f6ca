import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, type Page, type Problem } from '@stockade/contracts';
import { onLeftOut } from '@stockade/redis';
import { useServices } from './shop.js';

/** One record that cannot be read: lists have all others, and what is asked for it alone is told so. */
const { redis, nobody, admin, customer, store, warehouse, refund } = useServices({ env: { PAYMENT_DELAY_MS: '0' } });
const keys = makeKeys();
const leftOut = new Set<string>();
let [bad, good] = ['', ''];
let [badOrder, goodOrder] = ['', ''];
let badRefund = '';

beforeAll(async () => {
  for (const name of ['Bad hinge', 'Good hinge'])
    [bad, good] = [good, (await admin.createProduct({ name, price: 5, stock_quantity: 3 })).id];
  for (const quantity of [1, 1, 3]) {
    const { order_id: id } = await customer.placeOrder({ product_id: good, quantity });
    await customer.orderBecomes(id, quantity === 3 ? 'refunded' : 'completed');
    if (quantity === 1) await customer.reservation(id);
    [badOrder, goodOrder, badRefund] = quantity === 3 ? [badOrder, goodOrder, id] : [goodOrder, id, ''];
  }
});
beforeEach(() => {
  leftOut.clear();
  onLeftOut(({ key }) => leftOut.add(key));
});
afterAll(() => onLeftOut(null));

/** What is damaged is put back after the test. */
const putBack: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of putBack.splice(0)) await undo();
});

type Damage = [what: string, damage: (key: string) => Promise<unknown>];
const setField = (field: string, value: string): Damage => [
  `${field} ${value}`,
  (key) => redis.client.hSet(key, field, value),
];
const withoutField = (field: string): Damage => [`no ${field}`, (key) => redis.client.hDel(key, field)];
const ofOtherType: Damage = ['another type', (key) => redis.client.multi().del(key).lPush(key, 'x').exec()];

async function spoil(key: string, damage: Damage[1]): Promise<void> {
  await redis.client.copy(key, 'as-it-was');
  putBack.push(() => redis.client.rename('as-it-was', key));
  await damage(key);
}

async function idsIn(who: typeof admin, url: string): Promise<string[]> {
  const { status, body } = await who.request<Page<{ id?: string; order_id?: string; user_id?: string }>>('GET', url);
  expect(status).toBe(200);
  return body.items.map(({ id, order_id, user_id }) => id ?? order_id ?? user_id ?? '');
}

async function expectUnreadable(who: typeof admin, method: string, url: string, sent?: unknown): Promise<void> {
  const { status, body } = await who.request<Problem>(method, url, sent);
  expect({ status, detail: body.detail }).toEqual({ status: 500, detail: 'This record cannot be read' });
}

describe('a product that cannot be read', () => {
  test.each<Damage>([setField('price', 'abc'), setField('created_at', '1.5'), withoutField('name'), ofOtherType])(
    'is left out of every list: %s',
    async (_, damage) => {
      await spoil(keys.product(bad), damage);
      for (const query of ['', '?search=hinge', '?sort=price', '?limit=1&search=hinge']) {
        const ids = await idsIn(nobody, warehouse(`/products${query}`));
        expect(ids).toContain(good);
        expect(ids).not.toContain(bad);
      }
      expect(leftOut).toEqual(new Set([keys.product(bad)]));
      await expectUnreadable(nobody, 'GET', warehouse(`/products/${bad}`));
    },
  );

  test.each<Damage>([setField('available', 'many'), ofOtherType])(
    'is left out for its stock: %s',
    async (_, damage) => {
      await spoil(keys.stock(bad), damage);
      expect(await idsIn(nobody, warehouse('/products'))).not.toContain(bad);
      expect(leftOut).toEqual(new Set([keys.stock(bad)]));
      await expectUnreadable(nobody, 'GET', warehouse(`/products/${bad}`));
    },
  );

  test('cannot be ordered', async () => {
    await spoil(keys.product(bad), setField('price', 'abc')[1]);
    await expectUnreadable(customer, 'POST', store('/orders'), { product_id: bad, quantity: 1 });
  });
});

describe('an order that cannot be read', () => {
  test.each<Damage>([
    setField('status', 'weird'),
    setField('placed', '{'),
    setField('created_at', 'soon'),
    withoutField('placed'),
    ofOtherType,
  ])('is left out of every list: %s', async (_, damage) => {
    const key = keys.order(badOrder);
    await spoil(key, damage);
    for (const who of [customer, admin])
      for (const query of ['', '?status=completed', `?product_id=${good}`]) {
        const ids = await idsIn(who, store(`/orders${query}`));
        expect(ids).toContain(goodOrder);
        expect(ids).not.toContain(badOrder);
      }
    expect(leftOut).toEqual(new Set([key]));
    await expectUnreadable(customer, 'GET', store(`/orders/${badOrder}`));
    await expectUnreadable(customer, 'POST', store(`/orders/${badOrder}/cancel`));
    await expectUnreadable(customer, 'GET', store(`/payments/${badOrder}`));
  });

  test('does not end a list whose first page it would be', async () => {
    const newest = (await idsIn(customer, store('/orders?limit=1')))[0] ?? '';
    await spoil(keys.order(newest), ofOtherType[1]);
    expect(await idsIn(customer, store('/orders?limit=1'))).toEqual([goodOrder]);
  });
});

test.each<Damage>([setField('outcome', 'maybe'), ofOtherType])(
  'a reservation that cannot be read is left out of the list: %s',
  async (_, damage) => {
    await spoil(keys.reservation(badOrder), damage);
    expect(await idsIn(customer, warehouse(`/reservations?order_ids=${badOrder},${goodOrder}`))).toEqual([goodOrder]);
    await expectUnreadable(customer, 'GET', warehouse(`/reservations/${badOrder}`));
  },
);

test.each<Damage>([setField('amount', 'abc'), ofOtherType])(
  'a refund that cannot be read is left out of the lists: %s',
  async (_, damage) => {
    await spoil(keys.refund(badRefund), damage);
    for (const who of [customer, admin]) expect(await idsIn(who, refund('/refunds'))).toEqual([]);
    await expectUnreadable(customer, 'GET', refund(`/refunds/${badRefund}`));
  },
);

test.each<Damage>([setField('charged', 'abc'), ofOtherType])(
  'a charge that cannot be read is told so: %s',
  async (_, damage) => {
    await spoil(keys.gateway(goodOrder), damage);
    await expectUnreadable(customer, 'GET', store(`/payments/${goodOrder}`));
  },
);

test.each<Damage>([setField('role', 'king'), ofOtherType])(
  'a user who cannot be read is left out of the lists: %s',
  async (_, damage) => {
    await spoil(keys.user(customer.userId), damage);
    for (const query of ['', `?q=${customer.userId}`, `?q=${customer.email.slice(0, 8)}`])
      expect(await idsIn(admin, store(`/users${query}`))).not.toContain(customer.userId);
    expect(leftOut).toEqual(new Set([keys.user(customer.userId)]));
    await expectUnreadable(admin, 'GET', store(`/users/${customer.userId}`));
  },
);
