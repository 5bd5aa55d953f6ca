import { describe, expect, test } from '@jest/globals';
import { newId, type Problem, type ProductView } from '@stockade/contracts';
import { useServices } from './shop.js';

const { redis, admin, warehouse } = useServices();

describe('the category and the picture of a product', () => {
  const rope = { name: 'Rope', price: 1, stock_quantity: 7 };
  const change = (id: string, fields: object) =>
    admin.request<ProductView>('PATCH', warehouse(`/products/${id}`), fields);

  test('are null where there are none, and then the record does not have them', async () => {
    for (const fields of [{}, { category: null, image_url: null }, { category: ' ', image_url: '' }]) {
      const product = await admin.createProduct({ ...rope, ...fields });
      expect(product).toMatchObject({ category: null, image_url: null });
      expect(await admin.product(product.id)).toEqual(product);
      expect(await redis.client.hKeys(`product:${product.id}`)).not.toContain('category');
    }
  });

  test('are kept, trimmed, changed one by one, and taken away by an empty text', async () => {
    const product = await admin.createProduct({ ...rope, category: ' Tools ', image_url: '/pictures/rope.svg' });
    const { id } = product;
    expect(product).toMatchObject({ category: 'Tools', image_url: '/pictures/rope.svg' });
    expect(await admin.product(id)).toEqual(product);
    expect((await change(id, { category: 'Timber', image_url: null })).body).toMatchObject({
      category: 'Timber',
      image_url: '/pictures/rope.svg',
    });
    expect((await change(id, { image_url: '' })).body).toMatchObject({ category: 'Timber', image_url: null });
    expect((await change(id, { category: '', name: 'Line' })).body).toMatchObject({ name: 'Line', category: null });
    expect(await redis.client.hKeys(`product:${id}`)).toEqual([
      'id',
      'name',
      'description',
      'price',
      'currency',
      'created_at',
      'updated_at',
    ]);
  });

  test('are refused by name when they are no category and no picture', async () => {
    const { id } = await admin.createProduct(rope);
    const refused = await admin.request<Problem>('PATCH', warehouse(`/products/${id}`), {
      category: 'x'.repeat(61),
      image_url: 'javascript:alert(1)',
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors?.map(({ field }) => field)).toEqual(['category', 'image_url']);
  });
});

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
