import type { Random } from '@stockade/stage';
import type { FuzzRequest } from './request.js';

/** What no HTTP client would send, most of it with a body or a second request that must not be taken for one. */
const RAW: readonly (readonly [string, (parts: Parts) => string])[] = [
  ['no request line', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ['a request line without version', ({ method, target }) => `${method} ${target}\r\n\r\n`],
  ['HTTP/9.9', ({ method, target }) => `${method} ${target} HTTP/9.9\r\nhost: x\r\n\r\n`],
  ['HTTP/2 preface', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['an unknown method', ({ target }) => `BREW ${target} HTTP/1.1\r\nhost: x\r\n\r\n`],
  ['a method in lower case', ({ target }) => `get ${target} HTTP/1.1\r\nhost: x\r\n\r\n`],
  ['no host', (parts) => full(parts, '', false)],
  ['two hosts', (parts) => full(parts, 'host: one\r\nhost: two\r\n', false)],
  ['two lengths', (parts) => full(parts, 'content-length: 1\r\ncontent-length: 2\r\n')],
  [
    'two equal lengths',
    (parts) => full(parts, `content-length: ${parts.body.length}\r\ncontent-length: ${parts.body.length}\r\n`),
  ],
  ['a negative length', (parts) => full(parts, 'content-length: -1\r\n')],
  ['an enormous length', (parts) => full(parts, 'content-length: 99999999999999999999\r\n')],
  ['a length in hex', (parts) => full(parts, 'content-length: 0x10\r\n')],
  ['a length with a sign', (parts) => full(parts, `content-length: +${parts.body.length}\r\n`)],
  ['length and chunks', (parts) => full(parts, 'content-length: 4\r\ntransfer-encoding: chunked\r\n')],
  ['a hidden encoding', (parts) => full(parts, 'transfer-encoding: xchunked\r\n')],
  ['an encoding twice', (parts) => full(parts, 'transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n')],
  ['bad chunks', (parts) => full({ ...parts, body: 'zz\r\n{}\r\n0\r\n\r\n' }, 'transfer-encoding: chunked\r\n')],
  ['a negative chunk', (parts) => full({ ...parts, body: '-1\r\n{}\r\n0\r\n\r\n' }, 'transfer-encoding: chunked\r\n')],
  [
    'chunk extensions',
    (parts) =>
      full({ ...parts, body: `2;${'a=b;'.repeat(9_000)}\r\n{}\r\n0\r\n\r\n` }, 'transfer-encoding: chunked\r\n'),
  ],
  [
    'chunks',
    ({ body, ...parts }) =>
      full(
        { ...parts, body: `${body && `${body.length.toString(16)}\r\n${body}\r\n`}0\r\n\r\n` },
        'transfer-encoding: chunked\r\n',
      ),
  ],
  ['a NUL in a header', (parts) => full(parts, 'x-a: a\0b\r\n')],
  ['a NUL in the target', (parts) => full({ ...parts, target: `${parts.target}\0` }, '')],
  ['a space in the target', (parts) => full({ ...parts, target: `${parts.target} x` }, '')],
  ['bytes in the target', (parts) => full({ ...parts, target: `${parts.target}\xff\xfe` }, '')],
  ['a whole address', (parts) => full({ ...parts, target: `http://evil.example${parts.target}` }, '')],
  ['a relative target', (parts) => full({ ...parts, target: parts.target.slice(1) }, '')],
  ['an asterisk', (parts) => full({ ...parts, method: 'OPTIONS', target: '*' }, '')],
  ['an authority', (parts) => full({ ...parts, method: 'CONNECT', target: 'evil.example:443' }, '')],
  ['a header without a colon', (parts) => full(parts, 'nonsense\r\n')],
  ['a space before the colon', (parts) => full(parts, 'content-length : 3\r\n')],
  ['a folded header', (parts) => full(parts, 'x-a: a\r\n b\r\n')],
  ['a header without a name', (parts) => full(parts, ': x\r\n')],
  ['line feeds alone', (parts) => full(parts, 'x-a: b\n').replaceAll('\r\n', '\n')],
  ['a carriage return alone', (parts) => full(parts, 'x-a: b\rx-c: d\r\n')],
  ['many headers', (parts) => full(parts, 'x-a: b\r\n'.repeat(3_000))],
  ['a long header', (parts) => full(parts, `x-a: ${'b'.repeat(70_000)}\r\n`)],
  ['a long target', (parts) => full({ ...parts, target: `${parts.target}?${'a'.repeat(70_000)}` }, '')],
  ['an odd expectation', (parts) => full(parts, 'expect: a miracle\r\n')],
  [
    'an upgrade',
    (parts) =>
      full(
        parts,
        'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: eA==\r\nsec-websocket-version: 13\r\n',
      ),
  ],
  ['empty lines before', (parts) => `\r\n\r\n${full(parts, '')}`],
];

interface Parts {
  method: string;
  target: string;
  head: string;
  body: string;
}

/** The same request, more or less, in bytes that break the rules of HTTP or go to their edge. */
export function spoilWire(request: FuzzRequest, random: Random): FuzzRequest {
  const [name, make] = RAW[random.between(0, RAW.length - 1)] ?? ['nothing', full];
  const { method, target, headers, body } = request;
  const head = Object.entries(headers)
    .filter(([field]) => !/^(connection|upgrade|expect|transfer-encoding|x-too-long|host)$/.test(field))
    .flatMap(([field, value]) => [value].flat().map((one) => `${field}: ${one}\r\n`))
    .join('');
  const text = make({ method, target, head, body: body?.toString('latin1') ?? '' });
  return { ...request, raw: Buffer.from(text, 'latin1'), story: [...request.story, name] };
}

/** Ends the connection after the answer, as a well-behaved client says that it does. */
function full({ method, target, head, body }: Parts, extra = '', withHost = true): string {
  const framed = /content-length|transfer-encoding/i.test(extra) ? '' : `content-length: ${body.length}\r\n`;
  const host = withHost ? 'host: fuzz\r\n' : '';
  const connection = /connection:/.test(extra) ? '' : 'connection: close\r\n';
  return `${method} ${target} HTTP/1.1\r\n${host}${connection}${head}${framed}${extra}\r\n${body}`;
}
