import { beforeEach, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import { readOrders } from '../src/audit/order-record.js';
import { makeStockLedger } from '../src/audit/stock-ledger.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const PRODUCT = newId();
const NEWEST_MAX = 2;

beforeEach(() => redis.flush());

/** An order that is paid and reserved, with an id as a replica made it at that time. */
async function place(atMs: number): Promise<string> {
  const hex = atMs.toString(16).padStart(12, '0');
  const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7${newId().slice(15)}`;
  const lines = [{ product_id: PRODUCT, name: 'Rope', quantity: 1, price: 100 }];
  const amounts = { subtotal: 100, fee: 20, total: 120, currency: 'USD' };
  const placed = { customer_id: newId(), lines, ...amounts, shipping_address: null, payment_method: 'pm' };
  const at = String(atMs);
  await redis.client
    .multi()
    .hSet(keys.order(id), { status: 'completed', placed: JSON.stringify(placed), created_at: at, completed_at: at })
    .hSet(keys.reservation(id), {
      outcome: 'reserved',
      lines: JSON.stringify([{ product_id: PRODUCT, quantity: 1 }]),
      at,
    })
    .zAdd(keys.orders, { score: 0, value: id })
    .hIncrBy(keys.stock(PRODUCT), 'reserved', 1)
    .hIncrBy(keys.stock(PRODUCT), 'received', 1)
    .exec();
  return id;
}

async function ledgerOf(...ids: string[]) {
  await redis.client.zAdd(keys.products, { score: 0, value: PRODUCT });
  await redis.client.hSet(keys.stock(PRODUCT), { available: '0' });
  const ledger = makeStockLedger(redis.client, keys, keys.of(PRODUCT), NEWEST_MAX);
  ledger.count(await readOrders(redis.client, keys, ids));
  return ledger;
}

test('an order that a replica with a slow clock lists meanwhile is no difference of the stock', async () => {
  const now = Date.now();
  const ids = [await place(now - 4), await place(now - 3), await place(now - 2), await place(now - 1)];
  const ledger = await ledgerOf(...ids);
  await place(now - 600_000);
  expect(await ledger.settle()).toEqual({ findings: [], products: 1, uncertain: [PRODUCT] });
});

test('reserved stock that no order holds is found', async () => {
  const now = Date.now();
  const ids = [await place(now - 4), await place(now - 3), await place(now - 2), await place(now - 1)];
  const ledger = await ledgerOf(...ids);
  await redis.client.hIncrBy(keys.stock(PRODUCT), 'reserved', 1);
  await redis.client.hIncrBy(keys.stock(PRODUCT), 'received', 1);
  const { findings, uncertain } = await ledger.settle();
  expect(uncertain).toEqual([]);
  expect(findings).toMatchObject([{ rule: 'stock-reserved', id: PRODUCT }]);
});
