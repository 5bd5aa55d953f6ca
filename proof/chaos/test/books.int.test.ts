import { expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import { readOrders } from '../src/books.js';

const redis = usePrivateRedis();
const keys = makeKeys();

test('an order that was lost, or cannot be read, is listed as such, and takes no other along', async () => {
  const [whole, lost, odd] = [newId(), newId(), newId()].toSorted();
  if (whole === undefined || lost === undefined || odd === undefined) throw new Error('three ids are three');
  const placed = JSON.stringify({ shipping_address: 'order 7' });
  await redis.client.hSet(keys.order(whole), { status: 'completed', placed, created_at: '1', completed_at: '2' });
  await redis.client.hSet(keys.order(odd), { status: 'elsewhere', placed });
  const [{ orders: index } = { orders: '' }] = keys.partitions;
  await redis.client.zAdd(
    index,
    [whole, lost, odd].map((value) => ({ score: 0, value })),
  );
  const found: unknown[] = [];
  for await (const one of readOrders(redis.client, keys)) found.push(one);
  expect(found).toEqual([
    { id: whole, order: { id: whole, reference: 'order 7', status: 'completed', times: [1, 2] } },
    { id: lost, order: null },
    { id: odd, order: null },
  ]);
});
