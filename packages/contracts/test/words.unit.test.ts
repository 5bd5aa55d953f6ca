import { describe, expect, test } from '@jest/globals';
import {
  fieldErrorsOf,
  listOrdersQuerySchema,
  loginRequestSchema,
  placeOrderRequestSchemaFor,
  productRequestSchemasFor,
  purgeRequestSchema,
  registerRequestSchema,
  replayRequestSchema,
  setStockByBodyRequestSchema,
  setStockRequestSchema,
} from '@stockade/contracts';
import type { z } from 'zod';

const product_id = '019346a0-0000-7000-8000-000000000003';
const price = 1;
const productsInUsd = productRequestSchemasFor('USD');

const REQUESTS = {
  order: placeOrderRequestSchemaFor('USD'),
  product: productsInUsd.create,
  changes: productsInUsd.update,
  stock: setStockRequestSchema,
  stockOfProduct: setStockByBodyRequestSchema,
  registration: registerRequestSchema,
  login: loginRequestSchema,
  orders: listOrdersQuerySchema,
  replay: replayRequestSchema,
  purge: purgeRequestSchema,
} satisfies Record<string, z.ZodType>;

function refusal(of: keyof typeof REQUESTS, sent: unknown): string[] {
  const schema: z.ZodType = REQUESTS[of];
  const { error } = schema.safeParse(sent);
  return error ? fieldErrorsOf(error).map(({ field, message }) => `${field} ${message}`) : [];
}

const QUANTITY = 'a whole number from 1 to 10000';
const STOCK = 'a whole number from 0 to 1000000000';

describe('a refusal names what was sent, and says what is expected', () => {
  test.each<[keyof typeof REQUESTS, unknown, string[]]>([
    ['order', null, ['body must be an object, not null']],
    ['order', [], ['body must be an object, not a list']],
    ['order', 'text', ['body must be an object, not a text']],
    ['order', {}, ['items is missing; it must be a list']],
    ['order', { items: [] }, ['items must have at least 1 item']],
    ['order', { items: [1] }, ['items.0 must be an object, not a number']],
    ['order', { items: [{ product_id }] }, [`items.0.quantity is missing; it must be ${QUANTITY}`]],
    ['order', { product_id, quantity: '2' }, [`quantity must be ${QUANTITY}, not a text`]],
    ['order', { product_id, quantity: 1.5 }, [`quantity must be ${QUANTITY}`]],
    ['order', { product_id, quantity: 0 }, [`quantity must be ${QUANTITY}`]],
    ['order', { product_id, quantity: 2 ** 53 + 2 }, [`quantity must be ${QUANTITY}`]],
    [
      'replay',
      { filter: { streem: 'order-placed', x: 1 } },
      ['filter.streem is not known here; leave it out', 'filter.x is not known here; leave it out'],
    ],
    ['purge', { filter: {}, expected_count: 1, expeted: 2 }, ['expeted is not known here; leave it out']],
    ['order', { product_id, quantity: null }, [`quantity must be ${QUANTITY}, not null`]],
    ['order', { product_id: 'lamp', quantity: 1 }, ['product_id must be a UUID']],
    ['order', { product_id: [], quantity: 1, items: null }, ['product_id must be a UUID, not a list']],
    [
      'order',
      { product_id, quantity: 1, shipping_address: 5 },
      ['shipping_address must be a text, or an object of texts, not a number'],
    ],
    [
      'order',
      { product_id, quantity: 1, shipping_address: { city: 1 } },
      ['shipping_address.city must be a text of at most 500 characters, not a number'],
    ],
    [
      'order',
      { product_id, quantity: 1, shipping_address: 'a\0b' },
      ['shipping_address must have no control characters but tabs and line breaks'],
    ],
    [
      'order',
      { product_id, quantity: 1, payment_method: 'a\nb' },
      ['payment_method must be one line without control characters'],
    ],
    ['product', { name: ' ', price, stock_quantity: 1 }, ['name must be a text of 1 to 200 characters']],
    ['product', { name: 'Lamp', price }, [`stock_quantity is missing; it must be ${STOCK}`]],
    ['product', { name: 'Lamp', price, quantity: -1 }, [`quantity must be ${STOCK}`]],
    ['changes', {}, ['body must change at least one of name, description, category, image_url, price, stock_quantity']],
    [
      'changes',
      { name: null },
      ['body must change at least one of name, description, category, image_url, price, stock_quantity'],
    ],
    ['changes', { quantity: '5' }, [`quantity must be ${STOCK}, not a text`]],
    ['changes', { stock_quantity: null, quantity: '5' }, [`quantity must be ${STOCK}, not a text`]],
    ['stock', { quantity: '5' }, [`quantity must be ${STOCK}, not a text`]],
    ['stock', { stock_quantity: '5', quantity: 5 }, [`stock_quantity must be ${STOCK}, not a text`]],
    ['stockOfProduct', { product_id: 'lamp', quantity: 5 }, ['product_id must be a UUID']],
    [
      'registration',
      { password: 'short' },
      [
        'email is missing; it must be an email address such as ann@example.org',
        'password must be a text of 8 to 256 characters',
      ],
    ],
    ['login', { email: 'ann@example.org', password: '' }, ['password must be a text of 1 to 256 characters']],
    ['orders', { limit: '0' }, ['limit must be a whole number from 1 to 100']],
    ['orders', { limit: ['1', '2'] }, ['limit must be a whole number from 1 to 100, not a list']],
    ['orders', { status: 'lost' }, ['status must be one of pending, completed, failed, cancelled, refunded']],
    ['orders', { cursor: ['a', 'b'] }, ['cursor must be a UUID, not a list']],
  ])('%s %j', (of, sent, expected) => {
    expect(refusal(of, sent)).toEqual(expected);
  });

  test('the list of errors is bounded, whatever was sent', () => {
    const errors = refusal('order', { items: Array.from({ length: 10_000 }, () => ({ product_id: 'x' })) });
    expect(errors.length).toBeLessThanOrEqual(50);
    const address = { ['\ud83d\ude00'.repeat(20_000)]: 5 };
    const [error = ''] = refusal('order', { product_id, quantity: 1, shipping_address: address });
    expect(error.length).toBeLessThan(500);
    expect(isWhole(error)).toBe(true);
  });
});

test('null means not given for every optional field', () => {
  const fields = { name: 'Lamp', price, stock_quantity: 1 };
  expect(productsInUsd.create.parse({ ...fields, description: null, quantity: null })).toEqual({
    ...fields,
    price: 100,
    description: '',
  });
  const nothing = { name: null, description: null, quantity: null, stock_quantity: null };
  expect(productsInUsd.update.parse({ ...nothing, price })).toEqual({ price: 100 });
  const account = { email: 'ann@example.org', password: 'correct horse' };
  expect(registerRequestSchema.parse({ ...account, name: null })).toEqual(account);
});

/** Half of a character has no bytes of its own in UTF-8. */
const isWhole = (text: string) => Buffer.from(text).toString() === text;
