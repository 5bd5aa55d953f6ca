/** Values that have broken programs before. */

const DEPTH = 10_000;
const RAW = '\u0001';

/** JSON that `JSON.stringify` would not write: put into a value, and taken out of its quotes by `toJson`. */
const rawJson = (text: string) => `${RAW}${text}${RAW}`;

/** Writes a value as JSON, with what is raw in it as it is. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.replaceAll(/"\\u0001(.*?)\\u0001"/g, (_, escaped: string) => String(JSON.parse(`"${escaped}"`)));
}

const UUIDS = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '019346A0-0000-7000-8000-000000000005',
  '019346a0-0000-7000-8000-000000000005 ',
  '{019346a0-0000-7000-8000-000000000005}',
  '019346a0-0000-1000-8000-00000000000',
] as const;

export const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'] as const;

export const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\nset-cookie: a=b',
  '😀'.repeat(40),
  '\u202Eevil\u202C',
  '\ufeffx',
  '\ud800',
  'x\udc00y',
  'ß'.repeat(200),
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  '../../etc/passwd',
  '*',
  '[a-z]*',
  'undefined',
  'null',
  'NaN',
  '1e400',
  '0x10',
  '-1',
  '1,5',
  '١٢٣',
  '99999999999999999999-99999999999999999999',
  '18446744073709551615-18446744073709551615',
  '18446744073709551616-0',
  '0-0',
  '00000000000000000001-1',
  ...PROTOTYPE_NAMES,
  ...UUIDS,
] as const;

export const NUMBERS = [
  0,
  -1,
  1,
  0.001,
  1.5,
  1e-7,
  1e21,
  -1e300,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  10_000,
  10_001,
  1_000_000,
  1_000_000_000,
  1_000_000_001,
] as const;

export const RAW_JSON = [
  '-0',
  '1e400',
  '-1e400',
  '1e-400',
  '0.1e1',
  '9'.repeat(400),
  '0.' + '0'.repeat(400) + '1',
  '01',
  'NaN',
  'Infinity',
  'undefined',
  "'x'",
  String.raw`"\ud800"`,
  String.raw`"\udfff\ud800"`,
  '['.repeat(DEPTH) + ']'.repeat(DEPTH),
  '{"a":'.repeat(DEPTH / 2) + '1' + '}'.repeat(DEPTH / 2),
  '[' + '1,'.repeat(20_000) + '1]',
  '[' + '{},'.repeat(20_000) + '{}]',
  '{"__proto__":{"role":"admin","isAdmin":true}}',
  '{"a":1,"a":2}',
].map(rawJson);

export const LENGTHS = [0, 1, 7, 8, 64, 65, 200, 201, 254, 255, 256, 257, 500, 501, 2_000, 2_001, 90_000] as const;

/** In a path, already encoded or deliberately not. */
export const SEGMENTS = [
  '%00',
  '%2e%2e',
  '..',
  '.',
  '%2f',
  '%5c',
  '%',
  '%zz',
  '%c0%af',
  '%e0%80%80',
  '%ff%fe',
  '%ed%a0%80',
  '%u0041',
  '%F0%9F%98%80',
  '%E2%80%AE',
  ';a=b',
  '*',
  ':id',
  '{id}',
  '(',
  '+',
  '~',
  '__proto__',
  'constructor',
  '%0d%0aset-cookie:%20a=b',
  '99999999999999999999-99999999999999999999',
  '18446744073709551616-18446744073709551616',
  '1-1',
  '0-0',
  'x'.repeat(4_000),
  'ÿ',
  ...UUIDS.map(encodeURIComponent),
] as const;
