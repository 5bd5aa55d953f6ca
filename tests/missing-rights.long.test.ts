import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type Problem } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { useServices } from './shop.js';

/** A Redis user that lacks a command, or a key: services say so instead of failing in an unknown way. */
const { redis, nobody, admin, customer, store, warehouse, refund } = useServices({ env: { PAYMENT_DELAY_MS: '0' } });
const DETAIL = 'The data store does not permit what this needs; try again';
let lamp = '';

beforeAll(async () => {
  lamp = (await admin.createProduct({ name: 'Lamp', price: 5, stock_quantity: 1 })).id;
});
afterEach(() => redis.client.aclSetUser('default', ['+@all']));
const forbid = (...commands: string[]) =>
  redis.client.aclSetUser(
    'default',
    commands.map((command) => `-${command}`),
  );

interface Readiness {
  checks: { redis: string };
}

test('a service whose Redis user may not run scripts is not ready, and names the command', async () => {
  await forbid('evalsha', 'eval');
  for (const url of [store('/health/ready'), warehouse('/health/ready'), refund('/health/ready')]) {
    const ask = () => nobody.request<Readiness>('GET', url);
    await waitUntil(async () => (await ask()).status === 503, { what: `${url} to be 503` });
    expect((await ask()).body.checks.redis).toMatch(/NOPERM.*'evalsha'/);
  }
});

describe('a request that lacks a right is a 503:', () => {
  const login = { email: 'ann@example.org', password: 'correct horse' };
  test.each<[what: string, commands: string[], ask: () => Promise<{ status: number; body: Problem }>]>([
    ['a registration', ['evalsha', 'eval'], () => nobody.request('POST', store('/users/register'), login)],
    [
      'an order',
      ['evalsha', 'eval'],
      () => customer.request('POST', store('/orders'), { product_id: lamp, quantity: 1 }),
    ],
    ['a list of orders', ['zrange'], () => customer.request('GET', store('/orders'))],
    [
      'a change of a product',
      ['evalsha', 'eval'],
      () => admin.request('POST', warehouse('/products'), { name: 'Lamp', price: 1, stock_quantity: 1 }),
    ],
    ['a refund', ['hgetall'], () => customer.request('GET', refund(`/refunds/${newId()}`))],
  ])('%s', async (_, commands, ask) => {
    await forbid(...commands);
    const { status, body } = await ask();
    expect({ status, detail: body.detail }).toEqual({ status: 503, detail: DETAIL });
  });
});
