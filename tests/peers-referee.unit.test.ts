import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { planPhase } from '../bench/peers/orders.mjs';
import { isClean, judge, PRICE, type BookedOrder, type Evidence, type Rule } from '../bench/peers/referee.mjs';

const ORDERS = 100;
/** Of which the last five find nothing. */
const COMPLETED = 95;

/** What a system without a fault leaves, in a form that can be spoiled. */
function soundRun(shape: 'many' | 'hot' = 'many') {
  const { wishes, stock } = planPhase(shape, ORDERS, 10);
  const asked = wishes.map((wish) => ({ ...wish, orderId: wish.key }));
  const available = { ...stock };
  const payments = new Map<string, { charges: number[]; refunds: number }>();
  const orders = wishes.map(({ key, productId, quantity }): BookedOrder => {
    const inStock = (available[productId] ?? 0) >= quantity;
    if (inStock) available[productId] = (available[productId] ?? 0) - quantity;
    payments.set(key, { charges: [PRICE * quantity], refunds: inStock ? 0 : 1 });
    const status = inStock ? 'completed' : 'refunded';
    return { id: key, status, product_id: productId, quantity, decided_at: Date.now() };
  });
  return { asked, stock, books: { orders, stock: available }, payments } satisfies Evidence;
}
type Run = ReturnType<typeof soundRun>;

const some = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('the run has none');
  return found;
};
const find = (run: Run, status: string) => some(run.books.orders.find((order) => order.status === status));
const paymentOf = (run: Run, id: string) => some(run.payments.get(id));
const someProduct = (run: Run) => some(Object.keys(run.stock)[0]);

test.each(['many', 'hot'] as const)('a run without a fault is clean, and its last orders are refunded: %s', (shape) => {
  const run = soundRun(shape);
  expect(isClean(judge(run))).toBe(true);
  const statuses = run.books.orders.map(({ status }) => status);
  expect(statuses.slice(0, COMPLETED)).toEqual(Array(COMPLETED).fill('completed'));
  expect(statuses.slice(COMPLETED)).toEqual(Array(ORDERS - COMPLETED).fill('refunded'));
});

const FAULTS: [fault: string, rule: Rule, spoil: (run: Run) => void][] = [
  ['an accepted order is not there', 'lost', (run) => run.books.orders.shift()],
  [
    'an order is of another product than was asked for',
    'lost',
    (run) => (find(run, 'completed').product_id = randomUUID()),
  ],
  ['two keys are answered with one order', 'lost', (run) => (some(run.asked[1]).orderId = some(run.asked[0]).orderId)],
  [
    'a repeated key made another order',
    'doubled',
    (run) => run.books.orders.push({ ...find(run, 'completed'), id: randomUUID() }),
  ],
  ['an order is there twice', 'doubled', (run) => run.books.orders.push(find(run, 'completed'))],
  ['an order is charged twice', 'doubled', (run) => paymentOf(run, find(run, 'completed').id).charges.push(PRICE)],
  ['an order is refunded twice', 'doubled', (run) => (paymentOf(run, find(run, 'refunded').id).refunds = 2)],
  [
    'the pieces of an order are taken twice',
    'doubled',
    (run) => (run.stock[someProduct(run)] = (run.stock[someProduct(run)] ?? 0) + 1),
  ],
  ['a stock is below zero', 'oversold', (run) => (run.books.stock[someProduct(run)] = -1)],
  ['more is completed than there was', 'oversold', (run) => (find(run, 'refunded').status = 'completed')],
  ['an order is never decided', 'stuck', (run) => (find(run, 'completed').status = 'placed')],
  ['a completed order is not charged', 'money', (run) => run.payments.delete(find(run, 'completed').id)],
  [
    'a completed order is given its charge back',
    'money',
    (run) => (paymentOf(run, find(run, 'completed').id).refunds = 1),
  ],
  [
    'a completed order is charged something else',
    'money',
    (run) => (paymentOf(run, find(run, 'completed').id).charges = [1]),
  ],
  ['a refunded order keeps its charge', 'money', (run) => (paymentOf(run, find(run, 'refunded').id).refunds = 0)],
  [
    'money is taken for an order that is not there',
    'money',
    (run) => run.payments.set(randomUUID(), { charges: [PRICE], refunds: 0 }),
  ],
  [
    'an order is refunded although pieces are left',
    'refused',
    (run) => {
      const { product_id } = find(run, 'refunded');
      run.books.stock[product_id] = 1;
      run.stock[product_id] = (run.stock[product_id] ?? 0) + 1;
    },
  ],
];

test.each(FAULTS)('the referee sees that %s (%s)', (_, rule, spoil) => {
  const run = soundRun();
  spoil(run);
  const verdict = judge(run);
  expect(isClean(verdict)).toBe(false);
  expect(verdict[rule]).not.toEqual([]);
});

test("an order whose client got no answer is nobody's second one", () => {
  const run = soundRun();
  const [first] = run.asked;
  const unanswered = { ...some(first), orderId: undefined };
  expect(isClean(judge({ ...run, asked: [unanswered, ...run.asked.slice(1)] }))).toBe(true);
});
