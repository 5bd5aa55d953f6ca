import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys, type CategoryView, type Page, type Problem, type ProductView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { useServices } from '../shop.js';

const { redis, nobody, admin, customer, warehouse } = useServices();

const keys = makeKeys();

const GOODS = [
  { name: 'Gate hinge', description: 'Wrought iron, a pair', category: 'Ironware', price: 29.99 },
  { name: 'Iron nail', description: 'Forged', category: 'ironware', price: 4.99 },
  { name: 'Éclair lamp', description: 'For the gate of a café', category: 'Light', price: 4.99 },
  { name: 'Weißdorn post', description: '', category: 'Timber', price: 12 },
  { name: 'ﬁne rope', description: 'ＷＩＤＥ letters', price: 1 },
];

beforeAll(async () => {
  for (const goods of GOODS) await admin.createProduct({ stock_quantity: 5, ...goods });
});

const list = (query: string) => nobody.request<Page<ProductView>>('GET', warehouse(`/products?${query}`));
const names = async (query: string) => (await list(query)).body.items.map(({ name }) => name);
const refusal = async (query: string) => {
  const { status, body } = await nobody.request<Problem>('GET', warehouse(`/products?${query}`));
  return [status, body.errors];
};

async function namesByPages(query: string): Promise<string[]> {
  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: { body: Page<ProductView> } = await list(`${query}${cursor && `&cursor=${cursor}`}`);
    pages.push(...body.items.map(({ name }) => name));
    cursor = body.next_cursor;
  }
  return pages;
}

describe('a search finds', () => {
  test.each([
    ['a word of the name', 'search=hinge', ['Gate hinge']],
    ['a part of a word, in the description too', 'search=gat', ['Éclair lamp', 'Gate hinge']],
    ['a category', 'search=timb', ['Weißdorn post']],
    ['every word, wherever each is', 'search=IRON+gate', ['Gate hinge']],
    ['no words across fields', 'search=hinge%0Awrought', ['Gate hinge']],
    ['nothing when one word is missing', 'search=iron+lamp', []],
    ['letters without their accents', 'search=eclair+CAFE', ['Éclair lamp']],
    ['accents in decomposed form', 'search=e%CC%81clair', ['Éclair lamp']],
    ['ß as ss', 'search=weissdorn', ['Weißdorn post']],
    ['ligatures and wide letters', 'search=fine+wide', ['ﬁne rope']],
    ['products of a category, whatever its case', 'category=IRONWARE', ['Iron nail', 'Gate hinge']],
    ['words within a category', 'category=ironware&search=forged', ['Iron nail']],
    ['everything for nothing but spaces', 'search=+&category=', GOODS.map(({ name }) => name).toReversed()],
  ])('%s', async (_, query, found) => {
    expect(await names(query)).toEqual(found);
  });

  test('at most a hundred characters, of what a schema can say', async () => {
    expect((await list(`search=${'x'.repeat(100)}`)).status).toBe(200);
    expect(await refusal(`search=${'x'.repeat(101)}`)).toEqual([
      400,
      [{ field: 'search', message: 'must have at most 100 characters' }],
    ]);
    expect((await refusal('sort=cheapest'))[1]).toEqual([
      { field: 'sort', message: 'must be one of newest, name, price, -price' },
    ]);
    expect((await refusal('search=a&search=b'))[0]).toBe(400);
  });
});

describe('a list is sorted by', () => {
  test.each([
    ['name', ['Éclair lamp', 'ﬁne rope', 'Gate hinge', 'Iron nail', 'Weißdorn post']],
    ['price', ['ﬁne rope', 'Éclair lamp', 'Iron nail', 'Weißdorn post', 'Gate hinge']],
    ['-price', ['Gate hinge', 'Weißdorn post', 'Éclair lamp', 'Iron nail', 'ﬁne rope']],
    ['newest', GOODS.map(({ name }) => name).toReversed()],
  ])('%s, the newest first among equal ones, and its pages skip and repeat nothing', async (sort, sorted) => {
    expect(await names(`sort=${sort}`)).toEqual(sorted);
    for (const limit of [1, 2, 3]) expect(await namesByPages(`sort=${sort}&limit=${limit}`)).toEqual(sorted);
    expect(await namesByPages(`sort=${sort}&search=e&limit=2`)).toEqual(await names(`sort=${sort}&search=e`));
  });

  test('what its cursor says: that of another sort is refused by name', async () => {
    const cursors: Record<string, string> = {};
    for (const sort of ['newest', 'name', 'price', '-price'])
      cursors[sort] = (await list(`sort=${sort}&limit=1`)).body.next_cursor ?? '';
    for (const [sort, cursor] of Object.entries(cursors))
      for (const other of Object.keys(cursors))
        expect([sort, other, await refusal(`sort=${other}&cursor=${cursor}`)]).toEqual([
          sort,
          other,
          other === sort
            ? [200, undefined]
            : [
                400,
                [
                  {
                    field: 'cursor',
                    message: `is of a list sorted by ${sort}, and this one is sorted by ${other}; begin without a cursor`,
                  },
                ],
              ],
        ]);
    expect(await refusal('sort=price&cursor=x')).toEqual([
      400,
      [{ field: 'cursor', message: 'must be the next_cursor of the page before' }],
    ]);
    expect(await refusal('cursor=x')).toEqual([400, [{ field: 'cursor', message: 'must be a UUID' }]]);
  });

  test('its cursor, also when the product that it names has gone or changed its price', async () => {
    const first = await list('sort=price&limit=2');
    const [, second] = first.body.items;
    await admin.request('PATCH', warehouse(`/products/${second?.id}`), { price: 100 });
    expect(await names(`sort=price&cursor=${first.body.next_cursor}`)).toEqual([
      'Iron nail',
      'Weißdorn post',
      'Gate hinge',
      'Éclair lamp',
    ]);
    await admin.request('PATCH', warehouse(`/products/${second?.id}`), { price: 4.99 });
  });
});

describe('the answer to a search', () => {
  const source = async (query: string) => (await list(query)).headers.get('x-cache');

  test('comes from memory until a product is changed, added or removed, and then has the change', async () => {
    await source('search=rope');
    expect(await source('search=rope')).toBe('HIT');
    const lamp = await admin.createProduct({ name: 'Rope lamp', price: 1, stock_quantity: 5 });
    const seen = await list('search=rope');
    expect([seen.headers.get('x-cache'), seen.body.items.map(({ name }) => name)]).toEqual([
      'MISS',
      ['Rope lamp', 'ﬁne rope'],
    ]);
    await admin.request('PATCH', warehouse(`/products/${lamp.id}`), { name: 'Lantern', category: 'Light' });
    expect(await names('search=rope')).toEqual(['ﬁne rope']);
    expect(await names('search=lantern&category=light')).toEqual(['Lantern']);
    await admin.request('DELETE', warehouse(`/products/${lamp.id}`));
    expect(await names('search=lantern')).toEqual([]);
    expect(await source('search=lantern')).toBe('HIT');
  });

  test('does not read the texts again when stock is sold, and costs Redis nothing while nothing changes', async () => {
    await names('search=nothing');
    await names('category=light');
    const { id } = (await list('search=hinge')).body.items[0] ?? { id: '' };
    const calls = async () => {
      const statistics = await redis.client.info('commandstats');
      return Number(/cmdstat_hmget:calls=(\d+)/.exec(statistics)?.[1]);
    };
    const before = await calls();
    const order = await customer.placeOrder({ product_id: id, quantity: 1 });
    await customer.orderBecomes(order.order_id, 'completed');
    const isSold = async () => (await redis.client.hGet(keys.stock(id), 'available')) === '4';
    await waitUntil(isSold, { what: 'the piece to be sold' });
    const readByOthers = (await calls()) - before;
    expect(await source('search=nothing')).toBe('HIT');
    expect(await source('category=light')).toBe('HIT');
    expect((await calls()) - before).toBe(readByOthers);
  });
});

describe('categories', () => {
  const categories = () => nobody.request<{ items: CategoryView[] }>('GET', warehouse('/categories'));

  test('are listed by name with their products, each once however it is spelled', async () => {
    expect((await categories()).body.items).toEqual([
      { category: 'Ironware', products: 2 },
      { category: 'Light', products: 1 },
      { category: 'Timber', products: 1 },
    ]);
    const { headers } = await categories();
    expect(headers.get('x-cache')).toBe('HIT');
  });

  test('come and go with their products, in the spelling of most of them', async () => {
    const added = [];
    for (const category of ['IRONWARE', 'IRONWARE', 'Gates'])
      added.push(await admin.createProduct({ name: 'x', price: 1, stock_quantity: 1, category }));
    expect((await categories()).body.items).toEqual([
      { category: 'Gates', products: 1 },
      { category: 'IRONWARE', products: 4 },
      { category: 'Light', products: 1 },
      { category: 'Timber', products: 1 },
    ]);
    for (const { id } of added) await admin.request('DELETE', warehouse(`/products/${id}`));
    expect((await categories()).body.items).toHaveLength(3);
  });
});
