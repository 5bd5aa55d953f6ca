import { describe, expect, test } from '@jest/globals';
import { newId, type ProductView } from '@stockade/contracts';
import { useServices } from './shop.js';

const { redis, admin, warehouse } = useServices();

describe('a product', () => {
  test('is changed field by field, and two changes at once are both kept', async () => {
    const { id } = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7 });
    for (let i = 0; i < 20; i++) {
      await Promise.all([
        admin.request('PATCH', warehouse(`/products/${id}`), { name: `Rope ${i}` }),
        admin.request('PUT', warehouse(`/products/${id}`), { price: i }),
        admin.request('PATCH', warehouse(`/product/${id}`), { description: `No. ${i}` }),
      ]);
      expect(await admin.product(id)).toMatchObject({
        name: `Rope ${i}`,
        price: i,
        description: `No. ${i}`,
        stock_quantity: 7,
      });
    }
  });

  test('that is deleted stays deleted, whoever changes it at the same time', async () => {
    const { id } = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7 });
    const changes = Array.from({ length: 10 }, (_, i) =>
      admin.request('PATCH', warehouse(`/products/${id}`), { price: i }),
    );
    await Promise.all([...changes, admin.request('DELETE', warehouse(`/products/${id}`))]);
    expect((await admin.request('GET', warehouse(`/products/${id}`))).status).toBe(404);
    expect((await admin.all<ProductView>(warehouse('/products'))).some((one) => one.id === id)).toBe(false);
    // What is left is remembered for a day, for a deletion that is sent again.
    expect(await redis.client.keys(`*${id}*`)).toEqual([`deleted-product:${id}`]);
    expect(await redis.client.ttl(`deleted-product:${id}`)).toBeGreaterThan(0);
    expect((await admin.request('DELETE', warehouse(`/products/${id}`))).status).toBe(204);
    expect((await admin.request('DELETE', warehouse(`/products/${newId()}`))).status).toBe(404);
  });

  test('gets its stock set by either route', async () => {
    const { id } = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 7 });
    expect((await admin.setStock(id, 3)).stock_quantity).toBe(3);
    const byBody = await admin.request<ProductView>('POST', warehouse('/products/setstock'), {
      product_id: id,
      stock_quantity: 9,
    });
    expect(byBody.body.stock_quantity).toBe(9);
  });
});
