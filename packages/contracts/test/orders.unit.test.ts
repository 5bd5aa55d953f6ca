import { describe, expect, test } from '@jest/globals';
import {
  LINE_QUANTITY_MAX,
  newId,
  ORDER_LINES_MAX,
  placeOrderRequestSchemaFor,
  productRequestSchemasFor,
} from '@stockade/contracts';

const product_id = newId();
const placeOrderRequest = placeOrderRequestSchemaFor('USD');

function errorsOf(body: unknown): string[] {
  return (
    placeOrderRequest.safeParse(body).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
  );
}

describe('an order request', () => {
  test('an order request is a basket or a single line', () => {
    const expected = (field: string) => ({
      items: [{ product_id, quantity: 2, field }],
      shipping_address: null,
      payment_method: 'pm_card_visa',
    });
    const items = [{ product_id, quantity: 2 }];
    expect(placeOrderRequest.parse({ items })).toEqual(expected('items.0.product_id'));
    expect(placeOrderRequest.parse({ product_id, quantity: 2 })).toEqual(expected('product_id'));
  });

  test('an order request accepts null for optional fields', () => {
    const nothing = { shipping_address: null, payment_method: null };
    expect(placeOrderRequest.parse({ items: null, product_id, quantity: 2, ...nothing })).toEqual(
      placeOrderRequest.parse({ product_id, quantity: 2 }),
    );
    const items = [{ product_id, quantity: 2 }];
    expect(placeOrderRequest.parse({ items, product_id: null, ...nothing })).toEqual(
      placeOrderRequest.parse({ items }),
    );
  });

  test('an order request accepts product ids in either case, and merges lines that differ only in case', () => {
    const items = [
      { product_id, quantity: 2 },
      { product_id: product_id.toUpperCase(), quantity: 3 },
    ];
    expect(placeOrderRequest.parse({ items }).items).toEqual([
      { product_id, quantity: 5, field: 'items.0.product_id' },
    ]);
  });

  test('an order request merges lines of one product', () => {
    const items = [
      { product_id, quantity: 2 },
      { product_id: newId(), quantity: 1 },
      { product_id, quantity: 3 },
    ];
    const { items: merged } = placeOrderRequest.parse({ items });
    expect(merged.map(({ quantity }) => quantity)).toEqual([5, 1]);
    expect(merged.map(({ field }) => field)).toEqual(['items.0.product_id', 'items.1.product_id']);
  });

  test.each([
    ['no items', {}, 'items'],
    ['nothing ordered', { items: [] }, 'items'],
    ['nothing of something', { items: [{ product_id, quantity: 0 }] }, 'items.0.quantity'],
    ['half a piece', { product_id, quantity: 0.5 }, 'quantity'],
    ['a quantity as text', { product_id, quantity: '2' }, 'quantity'],
    ['an id that is none', { items: [{ product_id: 'lamp', quantity: 1 }] }, 'items.0.product_id'],
    ['too much of one product', { items: Array(2).fill({ product_id, quantity: LINE_QUANTITY_MAX }) }, 'items'],
    ['too many lines', { items: Array(ORDER_LINES_MAX + 1).fill({ product_id, quantity: 1 }) }, 'items'],
    ['a number as address', { product_id, quantity: 1, shipping_address: 5 }, 'shipping_address'],
    ['an empty payment method', { product_id, quantity: 1, payment_method: ' ' }, 'payment_method'],
  ])('an order request with %s is refused and the field is named', (_, body, field) => {
    const errors = errorsOf(body);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error.startsWith(field)).toBe(true);
  });
});

test("a product's stock may be called quantity, as clients of the reference systems do", () => {
  expect(productRequestSchemasFor('USD').create.parse({ name: 'Lamp', price: 1.5, quantity: 3 })).toMatchObject({
    stock_quantity: 3,
    price: 150,
  });
  expect(productRequestSchemasFor('USD').create.safeParse({ name: 'Lamp', price: 1.5 }).error?.issues[0]?.path).toEqual(
    ['stock_quantity'],
  );
});
