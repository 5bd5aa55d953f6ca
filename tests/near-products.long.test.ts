import { describe, expect, test } from '@jest/globals';
import type { OrderView, Page, ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { useShop } from './shop.js';

const REPLICAS = [0, 1];
const ROUNDS = 30;
/** For each warehouse, and for each store, so that there is always a read under way when something changes. */
const LOOKERS = 3;

const { redis, stack, nobody, admin, customer } = useShop({ replicas: { store: 2, warehouse: 2 } });

const product = (id: string, replica: number) =>
  nobody.request<ProductView>('GET', `${stack.url('warehouse', replica)}/products/${id}`);
const products = (replica: number) =>
  nobody.request<Page<ProductView>>('GET', `${stack.url('warehouse', replica)}/products?limit=100`);
const order = (id: string, replica: number) =>
  customer.request<OrderView>('POST', `${stack.url('store', replica)}/orders`, { product_id: id, quantity: 1 });
const change = (id: string, replica: number, fields: object) =>
  admin.request<ProductView>('PATCH', `${stack.url('warehouse', replica)}/products/${id}`, fields);
const everywhere = <Seen>(look: (replica: number) => Promise<Seen>) => Promise.all(REPLICAS.map(look));
const newProduct = () => admin.createProduct({ name: 'Rope 0', price: 0, stock_quantity: 1_000 });

/** Looks and orders all the time until the work is done, and gives each answer to the check. */
async function whileOthersLook(look: (replica: number) => Promise<void>, work: () => Promise<void>): Promise<void> {
  const done = new AbortController();
  const lookers = REPLICAS.flatMap((replica) =>
    Array.from({ length: LOOKERS }, async () => {
      while (!done.signal.aborted) await look(replica);
    }),
  );
  await Promise.all([work().finally(() => done.abort()), ...lookers]);
}

describe('a product', () => {
  test('comes from the memory of each replica once it was looked at there', async () => {
    const { id } = await newProduct();
    const sources = () => everywhere(async (replica) => (await product(id, replica)).headers.get('x-cache'));
    expect(await sources()).toEqual(['MISS', 'MISS']);
    expect(await sources()).toEqual(['HIT', 'HIT']);
    await change(id, 0, { price: 1 });
    expect(await sources()).toEqual(['MISS', 'MISS']);
  });

  test('that is changed is new to everybody as soon as the change is answered, and priced anew', async () => {
    const { id } = await newProduct();
    /** The price whose change was answered last. */
    let answered = 0;

    async function look(replica: number): Promise<void> {
      const least = answered;
      const seen = (await product(id, replica)).body;
      expect(seen.price).toBeGreaterThanOrEqual(least);
      expect(seen.name).toBe(`Rope ${seen.price}`);
    }

    await whileOthersLook(look, async () => {
      for (let price = 1; price <= ROUNDS; price++) {
        const changed = await change(id, price % 2, { price, name: `Rope ${price}` });
        expect(changed.body).toMatchObject({ price, name: `Rope ${price}` });
        answered = price;
        const [views, lists, orders] = await Promise.all([
          everywhere((replica) => product(id, replica)),
          everywhere(products),
          everywhere((replica) => order(id, replica)),
        ]);
        for (const { body } of views) expect(body.price).toBe(price);
        for (const { body } of lists) expect(body.items.find((one) => one.id === id)?.price).toBe(price);
        for (const { body } of orders) expect(body.items).toMatchObject([{ price, name: `Rope ${price}` }]);
      }
    });
  });

  test('is never ordered with the name of one version and the price of another', async () => {
    const { id } = await newProduct();
    let orders = 0;
    async function buy(replica: number): Promise<void> {
      const { body } = await order(id, replica);
      orders += 1;
      expect(body.items).toMatchObject([{ name: `Rope ${body.items[0]?.price}` }]);
    }
    await whileOthersLook(buy, async () => {
      for (let price = 1; price <= ROUNDS; price++) await change(id, price % 2, { price, name: `Rope ${price}` });
    });
    expect(orders).toBeGreaterThan(ROUNDS / 2);
  });

  test('that is added or removed is there or gone for everybody at once, in lists and for orders too', async () => {
    const isListed = (id: string) =>
      everywhere(async (replica) => (await products(replica)).body.items.some((one) => one.id === id));
    for (let round = 0; round < ROUNDS / 5; round++) {
      const replica = round % 2;
      const { body } = await admin.request<ProductView>('POST', `${stack.url('warehouse', replica)}/products`, {
        name: 'Rope',
        price: 1,
        stock_quantity: 1,
      });
      expect(await isListed(body.id)).toEqual([true, true]);
      expect((await everywhere((one) => product(body.id, one))).map(({ status }) => status)).toEqual([200, 200]);
      expect((await everywhere((one) => order(body.id, one))).map(({ status }) => status)).toEqual([201, 201]);

      await admin.request('DELETE', `${stack.url('warehouse', replica)}/products/${body.id}`);
      expect(await isListed(body.id)).toEqual([false, false]);
      expect((await everywhere((one) => product(body.id, one))).map(({ status }) => status)).toEqual([404, 404]);
      expect((await everywhere((one) => order(body.id, one))).map(({ status }) => status)).toEqual([400, 400]);
    }
  });

  test('shows the stock that was set', async () => {
    const { id } = await newProduct();
    for (let stock_quantity = 1; stock_quantity <= ROUNDS; stock_quantity++) {
      const url = `${stack.url('warehouse', stock_quantity % 2)}/products/${id}/stock`;
      await admin.request('PUT', url, { stock_quantity });
      const seen = await everywhere(async (replica) => (await product(id, replica)).body.stock_quantity);
      expect(seen).toEqual([stock_quantity, stock_quantity]);
    }
  });
});

test('what an order took is seen everywhere too, in single products and in lists', async () => {
  const { id } = await newProduct();
  const left = async (replica: number) => {
    const listed = (await products(replica)).body.items.find((one) => one.id === id);
    return [(await product(id, replica)).body.stock_quantity, listed?.stock_quantity];
  };
  expect(await everywhere(left)).toEqual([
    [1_000, 1_000],
    [1_000, 1_000],
  ]);
  const { body } = await order(id, 0);
  await customer.orderBecomes(body.order_id, 'completed');
  const isTaken = async () => (await everywhere(left)).flat().every((pieces) => pieces === 999);
  await waitUntil(isTaken, { what: 'the piece to be gone everywhere' });
});

test('a list comes from memory until one of its products changes', async () => {
  const { id } = await newProduct();
  const source = async () => (await products(0)).headers.get('x-cache');
  // The stock of what was ordered above may still be on the move.
  const untilHit = () => waitUntil(async () => (await source()) === 'HIT', { what: 'the list to be in memory' });
  await untilHit();
  await change(id, 1, { price: 1 });
  expect(await source()).toBe('MISS');
  await untilHit();
});

test('a browser may see where a product came from', async () => {
  const { id } = await newProduct();
  const headers = { origin: 'http://shop.test' };
  const answer = await fetch(`${stack.urls.warehouse}/products/${id}`, { headers });
  expect(answer.headers.get('access-control-expose-headers')).toContain('x-cache');
});

test('a warehouse that starts has read the catalogue for searches before anybody searches', async () => {
  await newProduct();
  await stack.killNow('warehouse', 1);
  await redis.client.configResetStat();
  const reads = async () => Number(/^cmdstat_hmget:calls=(\d+)/m.exec(await redis.client.info('commandstats'))?.[1]);
  await stack.start('warehouse', 1);
  const { items } = (await products(0)).body;
  await waitUntil(async () => (await reads()) === items.length, { what: 'each product to be read' });
  const search = `${stack.url('warehouse', 1)}/products?search=rope&sort=name&limit=100`;
  expect((await nobody.request<Page<ProductView>>('GET', search)).body.items).toHaveLength(items.length);
  expect(await reads()).toBe(items.length);
});
