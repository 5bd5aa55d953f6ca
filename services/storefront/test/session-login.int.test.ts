import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { ask, useGateways } from './gateway-rig.js';
import { cookieIn, CREDENTIALS, give, JSON_TYPE, OURS, startSession, tokens } from './session-rig.js';

const gateways = useGateways();

describe('a login', () => {
  const routes = { 'POST /users/login': give(200, tokens('one')) };
  const logIn = { method: 'POST', headers: { ...JSON_TYPE, ...OURS }, body: CREDENTIALS };

  test('gives the page the access token, and the refresh token to the cookie alone', async () => {
    const { gateway, asked } = await startSession(gateways, routes);
    const { status, headers, body } = await ask(`${gateway.url}/session`, logIn);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ access_token: 'access-one', expires_in: 900 });
    expect(headers['cache-control']).toBe('no-store');
    const [value = '', ...flags] = cookieIn(headers).split('; ');
    expect(value).toMatch(/^__Host-stockade=[\w-]+\.[\w-]+\.signature$/);
    expect(flags).toEqual([
      'Path=/',
      'HttpOnly',
      'SameSite=Strict',
      'Secure',
      expect.stringMatching(/^Max-Age=60479\d|604800$/),
    ]);
    expect(asked).toMatchObject([{ route: 'POST /users/login', body: CREDENTIALS }]);
    expect(asked[0]?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'content-type': 'application/json' });
    const isLogged = () => gateway.log.some((line) => line.includes('"statusCode":200'));
    await waitUntil(isLogged, { what: 'the line of the request' });
    expect(gateway.log.join('')).not.toContain('signature');
  });

  test.each([
    ['localhost', 'http', '__Host-stockade', true],
    ['localhost:8080', 'http', '__Host-stockade', true],
    ['127.0.0.1:8080', 'http', '__Host-stockade', true],
    ['[::1]:8080', 'http', '__Host-stockade', true],
    ['shop.example', 'https', '__Host-stockade', true],
    ['shop.example', 'http', 'stockade', false],
    ['192.168.1.7:8080', 'http', 'stockade', false],
    ['localhost.evil.example', 'http', 'stockade', false],
    ['127.0.0.1.evil.example', 'http', 'stockade', false],
  ])('at %s over %s sets the cookie %s', async (host, protocol, name, isSecure) => {
    const { gateway } = await startSession(gateways, routes, { TRUST_PROXY: 'loopback' });
    const headers = { ...logIn.headers, host, 'x-forwarded-proto': protocol };
    const set = cookieIn((await ask(`${gateway.url}/session`, { ...logIn, headers })).headers);
    expect(set.startsWith(`${name}=`)).toBe(true);
    expect(set.includes('; Secure')).toBe(isSecure);
    expect(set).toContain('; HttpOnly; SameSite=Strict');
    const seen = await ask(`${gateway.url}/session`, { headers: { ...headers, cookie: `a=b; ${set.split(';')[0]}` } });
    expect(JSON.parse(seen.body)).toEqual({ open: true, encrypted: isSecure });
  });

  test('takes nobody at their word that the connection is encrypted', async () => {
    const { gateway } = await startSession(gateways, routes);
    const headers = { ...logIn.headers, host: 'shop.example', 'x-forwarded-proto': 'https' };
    expect(cookieIn((await ask(`${gateway.url}/session`, { ...logIn, headers })).headers)).toMatch(/^stockade=/);
  });

  test.each([
    [400, {}],
    [401, { 'www-authenticate': 'Bearer realm="stockade"' }],
    [429, { 'retry-after': '17', ratelimit: '"logins";r=0;t=17' }],
    [503, { 'retry-after': '1' }],
  ])('that the store answers with %i comes back as it is', async (status, headers: Record<string, string>) => {
    const problem = { type: 'about:blank', title: 'No', status, detail: 'why', request_id: 'x' };
    const type = { 'content-type': 'application/problem+json' };
    const { gateway } = await startSession(gateways, {
      'POST /users/login': give(status, problem, { ...headers, ...type, 'access-control-allow-origin': '*' }),
    });
    const answered = await ask(`${gateway.url}/session`, logIn);
    expect({ status: answered.status, body: JSON.parse(answered.body) }).toEqual({ status, body: problem });
    expect(answered.headers).toMatchObject({ ...headers, ...type, 'cache-control': 'no-store' });
    expect(answered.headers).not.toHaveProperty('set-cookie');
    expect(answered.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json-seq', undefined])(
    'of type %s is refused with 415',
    async (type) => {
      const { gateway, asked } = await startSession(gateways, routes);
      const headers: Record<string, string> = type === undefined ? OURS : { ...OURS, 'content-type': type };
      expect((await ask(`${gateway.url}/session`, { ...logIn, headers })).status).toBe(415);
      expect(asked).toEqual([]);
    },
  );

  test('whose answer makes no sense is a 500 that shows and logs none of it', async () => {
    const { gateway } = await startSession(gateways, {
      'POST /users/login': give(200, { refresh_token: 'very-secret' }),
    });
    const { status, body } = await ask(`${gateway.url}/session`, logIn);
    expect(status).toBe(500);
    const isLogged = () => gateway.log.some((line) => line.includes('"statusCode":500'));
    await waitUntil(isLogged, { what: 'the line of the request' });
    expect(body + gateway.log.join('')).not.toContain('very-secret');
  });
});
