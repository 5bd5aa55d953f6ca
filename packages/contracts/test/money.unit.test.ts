import { describe, expect, test } from '@jest/globals';
import {
  AMOUNT_MINOR_MAX,
  feeOf,
  parseMoney,
  PRICE_MINOR_MAX,
  priceSchema,
  rateSchema,
  subtotalOf,
  toDecimal,
} from '@stockade/contracts';
import fc from 'fast-check';

const minor = fc.integer({ min: 0, max: AMOUNT_MINOR_MAX });

describe('money', () => {
  test('every amount survives the way out as a decimal number and back in, also through JSON', () => {
    fc.assert(fc.property(minor, (amount) => parseMoney(JSON.parse(JSON.stringify(toDecimal(amount)))) === amount));
  });

  test('a decimal is read digit by digit, never as a binary fraction', () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(digits, ([whole, cents]) => {
        const text = `${whole}.${String(cents).padStart(2, '0')}`;
        expect(parseMoney(text)).toBe(whole * 100 + cents);
        expect(parseMoney(Number(text))).toBe(whole * 100 + cents);
      }),
    );
  });

  test.each([
    [29.99, 2999],
    [0.1, 10],
    [1.005e2, 10050],
    ['7', 700],
    ['7.5', 750],
    [0, 0],
    [0.29, 29],
    [1.15, 115],
    [4.35, 435],
  ])('%p is %p minor units', (decimal, expected) => {
    expect(parseMoney(decimal)).toBe(expected);
  });

  test.each([
    29.999,
    -1,
    '-0.01',
    '1e3',
    1e21,
    NaN,
    Infinity,
    '',
    ' 1',
    '1.',
    '.5',
    '1,50',
    '0x10',
    1e-7,
    '99999999999999999',
  ])('%p is no price', (decimal) => {
    expect(parseMoney(decimal)).toBeNull();
  });

  test('a price names its own limit', () => {
    expect(priceSchema.parse(toDecimal(PRICE_MINOR_MAX))).toBe(PRICE_MINOR_MAX);
    expect(priceSchema.safeParse(toDecimal(PRICE_MINOR_MAX + 1)).error?.issues[0]?.message).toContain(
      'at most 1000000',
    );
    expect(priceSchema.safeParse(true).error?.issues[0]?.message).toContain('decimal');
  });
});

describe('the fee', () => {
  const rates = fc.integer({ min: 0, max: 10_000 });

  test('is the subtotal times the rate, rounded half up, for every subtotal and rate', () => {
    fc.assert(
      fc.property(minor, rates, (subtotal, tenThousandths) => {
        const fee = BigInt(feeOf(subtotal, rateSchema.parse(tenThousandths / 10_000)));
        // fee - 1/2 <= subtotal × rate < fee + 1/2, multiplied by 20,000 so that it stays in integers
        const exact = 2n * BigInt(subtotal) * BigInt(tenThousandths);
        expect((2n * fee - 1n) * 10_000n <= exact && exact < (2n * fee + 1n) * 10_000n).toBe(true);
      }),
    );
  });

  test.each([
    [5998, '0.2', 1200],
    [5, '0.5', 3],
    [1, '0.5', 1],
    [1, '0.4999', 0],
    [27183, '0.2', 5437],
    [12345, '0', 0],
    [12345, '1', 12345],
  ])('on %p at %p is %p', (subtotal, rate, fee) => {
    expect(feeOf(subtotal, rateSchema.parse(rate))).toBe(fee);
  });

  test.each(['-0.1', '1.1', '0.12345', 'a fifth', ''])('%p is no rate', (rate) => {
    expect(rateSchema.safeParse(rate === '' ? undefined : rate).success).toBe(false);
  });

  test('is taken once on the whole order and not line by line', () => {
    const lines = [
      { price: 1, quantity: 1 },
      { price: 1, quantity: 1 },
    ];
    expect(feeOf(subtotalOf(lines), rateSchema.parse('0.5'))).toBe(1);
  });
});
