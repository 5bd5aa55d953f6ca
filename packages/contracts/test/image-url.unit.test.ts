import { describe, expect, test } from '@jest/globals';
import { IMAGE_URL_LENGTH_MAX, imageUrlSchema } from '@stockade/contracts';
import fc from 'fast-check';

const PAGE = 'https://shop.example/products/7';
const isTaken = (url: string) => imageUrlSchema.safeParse(url).success;

describe('a picture', () => {
  test.each([
    '/pictures/palisade-plank.svg',
    '/pictures/a%20b.png?v=2#top',
    'https://example.org/a.png',
    'http://127.0.0.1:8080/a.png',
    'https://[2001:db8::1]/a.png',
    `/${'x'.repeat(IMAGE_URL_LENGTH_MAX - 1)}`,
  ])('may be at %s', (url) => {
    expect(imageUrlSchema.parse(` ${url}\n`)).toBe(url);
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:image/svg+xml,<svg/>',
    '//example.org/a.png',
    String.raw`/\example.org/a.png`,
    '/\t/example.org/a.png',
    'pictures/a.png',
    '/',
    'https://',
    'https:///a.png',
    'ftp://example.org/a.png',
    '/a b.png',
    '/é.png',
    `/${'x'.repeat(IMAGE_URL_LENGTH_MAX)}`,
  ])('may not be at %s', (url) => {
    expect(isTaken(url)).toBe(false);
  });

  test('may be taken away with an empty text', () => {
    expect(imageUrlSchema.parse(' ')).toBe('');
  });

  test('that is a path is on the origin of the page, and any other is fetched over HTTP', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '\t',
      ':',
      '@',
      '.',
      '..',
      '#',
      '?',
      'javascript',
      'data',
      'https',
      'x.org',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
        (url) => {
          if (url === '' || !isTaken(url) || !URL.canParse(url, PAGE)) return;
          const { origin, protocol } = new URL(url, PAGE);
          expect(url.startsWith('/') ? origin === new URL(PAGE).origin : /^https?:$/.test(protocol)).toBe(true);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
