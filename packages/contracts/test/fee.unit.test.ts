import { describe, expect, test } from '@jest/globals';
import { AMOUNT_MINOR_MAX, feeOf, rateSchema, subtotalOf } from '@stockade/contracts';
import fc from 'fast-check';

const minor = fc.integer({ min: 0, max: AMOUNT_MINOR_MAX });

describe('the fee', () => {
  const rates = fc.integer({ min: 0, max: 10_000 });

  test('the fee is the subtotal times the rate, rounded half up, for every subtotal and rate', () => {
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
  ])('the fee on %p at %p is %p', (subtotal, rate, fee) => {
    expect(feeOf(subtotal, rateSchema.parse(rate))).toBe(fee);
  });

  test.each([
    '-0.1',
    '1.1',
    '1.0001',
    '2',
    'a fifth',
    '',
    ' ',
    ' 0.2',
    '0x1',
    '1e-1',
    '.2',
    '0.',
    'NaN',
    NaN,
    true,
    undefined,
  ])('%p is no rate', (rate) => {
    expect(rateSchema.safeParse(rate).success).toBe(false);
  });

  test.each(['0.12345', 0.12345, '0.20000'])('%p has more places than a rate', (rate) => {
    expect(rateSchema.safeParse(rate).error?.issues[0]?.message).toBe('must have at most four decimal places');
  });

  test.each([
    ['0', 0],
    ['1', 10_000],
    ['1.0000', 10_000],
    ['0.0001', 1],
    [0.29, 2_900],
    [0.5716, 5_716],
  ])('rate %p is %p ten-thousandths', (rate, expected) => {
    expect(rateSchema.parse(rate)).toBe(expected);
  });

  test('the fee is taken once on the whole order and not line by line', () => {
    const lines = [
      { price: 1, quantity: 1 },
      { price: 1, quantity: 1 },
    ];
    expect(feeOf(subtotalOf(lines), rateSchema.parse('0.5'))).toBe(1);
  });
});
