import { describe, expect, test } from '@jest/globals';
import { PASSWORD_LENGTH_MAX, passwordSchema, triedPasswordSchema } from '@stockade/contracts';
import fc from 'fast-check';

describe('a password', () => {
  test.each([
    ['in ASCII, as it came', 'correct  horse ', 'correct  horse '],
    ['composed', 'pa\u0308sswo\u0301rt', 'pässwórt'],
    ['with ASCII spaces for others', 'correct\u00a0horse\u3000battery', 'correct horse battery'],
    ['with its case and its width', 'Ｐａｓｓ-Wort', 'Ｐａｓｓ-Wort'],
    ['of eight characters, however many bytes they take', '😀'.repeat(8), '😀'.repeat(8)],
  ])('a password is kept %s', (_, sent, kept) => {
    expect(passwordSchema.parse(sent)).toBe(kept);
    expect(triedPasswordSchema.parse(sent)).toBe(kept);
  });

  test('a password is the same in every form of its letters', () => {
    const password = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(password, (sent) => {
        const kept = triedPasswordSchema.parse(sent);
        expect(triedPasswordSchema.parse(sent.normalize('NFD'))).toBe(kept);
        expect(triedPasswordSchema.parse(kept)).toBe(kept);
      }),
    );
  });

  test.each([
    ['seven characters', 'seven77'],
    ['four characters of four bytes each', '😀'.repeat(4)],
    ['seven characters, decomposed', 'e\u0301'.repeat(7)],
    ['too many characters', 'x'.repeat(PASSWORD_LENGTH_MAX + 1)],
    ['a control character', 'correct\thorse'],
    ['a NUL', 'correct\0horse'],
    ['a character that was lost on the way', 'geheim-\ufffd-wort'],
  ])('of %s cannot be chosen', (_, sent) => {
    expect(passwordSchema.safeParse(sent).success).toBe(false);
  });
});
