import { expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeFinishTransfers } from '../../services/warehouse/src/finish-transfers.js';
import { makeProducts } from '../../services/warehouse/src/product-changes.js';
import { readPieces } from './books.js';
import { allottedOn } from './world.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys(2);

test('transfers that a dead process has left open are finished, also after a round that failed', async () => {
  const { moves } = allottedOn(redis.client, keys);
  const product = { name: 'Lamp', description: '', price: 1_000, stock_quantity: 100 };
  const created = await makeProducts(redis.client, keys, 'USD').create(product);
  const id = created.outcome === 'conflict' ? '' : created.product.id;
  for (const partition of keys.partitions) await moves.give(id, keys.depot, partition, 5);
  expect(await readPieces(redis.client, keys, id)).toMatchObject({ moving: 25 + 18 });

  // A transfer to a place that this shop does not have.
  await redis.client.hSet(keys.depot.stockTransfers(id), { 'open:9': '1', 'sent:9': '1' });
  const errors: unknown[] = [];
  const work = makeFinishTransfers({ redis: redis.client, moves, onError: (error) => errors.push(error) });
  work.start();
  await waitUntil(() => errors.length > 0, { what: 'a round to fail' });
  expect(String(errors[0])).toContain('no place of this shop');
  await redis.client.hDel(keys.depot.stockTransfers(id), ['open:9', 'sent:9']);
  await waitUntil(async () => (await redis.client.sCard(keys.depot.openTransfers)) === 0, { what: 'the next round' });
  expect(await readPieces(redis.client, keys, id)).toEqual({ available: 100, moving: 0, reserved: 0 });
  await work.stop();
});
