import { describe, expect, test } from '@jest/globals';
import {
  AMOUNT_MINOR_MAX,
  CURRENCY_PLACES,
  currencySchema,
  parseMoney,
  placesOf,
  PRICE_MINOR_MAX,
  priceSchemaFor,
  toDecimal,
} from '@stockade/contracts';
import fc from 'fast-check';

const minor = fc.integer({ min: 0, max: AMOUNT_MINOR_MAX });
const atTheLimit = fc.integer({ min: AMOUNT_MINOR_MAX - 10_000, max: AMOUNT_MINOR_MAX });
/** One currency for each number of decimal places. */
const BY_PLACES = ['JPY', 'USD', 'KWD', 'CLF'];

describe.each(BY_PLACES)('money in %s', (currency) => {
  const places = placesOf(currency);
  const perMajor = 10 ** places;

  test('an amount survives conversion to a decimal and back, also through JSON and as text', () => {
    fc.assert(
      fc.property(fc.oneof(minor, atTheLimit), (amount) => {
        const decimal: number = JSON.parse(JSON.stringify(toDecimal(amount, currency)));
        expect(parseMoney(decimal, currency)).toBe(amount);
        expect(parseMoney(String(decimal), currency)).toBe(amount);
      }),
    );
  });

  test('a price is read digit by digit, never as a binary fraction', () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: perMajor - 1 }));
    fc.assert(
      fc.property(digits, ([whole, rest]) => {
        const text = places === 0 ? String(whole) : `${whole}.${String(rest).padStart(places, '0')}`;
        expect(parseMoney(text, currency)).toBe(whole * perMajor + rest);
        expect(parseMoney(Number(text), currency)).toBe(whole * perMajor + rest);
      }),
    );
  });

  test('an amount has no more places than its currency, even from a sum of binary fractions', () => {
    for (const decimal of [0.1 + 0.2, 1.1 * 3, `1.${'0'.repeat(places)}1`, `0.${'0'.repeat(places + 1)}`])
      expect([decimal, parseMoney(decimal, currency)]).toEqual([decimal, null]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), minor, (digit, amount) => {
        const text = (BigInt(amount) / BigInt(perMajor)).toString();
        expect(parseMoney(`${text}.${'0'.repeat(places)}${digit}`, currency)).toBeNull();
      }),
    );
  });

  test('a price is accepted up to its limit and not beyond, and both messages say what is accepted', () => {
    const schema = priceSchemaFor(currency);
    const max = toDecimal(PRICE_MINOR_MAX, currency);
    expect(schema.parse(max)).toBe(PRICE_MINOR_MAX);
    expect(schema.parse(String(max))).toBe(PRICE_MINOR_MAX);
    for (const beyond of [toDecimal(PRICE_MINOR_MAX + 1, currency), String(toDecimal(PRICE_MINOR_MAX + 1, currency))])
      expect(schema.safeParse(beyond).error?.issues).toMatchObject([{ message: `must be at most ${max}` }]);
    const example = schema.safeParse('-1').error?.issues[0]?.message.match(/such as ([\d.]+)/)?.[1] ?? '';
    expect(parseMoney(example, currency)).not.toBeNull();
    for (const wrong of [-1, true, null, '', ' ', '1e3', `1.${'1'.repeat(places + 1)}`])
      expect(schema.safeParse(wrong).error?.issues[0]?.message).toContain(
        places === 0 ? 'must be a whole number' : `at most ${['', '', 'two', 'three', 'four'][places]} places`,
      );
  });
});

describe('amounts', () => {
  test.each([
    [29.99, 'USD', 2999],
    [0.1, 'USD', 10],
    [1.005e2, 'USD', 10050],
    ['7', 'USD', 700],
    ['7.5', 'USD', 750],
    [0, 'USD', 0],
    [0.29, 'USD', 29],
    [1.15, 'USD', 115],
    [4.35, 'USD', 435],
    [1200, 'JPY', 1200],
    ['1200', 'JPY', 1200],
    [1.2, 'KWD', 1200],
    [1.005, 'KWD', 1005],
    ['8.1', 'IQD', 8100],
    [0.0001, 'CLF', 1],
    ['38000.5', 'UYW', 380_005_000],
  ])('%p %s are %p minor units', (decimal, currency, expected) => {
    expect(parseMoney(decimal, currency)).toBe(expected);
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
    ' ',
    ' 1',
    '1 ',
    '1.',
    '.5',
    '1,50',
    '0x10',
    1e-7,
    '99999999999999999',
  ])('%p is no amount', (decimal) => {
    expect(parseMoney(decimal, 'USD')).toBeNull();
  });

  test.each([1.5, '1.0', '0.01', 0.1])('%p is no amount of a currency without places', (decimal) => {
    expect(parseMoney(decimal, 'JPY')).toBeNull();
  });
});

describe('the table of currencies', () => {
  test('the table of currencies has each code once, with the places of ISO 4217', () => {
    const counts = [...CURRENCY_PLACES.values()].reduce<Record<number, number>>(
      (sums, places) => ({ ...sums, [places]: (sums[places] ?? 0) + 1 }),
      {},
    );
    expect(counts).toEqual({ 0: 17, 2: 139, 3: 7, 4: 2 });
    expect([...CURRENCY_PLACES.keys()].filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
  });

  test.each([
    ['EUR', 2],
    ['KRW', 0],
    ['XPF', 0],
    ['TND', 3],
    ['IQD', 3],
    ['HUF', 2],
    ['CLF', 4],
  ])('the table of currencies gives %s %p places', (code, places) => {
    expect(placesOf(code)).toBe(places);
  });

  test.each(['XAU', 'XTS', 'XDR', 'ABC', 'usd', 'US', 'USD ', '', 'DEM'])(
    'the table of currencies does not have %p',
    (code) => {
      expect(currencySchema.safeParse(code).error?.issues[0]?.message).toContain('ISO 4217');
      expect(() => placesOf(code)).toThrow(/ISO 4217/);
    },
  );
});
