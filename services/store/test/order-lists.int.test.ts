import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId, type OrderStatus } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { usePrivateRedis } from '@stockade/testing';
import { makeOrders } from '../src/order-queries.js';
import { pendingOrder } from './live-rig.js';
import { toFields } from './order-fields.js';

const server = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
beforeEach(() => server.flush());

const customer = (): Principal => ({ userId: newId(), role: 'customer', sessionId: newId() });

/** Writes orders of these statuses past the services, oldest first. */
async function putOrders({ userId }: Principal, statuses: readonly OrderStatus[]): Promise<string[]> {
  const orders = statuses.map((status) => ({ ...pendingOrder(userId), status }));
  await Promise.all(
    orders.flatMap((order) => [
      server.client.hSet(keys.order(order.order_id), toFields(order)),
      server.client.zAdd(keys.ordersOfCustomer(userId), { score: 0, value: order.order_id }),
    ]),
  );
  return orders.map(({ order_id }) => order_id);
}

async function callsOf(command: string): Promise<number> {
  const stats = await server.client.info('commandstats');
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

describe('a list of orders by status', () => {
  test('reads the orders that it shows, and of the others their status alone', async () => {
    const ann = customer();
    const [failed] = await putOrders(ann, ['failed', ...Array<OrderStatus>(300).fill('completed')]);
    await server.client.configResetStat();
    const page = await makeOrders(server.client, keys).list(ann, { status: 'failed', limit: 1 });
    expect(page.items.map(({ order_id }) => order_id)).toEqual([failed]);
    expect(page.next_cursor).toBeNull();
    expect(await callsOf('hgetall')).toBe(1);
    expect(await callsOf('zrange')).toBeLessThanOrEqual(4);
  });
});

describe('lists that one customer asks for at once', () => {
  test('are made one after the other, and a list of another customer goes before the last of them', async () => {
    const [ann, ben] = [customer(), customer()];
    await putOrders(ann, Array<OrderStatus>(30).fill('pending'));
    await putOrders(ben, ['pending']);
    const orders = makeOrders(server.client, keys);
    const done: string[] = [];
    const asks = Array.from({ length: 10 }, (_, i) =>
      orders.list(ann, { limit: 30 }).then(() => done.push(`ann ${i}`)),
    );
    asks.push(orders.list(ben, { limit: 30 }).then(() => done.push('ben')));
    await Promise.all(asks);
    expect(done.filter((who) => who !== 'ben')).toEqual(Array.from({ length: 10 }, (_, i) => `ann ${i}`));
    expect(done.indexOf('ben')).toBeLessThan(5);
  });

  test('are refused beyond twenty that wait, until there is room again', async () => {
    const ann = customer();
    await putOrders(ann, ['pending']);
    const orders = makeOrders(server.client, keys);
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => orders.list(ann, { limit: 1 })));
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(9);
    for (const one of refused) expect(one).toMatchObject({ reason: { status: 429 } });
    expect((await orders.list(ann, { limit: 1 })).items).toHaveLength(1);
  });
});
