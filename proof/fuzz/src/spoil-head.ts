import type { Random } from '@stockade/stage';
import type { Draft } from './draft.js';
import type { World } from './world.js';

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that nobody has given out, or the right one for something else. */
export function spoilToken(draft: Draft, random: Random, world: World): Draft {
  const good = world.adminToken;
  const [head = '', claims = '', signature = ''] = good.split('.');
  const authorization = random.pick<() => string | string[]>([
    () => `Bearer ${b64({ alg: 'none', typ: 'JWT' })}.${claims}.`,
    () => `Bearer ${b64({ alg: 'none' })}.${claims}.${signature}`,
    () => `Bearer ${b64({ alg: 'RS256' })}.${claims}.${signature}`,
    () => `Bearer ${head}.${b64({ sub: 'x', sid: 'x', role: 'admin' })}.${signature}`,
    () => `Bearer ${good.slice(0, -random.between(1, 20))}`,
    () => `Bearer ${good}x`,
    () => `Bearer ${good.slice(0, -4)}AAAA`,
    () => `Bearer  ${good}`,
    () => `Bearer ${world.spares[0]?.refresh_token ?? ''}`,
    () => `Basic ${Buffer.from('admin:admin').toString('base64')}`,
    () => 'Bearer',
    () => 'Bearer a.b.c',
    () => `Bearer ${'a.'.repeat(3_000)}`,
    () => 'Bearer ÿ.ÿ.ÿ',
    () => `Bearer __proto__.constructor.prototype`,
  ])();
  return { ...draft, headers: { ...draft.headers, authorization } };
}

/** A header field that says what is not so, or asks for what there is not. */
export function spoilHeader(draft: Draft, random: Random): Draft {
  const [name, value] = random.pick<[string, string | string[]]>([
    ['content-type', 'text/plain'],
    ['content-type', 'application/json; charset=utf-16'],
    ['content-type', 'application/json; charset=latin1'],
    ['content-type', 'application/json; charset=bogus'],
    ['content-type', 'application/json; charset=utf-8; charset=utf-16'],
    ['content-type', 'application/jsonx'],
    ['content-type', 'application/vnd.api+json'],
    ['content-type', 'multipart/form-data'],
    ['content-type', 'application/x-www-form-urlencoded'],
    ['content-type', '/'],
    ['content-type', ''],
    ['content-type', 'ÿ'],
    ['content-encoding', 'gzip'],
    ['content-encoding', 'deflate'],
    ['content-encoding', 'br'],
    ['content-encoding', 'bogus'],
    ['content-encoding', 'gzip, gzip'],
    ['accept', 'text/html'],
    ['accept', 'application/xml;q=1, */*;q=0'],
    ['accept-encoding', 'bogus'],
    ['if-none-match', '*'],
    ['if-modified-since', 'NaN'],
    ['if-match', '"x"'],
    ['range', 'bytes=0-1'],
    ['expect', '100-continue'],
    ['expect', 'bogus'],
    ['connection', 'upgrade'],
    ['upgrade', 'h2c'],
    ['x-request-id', 'ÿ'],
    ['x-request-id', 'x'.repeat(4_000)],
    ['x-request-id', 'mine-1'],
    ['x-request-id', ['one', 'two']],
    ['x-http-method-override', 'DELETE'],
    ['x-forwarded-for', '127.0.0.1, ::1, not an address'],
    ['x-forwarded-host', 'evil.example'],
    ['host', 'evil.example:99999'],
    ['origin', 'null'],
    ['cookie', 'a=b; __proto__=c'],
    ['traceparent', '00-zz-zz-zz'],
    ['last-event-id', '-1'],
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ['x-long', 'x'.repeat(9_000)],
    ['x-too-long', 'x'.repeat(40_000)],
  ]);
  return { ...draft, headers: Object.fromEntries([...Object.entries(draft.headers), [name, value]]) };
}

/** An Idempotency-Key that is none, or a strange one. */
export function spoilKey(draft: Draft, random: Random): Draft {
  const key = random.pick<string | string[]>([
    '',
    ' ',
    'with space',
    'ÿ',
    '*',
    'a:b:c',
    '__proto__',
    'x'.repeat(255),
    'x'.repeat(256),
    ['one', 'two'],
    '"quoted"',
    '{}',
  ]);
  return { ...draft, headers: { ...draft.headers, 'idempotency-key': key } };
}

/** Any method that Node's parser knows. */
export function spoilMethod(draft: Draft, random: Random): Draft {
  const method = random.pick([
    'GET',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'PROPFIND',
    'LINK',
    'SEARCH',
    'M-SEARCH',
  ]);
  return { ...draft, operation: { ...draft.operation, method } };
}
