import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { orderMoveViewSchema, type Problem, type ProductView } from '@stockade/contracts';
import { waitUntil, type EventSourceConnection } from '@stockade/testing';
import type { Client } from './client.js';
import { useServices } from './shop.js';

const { stack, nobody, admin, customer, store } = useServices({ env: { PAYMENT_DELAY_MS: '0' } });
const open: EventSourceConnection[] = [];
let lamp: ProductView;

beforeAll(async () => {
  lamp = await admin.createProduct({ name: 'Lamp', price: 5, stock_quantity: 1 });
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

async function follow(who: Client, at = stack.urls.store): Promise<EventSourceConnection> {
  const client = await who.followAll({ store: at });
  open.push(client);
  return client;
}

const movesOf = ({ events }: EventSourceConnection) =>
  events.flatMap(({ event, data }) => (event === 'status' ? orderMoveViewSchema.parse(JSON.parse(data)) : []));

test('all orders of a customer are followed over one stream, and those of everybody by an admin', async () => {
  const hers = await follow(customer);
  const everybodys = await follow(admin, `${stack.urls.store}/api`);
  const kept = await customer.placeOrder({ product_id: lamp.id, quantity: 1 });
  await customer.orderBecomes(kept.order_id, 'completed');
  const short = await customer.placeOrder({ product_id: lamp.id, quantity: 2 });
  await customer.orderBecomes(short.order_id, 'refunded');
  for (const client of [hers, everybodys]) {
    await waitUntil(() => movesOf(client).length >= 5, { what: 'the moves of both orders' });
    for (const { order_id } of [kept, short]) {
      const { timeline } = await customer.order(order_id);
      const moves = movesOf(client).filter((move) => move.order_id === order_id);
      expect(moves).toEqual(timeline.map(({ status, at }) => ({ order_id, status, at })));
    }
  }
});

test('nobody follows orders without a login, and no order hides behind the word', async () => {
  expect((await nobody.request<Problem>('GET', store('/orders/events'))).status).toBe(401);
  expect((await customer.request<Problem>('POST', store('/orders/events'))).status).toBe(405);
});
