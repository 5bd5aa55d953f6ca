import { describe, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { useServices } from '../shop.js';
import { expectTold, useFollowers } from './followers.js';

const BURST = 200;
const RELOADS = 5;
const LIST_READ = /^cmdstat_(?:zcard|zrange\w*):/m;

const { redis, admin, nobody, warehouse } = useServices({ env: { LIVE_UPDATES_PER_ADDRESS_MAX: '3' } });
const { follow, following } = useFollowers(() => warehouse('/products/events'));
const keys = makeKeys();
const newProduct = () => admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7 });

describe('a stream of products', () => {
  const refusal = async (query: string) => {
    const { status, body } = await nobody.request('GET', warehouse(`/products/events${query}`));
    return [status, body];
  };

  test('is for up to a hundred ids', async () => {
    const ids = Array.from({ length: 101 }, newId);
    const errors = [{ field: 'ids', message: 'must be 1 to 100 ids of products, separated by commas' }];
    for (const query of [`?ids=${ids.join(',')}`, '?ids=', '?ids=x', `?ids=${ids[0]},`])
      expect(await refusal(query)).toMatchObject([400, { errors }]);
    expect((await following(...ids.slice(1))).status).toBe(200);
    expect((await following(ids[0]?.toUpperCase() ?? '', ids[0] ?? '')).status).toBe(200);
  });

  test('costs Redis nothing once it is closed: what it followed is read no more', async () => {
    const [product, other] = [await newProduct(), await newProduct()];
    const client = await following(product.id);
    await admin.setStock(product.id, 6);
    await expectTold(client, { id: product.id, stock_quantity: 6 });
    client.close();
    // With three clients at this address, the first one is certainly gone.
    const [last] = [await following(other.id), await following(other.id), await following(other.id)];
    await redis.client.hSet(keys.stock(product.id), 'available', '5');
    await redis.client.configResetStat();
    for (let left = BURST; left > 0; left--) await redis.client.hSet(keys.stock(product.id), 'available', String(left));
    await redis.client.hSet(keys.stock(other.id), 'available', '1');
    await expectTold(last, { id: other.id, stock_quantity: 1 });
    expect(await redis.client.info('commandstats')).toContain('cmdstat_hget:calls=1,');
  });

  test('is given to so many clients at an address', async () => {
    const clients = [await following(), await following(newId()), await following()];
    const refused = await follow();
    await waitUntil(refused.end, { what: 'the refusal' });
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '5']);
    clients[1]?.close();
    await following();
  });

  test('of all products does not read the catalogue again for a client that comes and goes', async () => {
    const product = await newProduct();
    const first = await following();
    let pieces = 100;
    const isSettled = async () => {
      await redis.client.configResetStat();
      await admin.setStock(product.id, (pieces += 1));
      await expectTold(first, { id: product.id, stock_quantity: pieces });
      return !LIST_READ.test(await redis.client.info('commandstats'));
    };
    await waitUntil(isSettled, { what: 'the new product to be listed' });
    first.close();
    for (let left = RELOADS; left > 0; left--) (await following()).close();
    const last = await following();
    expect(await redis.client.info('commandstats')).not.toMatch(LIST_READ);
    await admin.setStock(product.id, 5);
    await expectTold(last, { id: product.id, stock_quantity: 5 });
  });
});
