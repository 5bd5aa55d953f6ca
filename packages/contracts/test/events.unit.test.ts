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
  readAttributes,
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

const sample = {
  order_id: newId(),
  customer_id: newId(),
  lines: [{ product_id: newId(), name: 'Lamp', quantity: 2, price: 2999 }],
  subtotal: 5998,
  fee: 1200,
  total: 7198,
  currency: 'USD',
};
const entry = orderCompleted.encode({ source: 'store', data: sample });
const event: Record<string, unknown> = JSON.parse(entry.event);

/** The entry of an event with these attributes changed. */
const withAttributes = (changes: object) => ({ ...entry, event: JSON.stringify({ ...event, ...changes }) });
const withData = (changes: object) => withAttributes({ data: { ...sample, ...changes } });

describe('an event', () => {
  test('an event is decoded from a stream entry as it was encoded', () => {
    fc.assert(
      fc.property(order, (data) => {
        const decoded = orderCompleted.decode(orderCompleted.encode({ source: 'store', data }));
        expect(decoded.data).toEqual(data);
        expect(decoded.subject).toBe(data.order_id);
      }),
    );
  });

  test('an entry has the order as its subject, and the event with the attributes of CloudEvents', () => {
    expect(entry).toEqual({ subject: sample.order_id, event: expect.any(String) });
    expect(Object.keys(event).toSorted()).toEqual(['data', 'id', 'source', 'time', 'type', 'version']);
    expect(event).toMatchObject({ type: 'order-completed', source: 'store', version: 1, data: sample });
    expect(readAttributes(entry)).toEqual({ id: event['id'], type: 'order-completed', source: 'store' });
    expect(readAttributes({ event: '{' })).toBeNull();
    expect(readAttributes({})).toBeNull();
  });

  test('an event carries a traceparent if it is given one', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const traced = orderCompleted.encode({ source: 'store', data: sample, traceparent });
    expect(orderCompleted.decode(traced).traceparent).toBe(traceparent);
  });

  test.each([
    ['an unknown version', withAttributes({ version: 2 }), /event\.version/],
    ['another type', withAttributes({ type: 'order-placed' }), /event\.type/],
    ['a time that is none', withAttributes({ time: 'yesterday' }), /event\.time/],
    ['no event', { ...entry, event: '' }, /event: must be JSON/],
    ['an event that is no JSON', { ...entry, event: '{' }, /event: must be JSON/],
    ['a missing line', withData({ lines: [] }), /event\.data\.lines/],
    ['a negative amount', withData({ total: -1 }), /event\.data\.total/],
    ['a fraction of a cent', withData({ total: 1.5 }), /event\.data\.total/],
    ['a product twice', withData({ lines: [sample.lines[0], sample.lines[0]] }), /one line per product/],
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
    const encoded = orderPlaced.encode({ source: 'store', data });
    expect(orderPlaced.decode(encoded).data.lines).toHaveLength(ORDER_LINES_MAX);
  });

  test.each([
    ['megabytes of nested lists', '['.repeat(2_500_000) + ']'.repeat(2_500_000)],
    ['a valid order behind a megabyte of blanks', ' '.repeat(1_000_000) + entry.event],
  ])('an event of %s is refused by its length, before it is parsed', (_, text) => {
    expect(() => orderCompleted.decode({ ...entry, event: text })).toThrow(
      /^not an event order-completed v1: event: must have at most \d+ characters$/,
    );
  });

  test('the error of an event with many mistakes names the first few', () => {
    const spoiled = withData({ lines: Array.from({ length: 100 }, () => ({})) });
    const refusal = /^.{1,600}; and \d+ more$/;
    expect(() => orderCompleted.decode(spoiled)).toThrow(refusal);
  });
});
