import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { audit, type Finding } from '@stockade/operations';
import { usePrivateRedis } from '@stockade/testing';
import { makeUsers } from '../../services/store/src/users.js';
import { readPlaced } from '../placed.js';
import { makeWorld, runAudit, type World } from './audit-world.js';

/** Keys of another type and records that do not parse: the audit names each and checks all the rest. */
const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const EMAIL = 'ann@example.org';
let world: World;
let customer: string;

beforeEach(async () => {
  await redis.flush();
  world = await makeWorld(redis.client);
  customer = (await readPlaced(redis.client, keys.order(world.refunded))).customer_id;
  await makeUsers(redis.client, keys).register({ email: EMAIL, password: 'correct horse' }, 'customer');
});

async function makeAnotherType(key: string): Promise<void> {
  await redis.client.del(key);
  const isList = key.length % 2 === 0;
  await (isList ? redis.client.lPush(key, 'x') : redis.client.set(key, 'x'));
}

const naming = (findings: readonly Finding[], key: string) =>
  findings.filter(({ what }) => what.includes(`unreadable: the record ${key} cannot be read: `));

describe('the audit names a key of another type and goes on:', () => {
  test.each<[kind: string, keyIn: (w: World) => string, rule: string]>([
    ['an order', (w) => keys.order(w.refunded), 'order-readable'],
    ['a reservation', (w) => keys.reservation(w.refunded), 'order-readable'],
    ['a refund', (w) => keys.refund(w.refunded), 'order-readable'],
    ['a charge', (w) => keys.gateway(w.refunded), 'order-readable'],
    ['the orders of a customer', () => keys.ordersOfCustomer(customer), 'order-readable'],
    ['the refunds of a customer', () => keys.refundsOfCustomer(customer), 'order-readable'],
    ['all orders', () => keys.orders, 'record-readable'],
    ['all refunds', () => keys.refunds, 'record-readable'],
    ['all products', () => keys.products, 'record-readable'],
    ['all users', () => keys.users, 'record-readable'],
    ['all emails', () => keys.userEmails, 'record-readable'],
    ['an email', () => keys.userByEmail(EMAIL), 'record-readable'],
    ['a product', (w) => keys.product(w.product), 'record-readable'],
    ['a stock', (w) => keys.stock(w.product), 'stock-readable'],
    ['a stream', () => keys.orderPlaced, 'record-readable'],
    ['a stream of the warehouse', () => keys.orderCompleted, 'record-readable'],
    ['a stream of the refunds', () => keys.refundInitiated, 'record-readable'],
    ['dead letters', () => `${keys.orderPlaced}:dead`, 'record-readable'],
  ])('%s', async (_, keyIn, rule) => {
    const key = keyIn(world);
    await makeAnotherType(key);
    // Still found by what comes last.
    await redis.client.hSet(keys.order(world.failed), 'status', 'lost');
    const { findings } = await runAudit(redis.client);
    expect(naming(findings, key)[0]).toMatchObject({ rule, what: expect.stringContaining('RENAME it away') });
    if (key !== keys.orders) expect(naming(findings, keys.order(world.failed))).toHaveLength(1);
  });
});

test.each([
  ['a price that is no number', { price: 'abc' }, 'price must be an integer'],
  ['a time that is none', { created_at: 'soon' }, 'created_at must be an integer'],
])('the audit names a product with %s', async (_, fields, reason) => {
  await redis.client.hSet(keys.product(world.product), fields);
  const { findings } = await runAudit(redis.client);
  expect(findings).toEqual([
    { rule: 'record-readable', id: world.product, what: expect.stringContaining(`cannot be read: ${reason}`) },
  ]);
});

test('the audit of a shop of several partitions names transfers of another type', async () => {
  const parted = makeKeys(2);
  const [first] = parted.partitions;
  if (first === undefined) throw new Error('no partition');
  await redis.client.zAdd(parted.products, { score: 0, value: world.product });
  const wrong = [first.stockTransfers(world.product), first.openTransfers, first.orders];
  for (const key of wrong) await makeAnotherType(key);
  const findings: Finding[] = [];
  const onFinding = async (finding: Finding) => void findings.push(finding);
  await audit(redis.client, parted, { stuckMs: 0, graceMs: 20, gateway: true, onProgress: () => {}, onFinding });
  for (const key of wrong) expect(naming(findings, key)).toHaveLength(1);
});
