import { describe, expect, test } from '@jest/globals';
import { deadLetterQuerySchema, pageQuerySchema, wholeNumberText } from '@stockade/contracts';

/** What `Number` reads, and nobody meant as a whole number. */
const NO_WHOLE_NUMBERS = [
  '',
  ' ',
  '\t',
  ' 5',
  '5 ',
  '0x10',
  '0b1',
  '1e2',
  '5.0',
  '+5',
  '-5',
  '05',
  'Infinity',
  '5n',
  '٥',
];

describe('a whole number that comes as text', () => {
  test.each(NO_WHOLE_NUMBERS)('%p is not a whole number as text', (text) => {
    expect(wholeNumberText(0, 1_000).safeParse(text).error?.issues).toMatchObject([
      { message: 'must be a whole number from 0 to 1000' },
    ]);
  });

  test('a whole number as text is in the range, bounds included', () => {
    const schema = wholeNumberText(2, 20);
    expect(['2', '11', '20'].map((text) => schema.parse(text))).toEqual([2, 11, 20]);
    for (const text of ['1', '21', '99999999999999999999']) expect(schema.safeParse(text).success).toBe(false);
  });
});

describe.each([
  ['a list', pageQuerySchema],
  ['the dead letters', deadLetterQuerySchema],
])('the limit of %s', (_, schema) => {
  test.each([...NO_WHOLE_NUMBERS, '0', '101', ['1', '2']])('a limit is not %p', (limit) => {
    expect(schema.safeParse({ limit }).error?.issues).toMatchObject([
      { path: ['limit'], message: expect.stringMatching(/^must be a whole number from 1 to 100(?:, not a list)?$/) },
    ]);
  });

  test('a limit is 20 unless it is given', () => {
    expect([schema.parse({}).limit, schema.parse({ limit: '100' }).limit]).toEqual([20, 100]);
  });
});
