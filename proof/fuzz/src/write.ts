import { gzipSync } from 'node:zlib';
import type { Random } from '@stockade/stage';
import type { Draft } from './draft.js';
import { toJson } from './nasty.js';
import type { FuzzRequest } from './request.js';

const MEBIBYTE = 2 ** 20;
/** The limit of the services for a body is 100,000 bytes. */
const AROUND_LIMIT_BYTES = [99_998, 99_999, 100_000, 100_001, 110_000, 3 * MEBIBYTE] as const;

/** Writes a draft down as it goes over the wire. */
export function write({ operation, path, query, headers, body, story }: Draft): FuzzRequest {
  const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  return {
    service: operation.service,
    operation,
    method: operation.method,
    // Whatever an HTTP client refuses to send in a target is left to the raw requests.
    target: `${path}${search && `?${search}`}`.replaceAll(/[^\u0021-\u00ff]/g, '%20'),
    headers,
    body: body === undefined ? null : Buffer.from(toJson(body)),
    raw: null,
    story,
  };
}

/** As encodeURIComponent, which throws for half a surrogate pair. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

type SpoilBytes = (body: Buffer, random: Random) => Buffer | null;

const BYTE_SPOILS: readonly (readonly [string, SpoilBytes])[] = [
  ['cut off', (body, random) => body.subarray(0, random.between(0, Math.max(0, body.length - 1)))],
  ['empty', () => Buffer.alloc(0)],
  ['none', () => null],
  ['white space', () => Buffer.from(' \n\t\r '.repeat(20))],
  ['no JSON', () => Buffer.from('this=is&no=json')],
  ['two bodies', (body) => Buffer.concat([body, body])],
  ['a byte order mark', (body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])],
  ['utf-16', (body) => Buffer.from(body.toString(), 'utf16le')],
  ['latin1', () => Buffer.from('{"name":"Größe","email":"ö@example.org","password":"ÿÿÿÿÿÿÿÿ"}', 'latin1')],
  ['overlong utf-8', () => Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0xe0, 0x80, 0xaf, 0x22, 0x3a, 0x31, 0x7d])],
  ['a NUL', (body) => Buffer.concat([body, Buffer.from([0])])],
  ['a byte flipped', flipByte],
  ['comments', (body) => Buffer.from(`/* x */ ${body.toString()} // y`)],
  ['single quotes', (body) => Buffer.from(body.toString().replaceAll('"', "'"))],
  ['a trailing comma', (body) => Buffer.from(body.toString().replace(/}$/, ',}'))],
  ['large', (body, random) => padTo(body, random.pick(AROUND_LIMIT_BYTES))],
];

const PACKED_SPOILS: readonly (readonly [string, (body: Buffer) => Buffer])[] = [
  ['gzip', (body) => gzipSync(body)],
  ['half a gzip', (body) => gzipSync(body).subarray(0, -5)],
  ['no gzip', (body) => body],
  ['a gzip bomb', () => gzipSync(Buffer.alloc(20 * MEBIBYTE, ' '))],
];

/** Spoils what no value can: the bytes. */
export function spoilBytes(request: FuzzRequest, random: Random): FuzzRequest {
  const body = request.body ?? Buffer.from('{}');
  if (random.next() < 0.15) {
    const [name, pack] = PACKED_SPOILS[random.between(0, PACKED_SPOILS.length - 1)] ?? [
      'nothing',
      (same: Buffer) => same,
    ];
    const headers = { ...request.headers, 'content-encoding': 'gzip' };
    return { ...request, headers, body: pack(body), story: [...request.story, name] };
  }
  const [name, change] = BYTE_SPOILS[random.between(0, BYTE_SPOILS.length - 1)] ?? ['nothing', (same: Buffer) => same];
  return { ...request, body: change(body, random), story: [...request.story, name] };
}

function flipByte(body: Buffer, random: Random): Buffer {
  const copy = Buffer.from(body);
  const at = random.between(0, Math.max(0, copy.length - 1));
  if (copy.length > 0) copy[at] = random.between(0, 255);
  return copy;
}

/** With white space, so that it stays the JSON that it was. */
function padTo(body: Buffer, bytes: number): Buffer {
  return Buffer.concat([body, Buffer.alloc(Math.max(0, bytes - body.length), ' ')]);
}
