import type { Rule } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { depot, one, two, zero } from './partitioned-shop.js';

type Break = [what: string, rule: Rule, says: RegExp, damage: (client: Redis, product: string) => Promise<unknown>];
const set = (client: Redis, key: string, fields: Record<string, number>) => client.hSet(key, fields);

/** Every rule about what lies in one place and moves to another, broken on a product of the partitioned shop. */
export const BREAKS: readonly Break[] = [
  [
    'stock of a partition that came from nowhere',
    'stock-balance',
    /^in partition 1: received/,
    (client, product) => client.hIncrBy(one.stock(product), 'available', 1),
  ],
  [
    'stock of the depot that was sold twice',
    'stock-balance',
    /^in the depot: received 2, available -3/,
    (client, product) => set(client, depot.stock(product), { available: -3, received: 2 }),
  ],
  [
    'a product that the depot does not know',
    'stock-readable',
    /depot/,
    (client, product) => client.del(depot.stock(product)),
  ],
  [
    'stock that is reserved for nobody',
    'stock-reserved',
    /^in partition 2: \d+ are reserved, and its orders hold/,
    (client, product) =>
      client.multi().hIncrBy(two.stock(product), 'reserved', 1).hIncrBy(two.stock(product), 'available', -1).exec(),
  ],
  [
    'stock that the depot reserves',
    'stock-reserved',
    /^in the depot: 2 are reserved/,
    (client, product) => set(client, depot.stock(product), { available: 3, reserved: 2 }),
  ],
  [
    'a transfer that was taken and never sent',
    'transfer-sent',
    /partition 2 has taken transfer 3 from partition 1, which has sent 2/,
    (client, product) => set(client, two.stockTransfers(product), { 'seen:1': 3 }),
  ],
  [
    'a transfer from a place that there is not',
    'transfer-sent',
    /from partition 9/,
    (client, product) => set(client, two.stockTransfers(product), { 'seen:9': 1 }),
  ],
  [
    'a transfer that was closed and never taken',
    'transfer-taken',
    /the depot has sent transfer 4 to partition 0, which has taken number 3, and none is open/,
    (client, product) => set(client, zero.stockTransfers(product), { 'seen:depot': 3 }),
  ],
  [
    'an open transfer whose forerunner was never taken',
    'transfer-taken',
    /has taken number 5, and number 7 of 25 is open/,
    (client, product) => set(client, one.stockTransfers(product), { 'seen:depot': 5 }),
  ],
  [
    'a transfer to a place that there is not',
    'transfer-taken',
    /to partition 9/,
    (client, product) => set(client, two.stockTransfers(product), { 'sent:9': 1 }),
  ],
  [
    'a transfer whose quantity is none',
    'transfer-taken',
    /cannot be read/,
    (client, product) => client.hSet(depot.stockTransfers(product), 'open:1', 'some'),
  ],
  [
    'an open transfer that is not listed',
    'transfer-listed',
    /number 7 of 25 is open, and it is not listed/,
    (client, product) => client.sRem(depot.openTransfers, `${product} 1`),
  ],
  [
    'a listed transfer that is not open',
    'transfer-listed',
    /none is open, and it is listed/,
    (client, product) => client.sAdd(two.openTransfers, `${product} 0`),
  ],
];
