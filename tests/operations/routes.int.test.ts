import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys, type ProductView } from '@stockade/contracts';
import { deadLettersOf } from '@stockade/streams';
import { waitUntil } from '@stockade/testing';
import { CONSUMED } from '../consumed-flows.js';
import { makeClient } from '../client.js';
import { useServices } from '../shop.js';
import { awaitDeadLetter, awaitSettled, poison } from './await-streams.js';

const SERVICES = ['store', 'warehouse', 'refund'] as const;
const { redis, stack, admin, customer } = useServices({ env: { PAYMENT_DELAY_MS: '20' } });
const keys = makeKeys();
let product: ProductView;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 100_000 });
});

describe.each(SERVICES)('the operations routes of the %s', (service) => {
  const url = (path: string) => `${stack.urls[service]}/ops/${path}`;

  test.each([
    ['GET', 'streams'],
    ['GET', 'dead-letters'],
    ['GET', 'dead-letters/1-0'],
    ['POST', 'dead-letters/1-0/replay'],
    ['DELETE', 'dead-letters/1-0'],
  ])('%s %s is for admins', async (method, path) => {
    expect((await makeClient(stack).request(method, url(path))).status).toBe(401);
    expect((await customer.request(method, url(path))).status).toBe(403);
    expect([200, 404]).toContain((await admin.request(method, url(path))).status);
  });

  test.each(['99999999999999999999-0', '18446744073709551616-0', '0-99999999999999999999', '0-0', '00-1', 'x'])(
    '%s is the id of no dead letter',
    async (id) => {
      expect((await admin.request('GET', url(`dead-letters?cursor=${id}`))).status).toBe(400);
      expect((await admin.request('GET', url(`dead-letters/${id}`))).status).toBe(404);
      expect((await admin.request('POST', url(`dead-letters/${id}/replay`))).status).toBe(404);
      expect((await admin.request('DELETE', url(`dead-letters/${id}`))).status).toBe(404);
    },
  );

  test('show the stream that it consumes', async () => {
    const { body } = await admin.request('GET', url('streams'));
    expect(body).toEqual({
      items: [
        expect.objectContaining({
          stream: CONSUMED[service].stream,
          exists: true,
          groups: [expect.objectContaining({ group: service, lag: 0, pending: 0, consumers: expect.any(Array) })],
        }),
      ],
      next_cursor: null,
    });
  });

  test('list, show, replay and purge a dead letter', async () => {
    const id = await poison(redis.client, CONSUMED[service]);
    const shown = await admin.request<{ order_id: string }>('GET', url(`dead-letters/${id}`));
    expect(shown.body).toMatchObject({
      id,
      stream: CONSUMED[service].stream,
      group: service,
      reason: expect.stringContaining('not an event'),
    });

    expect(await admin.request('POST', url(`dead-letters/${id}/replay`))).toMatchObject({
      status: 200,
      body: { outcome: 'replayed' },
    });
    expect((await admin.request('POST', url(`dead-letters/${id}/replay`))).status).toBe(200);
    expect((await admin.request('DELETE', url(`dead-letters/${id}`))).status).toBe(404);
    // It has not become any better, and dies again.
    const again = await awaitDeadLetter(redis.client, CONSUMED[service], shown.body.order_id);
    expect(again).not.toBe(id);
    expect((await admin.request('DELETE', url(`dead-letters/${again}`))).status).toBe(204);
    expect((await admin.request('DELETE', url(`dead-letters/${again}`))).status).toBe(204);
    expect((await admin.request('POST', url(`dead-letters/${again}/replay`))).status).toBe(404);
  });

  test('refuse what is no dead letter', async () => {
    expect((await admin.request('GET', url('dead-letters/abc'))).status).toBe(404);
    expect((await admin.request('POST', url('dead-letters/1/replay'))).status).toBe(404);
    expect((await admin.request('GET', url('dead-letters?cursor=abc'))).status).toBe(400);
    const id = await redis.client.xAdd(deadLettersOf(CONSUMED[service].stream), '*', { reason: 'nothing in it' });
    expect((await admin.request('POST', url(`dead-letters/${id}/replay`))).status).toBe(409);
    expect((await admin.request('DELETE', url(`dead-letters/${id}`))).status).toBe(204);
  });
});

test('a replay for an order that was settled meanwhile changes nothing', async () => {
  const { order_id } = await customer.placeOrder({ product_id: product.id, quantity: 1 });
  await waitUntil(() => customer.reservation(order_id).catch(() => null), { what: 'the reservation' });
  for (const service of ['store', 'warehouse'] as const) {
    const entries = (await redis.client.xRange(CONSUMED[service].stream, '-', '+')) ?? [];
    const event = entries.find(({ message }) => message['subject'] === order_id);
    const fields = JSON.stringify(Object.entries(event?.message ?? {}).flat());
    const id = await redis.client.xAdd(deadLettersOf(CONSUMED[service].stream), '*', { fields });
    const before = await snapshot(order_id);
    expect((await admin.request('POST', `${stack.urls[service]}/ops/dead-letters/${id}/replay`)).status).toBe(200);
    await awaitSettled(redis.client);
    expect(await snapshot(order_id)).toEqual(before);
  }
});

async function snapshot(orderId: string) {
  const hashes = [keys.order(orderId), keys.reservation(orderId), keys.refund(orderId), keys.gateway(orderId)];
  return Promise.all([...hashes, keys.stock(product.id)].map((key) => redis.client.hGetAll(key)));
}
