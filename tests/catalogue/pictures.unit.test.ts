import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SAMPLES } from '../../services/warehouse/src/samples.js';

const PAGES = new URL('../../services/storefront/pages/public/', import.meta.url);
const BYTES_MAX = 6_000;
/** Shapes alone: nothing that runs, refers to something else, styles the page or says something. */
const ELEMENTS = ['svg', 'g', 'path', 'rect', 'circle', 'ellipse'];
const ATTRIBUTES = [
  [
    'xmlns',
    'viewBox',
    'width',
    'height',
    'x',
    'y',
    'd',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
    'transform',
    'fill',
    'fill-rule',
    'opacity',
  ],
  ['stroke', 'stroke-width', 'stroke-linejoin', 'stroke-linecap', 'stroke-dasharray'],
].flat();

const pictureOf = (url = '') => readFileSync(new URL(`.${url}`, PAGES), 'utf8');

/** The faults of a picture: it is read as XML of tags, attributes and nothing else. */
function faultsOf(picture: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const rest = picture.replaceAll(
    /<(\/?)([\w:-]+)((?: [\w:-]+="[^"<&]*")*)(\/?)>/g,
    (_, close, name, attributes, empty) => {
      if (!ELEMENTS.includes(name)) faults.push(`element ${name}`);
      for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)) {
        if (!ATTRIBUTES.includes(attribute)) faults.push(`attribute ${attribute}`);
        if (/url\(|:/.test(value) && attribute !== 'xmlns') faults.push(`${attribute}="${value}"`);
      }
      if (close !== '' && open.pop() !== name) faults.push(`</${name}> closes another element`);
      if (close === '' && empty === '') open.push(name);
      return '';
    },
  );
  if (rest.trim() !== '') faults.push(`between the tags: ${rest.trim().slice(0, 80)}`);
  if (open.length > 0) faults.push(`not closed: ${open.join(', ')}`);
  if (!picture.startsWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'))
    faults.push('no svg of 4:3');
  if (/NaN|undefined/.test(picture)) faults.push('a number that is none');
  return faults;
}

describe('the picture of a sample', () => {
  test.each(SAMPLES.map(({ name, image_url }) => [name, image_url]))(
    '%s is there, small, and made of shapes alone',
    (_, url) => {
      const picture = pictureOf(url);
      expect(faultsOf(picture)).toEqual([]);
      expect(Buffer.byteLength(picture)).toBeLessThanOrEqual(BYTES_MAX);
    },
  );

  test('is of this sample alone, and there is none that no sample has', () => {
    const urls = SAMPLES.map(({ image_url }) => image_url).toSorted();
    expect(new Set(urls).size).toBe(SAMPLES.length);
    const files = readdirSync(new URL('pictures/', PAGES)).map((file) => `/pictures/${file}`);
    expect(files.toSorted()).toEqual(urls);
  });

  test.each([
    ['a script', '<script/>'],
    ['a style', '<style>a{}</style>'],
    ['text', '<text>x</text>'],
    ['a handler', '<path onclick="x"/>'],
    ['a reference', '<g href="x"/>'],
    ['a URL', '<path fill="url(#a)"/>'],
    ['an element that is not closed', '<g>'],
    ['an entity', '<!ENTITY a "b">'],
  ])('may not have %s', (_, part) => {
    const picture = pictureOf('/pictures/gate-hinge.svg');
    expect(faultsOf(picture.replace('</svg>', `${part}</svg>`))).not.toEqual([]);
  });
});

test('the samples are a shop: several categories, all kinds of prices and stocks', () => {
  const count = (wanted: (stock: number) => boolean) =>
    SAMPLES.filter(({ stock_quantity }) => wanted(stock_quantity)).length;
  expect(SAMPLES).toHaveLength(24);
  expect(new Set(SAMPLES.map(({ category }) => category)).size).toBe(6);
  expect([count((stock) => stock === 0), count((stock) => stock === 1), count((stock) => stock === 3)]).toEqual([
    2, 2, 3,
  ]);
  expect(SAMPLES.map(({ price }) => price).toSorted((a, b) => a - b)).toEqual(expect.arrayContaining([250, 240_000]));
  for (const { description } of SAMPLES) expect(description).toMatch(/^[A-Z].{30,}\.$/);
});
