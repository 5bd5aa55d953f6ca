import { describe, expect, test } from '@jest/globals';
import {
  AMOUNT_MINOR_MAX,
  LINE_QUANTITY_MAX,
  NAME_LENGTH_MAX,
  newId,
  ORDER_LINES_MAX,
  orderCompleted,
  orderPlaced,
  PRICE_MINOR_MAX,
  refundInitiated,
} from '@stockade/contracts';
import fc from 'fast-check';

const uuid = fc.uuid({ version: 7 });
const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const line = fc.record({
  product_id: uuid,
  name: fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' }),
  quantity: fc.integer({ min: 1, max: 10_000 }),
  price: fc.integer({ min: 0, max: 100_000_000 }),
});
const order = fc.record({
  order_id: uuid,
  customer_id: uuid,
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 5, selector: ({ product_id }) => product_id }),
  subtotal: amount,
  fee: amount,
  total: amount,
  currency: fc.constantFrom('USD', 'EUR', 'JPY'),
});

function toRecord(flat: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? '', flat[2 * i + 1] ?? '']),
  );
}

const sample = {
  order_id: newId(),
  customer_id: newId(),
  lines: [{ product_id: newId(), name: 'Lamp', quantity: 2, price: 2999 }],
  subtotal: 5998,
  fee: 1200,
  total: 7198,
  currency: 'USD',
};
const entry = toRecord(orderCompleted.encode({ source: 'store', data: sample }));

describe('an event', () => {
  test('an event is decoded from a stream entry as it was encoded', () => {
    fc.assert(
      fc.property(order, (data) => {
        const decoded = orderCompleted.decode(toRecord(orderCompleted.encode({ source: 'store', data })));
        expect(decoded.data).toEqual(data);
        expect(decoded.subject).toBe(data.order_id);
      }),
    );
  });

  test('an event has the fields of the CloudEvents envelope, all of them text', () => {
    expect(Object.keys(entry).toSorted()).toEqual(['data', 'id', 'source', 'subject', 'time', 'type', 'version']);
    expect(entry).toMatchObject({ type: 'order-completed', source: 'store', version: '1', subject: sample.order_id });
  });

  test('an event carries a traceparent if it is given one', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const traced = toRecord(orderCompleted.encode({ source: 'store', data: sample, traceparent }));
    expect(orderCompleted.decode(traced).traceparent).toBe(traceparent);
  });

  test.each([
    ['an unknown version', { ...entry, version: '2' }, /version/],
    ['another type', { ...entry, type: 'order-placed' }, /type/],
    ['no data', { ...entry, data: '' }, /data: must be JSON/],
    ['data that is no JSON', { ...entry, data: '{' }, /data: must be JSON/],
    ['a missing line', { ...entry, data: JSON.stringify({ ...sample, lines: [] }) }, /data\.lines/],
    ['a negative amount', { ...entry, data: JSON.stringify({ ...sample, total: -1 }) }, /data\.total/],
    ['a fraction of a cent', { ...entry, data: JSON.stringify({ ...sample, total: 1.5 }) }, /data\.total/],
    [
      'a product twice',
      { ...entry, data: JSON.stringify({ ...sample, lines: [sample.lines[0], sample.lines[0]] }) },
      /one line per product/,
    ],
    ['the subject of another order', { ...entry, subject: newId() }, /subject is not data\.order_id/],
    ['nothing at all', {}, /not an event order-completed v1/],
  ])('with %s is refused, and the message says why', (_, fields, reason) => {
    expect(() => orderCompleted.decode(fields)).toThrow(reason);
  });

  test('an event is checked by the same schema before it is emitted', () => {
    expect(() => orderPlaced.encode({ source: 'store', data: { ...sample, payment_method: '' } })).toThrow(
      /payment_method/,
    );
    expect(() =>
      refundInitiated.encode({ source: 'warehouse', data: { ...sample, reason: 'insufficient_stock', lines: [] } }),
    ).toThrow(/lines/);
  });

  test('the event of the largest order is within the limit for decoding', () => {
    const lines = Array.from({ length: ORDER_LINES_MAX }, () => ({
      product_id: newId(),
      name: '\u0001'.repeat(NAME_LENGTH_MAX),
      quantity: LINE_QUANTITY_MAX,
      price: PRICE_MINOR_MAX,
    }));
    const most = AMOUNT_MINOR_MAX;
    const data = { ...sample, lines, subtotal: most, fee: most, total: most, payment_method: 'p'.repeat(64) };
    const encoded = toRecord(orderPlaced.encode({ source: 'store', data }));
    expect(orderPlaced.decode(encoded).data.lines).toHaveLength(ORDER_LINES_MAX);
  });

  test.each([
    ['megabytes of nested lists', '['.repeat(2_500_000) + ']'.repeat(2_500_000)],
    ['a valid order behind a megabyte of blanks', ' '.repeat(1_000_000) + entry['data']],
  ])('an event of %s is refused by its length, before it is parsed', (_, data) => {
    expect(() => orderCompleted.decode({ ...entry, data })).toThrow(
      /^not an event order-completed v1: data: must have at most \d+ characters$/,
    );
  });

  test('the error of an event with many mistakes names the first few', () => {
    const data = JSON.stringify({ ...sample, lines: Array.from({ length: 100 }, () => ({})) });
    const refusal = /^.{1,600}; and \d+ more$/;
    expect(() => orderCompleted.decode({ ...entry, data })).toThrow(refusal);
  });
});
