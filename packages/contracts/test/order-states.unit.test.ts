import { expect, test } from '@jest/globals';
import { canMove, ORDER_STATUSES, ORDER_TRANSITIONS, type OrderStatus } from '@stockade/contracts';
import fc from 'fast-check';

const status = fc.constantFrom(...ORDER_STATUSES);

test('an order has the transitions of the table and no others', () => {
  const legal = ORDER_STATUSES.flatMap((from) =>
    ORDER_STATUSES.filter((to) => canMove(from, to)).map((to) => `${from} > ${to}`),
  );
  expect(legal).toEqual(['pending > completed', 'pending > failed', 'pending > cancelled', 'completed > refunded']);
});

test('no walk of legal moves returns to a state or takes more than two moves', () => {
  fc.assert(
    fc.property(fc.array(status, { maxLength: 20 }), (wishes) => {
      const walk: OrderStatus[] = ['pending'];
      for (const wish of wishes) if (canMove(walk.at(-1) ?? 'pending', wish)) walk.push(wish);
      expect(new Set(walk).size).toBe(walk.length);
      expect(walk.length).toBeLessThanOrEqual(3);
    }),
  );
});

test('a final state stays final, and nothing returns to pending', () => {
  for (const final of ['failed', 'cancelled', 'refunded'] as const) expect(ORDER_TRANSITIONS[final]).toEqual([]);
  expect(ORDER_STATUSES.some((from) => canMove(from, 'pending'))).toBe(false);
});
