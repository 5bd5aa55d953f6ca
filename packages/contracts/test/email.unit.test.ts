import { describe, expect, test } from '@jest/globals';
import { EMAIL_LENGTH_MAX, EMAIL_LOCAL_BYTES_MAX, emailSchema } from '@stockade/contracts';
import fc from 'fast-check';

const of = (length: number, letter = 'x') => letter.repeat(length);
/** As long as an address may be: 64 bytes, the @, and three labels of at most 63. */
const LONGEST = `${of(64)}@${of(63)}.${of(63)}.${of(61)}`;

describe('an email address', () => {
  test.each([
    ['ann@example.org', 'ann@example.org'],
    [' Ann.Lee@Example.ORG\t', 'ann.lee@example.org'],
    ['ann+shop@mail.example.org', 'ann+shop@mail.example.org'],
    ["!#$%&'*+/=?^_`{|}~-@example.org", "!#$%&'*+/=?^_`{|}~-@example.org"],
    ['1@2.example', '1@2.example'],
    ['ann@xn--80a1acny.xn--p1ai', 'ann@xn--80a1acny.xn--p1ai'],
    ['ann@XN--BCHER-KVA.example', 'ann@xn--bcher-kva.example'],
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@bu\u0308cher.example', 'ann@xn--bcher-kva.example'],
    ['ann@ＢÜcher.example', 'ann@xn--bcher-kva.example'],
    ['анна@пример.рф', 'анна@xn--e1afmkfd.xn--p1ai'],
    ['АННА@пример.рф', 'анна@xn--e1afmkfd.xn--p1ai'],
    ['ａｎｎ@example.org', 'ann@example.org'],
    ['jose\u0301@example.org', 'josé@example.org'],
    ['JOS\u00c9@example.org', 'josé@example.org'],
    ['\u212aate@example.org', 'kate@example.org'],
    [LONGEST, LONGEST],
  ])('%s is taken, as %s', (sent, canonical) => {
    expect(emailSchema.parse(sent)).toBe(canonical);
  });

  test.each([
    ['no @', 'ann'],
    ['nothing before the @', '@example.org'],
    ['nothing after it', 'ann@'],
    ['two of them', 'ann@lee@example.org'],
    ['a domain of one label', 'ann@localhost'],
    ['a network address', 'ann@127.0.0.1'],
    ['a network address in brackets', 'ann@[127.0.0.1]'],
    ['a network address in wide digits', 'ann@１２７.０.０.１'],
    ['two dots before the @', 'ann..lee@example.org'],
    ['a dot first', '.ann@example.org'],
    ['a dot last', 'ann.@example.org'],
    ['a dot that only normalization shows', 'ann\uff0e.lee@example.org'],
    ['an @ that only normalization shows', 'ann\uff20lee@example.org'],
    ['two dots after the @', 'ann@example..org'],
    ['a dot at the end', 'ann@example.org.'],
    ['a label that begins with a hyphen', 'ann@-example.org'],
    ['a label that ends with one', 'ann@example-.org'],
    ['an underscore after the @', 'ann@my_shop.org'],
    ['a port', 'ann@example.org:25'],
    ['an escape in the domain', 'ann@ex%61mple.org'],
    ['an ASCII form that stands for nothing', 'ann@xn--a.org'],
    ['an ASCII form that nothing needs', 'ann@xn--abc-.org'],
    ['a quoted part', '"ann lee"@example.org'],
    ['a comment', 'ann(lee)@example.org'],
    ['a space', 'ann lee@example.org'],
    ['a NUL', 'ann\0@example.org'],
    ['a line break', 'ann\r\nbcc:bob@example.org'],
    ['a symbol', 'ann\u2603@example.org'],
    ['an invisible letter', 'ann\u200b@example.org'],
    ['a change of direction', 'ann\u202e@example.org'],
    ['too much before the @', `${of(EMAIL_LOCAL_BYTES_MAX + 1)}@example.org`],
    ['too many bytes before the @', `${of(33, 'ж')}@example.org`],
    ['too much in all', `a${LONGEST.slice(1)}x`],
    ['a label that is too long', `ann@${of(64)}.org`],
    ['too much in its ASCII form', `ann@${`${of(50, 'ж')}.`.repeat(4)}${of(18, 'ж')}.рф`],
  ])('with %s is refused', (_, sent) => {
    expect(emailSchema.safeParse(sent).success).toBe(false);
  });

  test('an email address has one form: parsing an accepted one again does not change it', () => {
    const local = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const label = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    );
    let taken = 0;
    fc.assert(
      fc.property(local, label, fc.constantFrom('org', 'рф', 'xn--p1ai'), (before, name, last) => {
        const { data: email } = emailSchema.safeParse(`${before}@${name}.${last}`);
        if (email === undefined) return;
        taken += 1;
        expect(emailSchema.parse(email)).toBe(email);
        expect(Buffer.byteLength(email)).toBeLessThanOrEqual(EMAIL_LENGTH_MAX);
      }),
      { numRuns: 2_000 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
