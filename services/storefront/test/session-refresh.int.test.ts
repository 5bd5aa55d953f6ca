import { describe, expect, test } from '@jest/globals';
import { ask, useGateways } from './gateway-rig.js';
import { cookieIn, CREDENTIALS, give, JSON_TYPE, OURS, startSession, tokenOf, tokens } from './session-rig.js';

const gateways = useGateways();

describe('a refresh', () => {
  const cookie = { cookie: `theme=dark; __Host-stockade=${tokenOf('one')}` };
  const refresh = { method: 'POST', headers: { ...OURS, ...cookie } };

  test('gives the page another access token and the cookie its successor', async () => {
    const { gateway, asked } = await startSession(gateways, { 'POST /users/refresh': give(200, tokens('two')) });
    const { status, headers, body } = await ask(`${gateway.url}/session/refresh`, refresh);
    expect({ status, body: JSON.parse(body) }).toEqual({
      status: 200,
      body: { access_token: 'access-two', expires_in: 900 },
    });
    expect(cookieIn(headers)).toContain(`__Host-stockade=${tokenOf('two').split('.')[0]}.`);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ refresh_token: tokenOf('one') });
    expect(asked[0]?.headers).not.toHaveProperty('cookie');
  });

  test('without a session is a 204, and asks nobody', async () => {
    const { gateway, asked } = await startSession(gateways, {});
    for (const value of ['', 'theme=dark', '__Host-stockade=', '__Host-stockade=<script>', 'stockade=other']) {
      const { status, headers } = await ask(`${gateway.url}/session/refresh`, {
        ...refresh,
        headers: { ...OURS, cookie: value },
      });
      expect({ value, status }).toEqual({ value, status: 204 });
      expect(cookieIn(headers)).toBe('__Host-stockade=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0');
    }
    expect(asked).toEqual([]);
  });

  test('of a session that has ended is a 204 and removes the cookie', async () => {
    const { gateway } = await startSession(gateways, { 'POST /users/refresh': give(401, {}) });
    const { status, headers } = await ask(`${gateway.url}/session/refresh`, refresh);
    expect(status).toBe(204);
    expect(cookieIn(headers)).toContain('Max-Age=0');
  });

  test.each([503, 500, 429])('that the store answers with %i keeps the cookie', async (status) => {
    const { gateway } = await startSession(gateways, {
      'POST /users/refresh': give(status, {}, { 'retry-after': '3' }),
    });
    const answered = await ask(`${gateway.url}/session/refresh`, refresh);
    expect({ status: answered.status, retry: answered.headers['retry-after'] }).toEqual({ status, retry: '3' });
    expect(answered.headers).not.toHaveProperty('set-cookie');
  });

  test('while the store is away is a 502 and keeps the cookie', async () => {
    const { gateway, store } = await startSession(gateways, {});
    await store.kill();
    const { status, headers } = await ask(`${gateway.url}/session/refresh`, refresh);
    expect(status).toBe(502);
    expect(headers).not.toHaveProperty('set-cookie');
  });
});

describe('a logout', () => {
  const leave = { method: 'DELETE', headers: { ...OURS, cookie: `__Host-stockade=${tokenOf('one')}` } };

  test('ends the session at the store and removes the cookie', async () => {
    const { gateway, asked } = await startSession(gateways, {
      'POST /users/refresh': give(200, tokens('two')),
      'POST /users/logout': give(204),
    });
    const { status, headers } = await ask(`${gateway.url}/session`, leave);
    expect(status).toBe(204);
    expect(cookieIn(headers)).toContain('Max-Age=0');
    expect(asked.map(({ route }) => route)).toEqual(['POST /users/refresh', 'POST /users/logout']);
    expect(asked[1]?.headers.authorization).toBe('Bearer access-two');
  });

  test.each([
    ['is gone', { 'POST /users/refresh': give(401, {}) }],
    ['goes meanwhile', { 'POST /users/refresh': give(200, tokens('two')), 'POST /users/logout': give(401, {}) }],
  ])('of a session that %s is a 204', async (_, routes) => {
    const { gateway } = await startSession(gateways, routes);
    const { status, headers } = await ask(`${gateway.url}/session`, leave);
    expect({ status, removed: cookieIn(headers).includes('Max-Age=0') }).toEqual({ status: 204, removed: true });
  });

  test('that the store cannot do keeps the cookie', async () => {
    const { gateway } = await startSession(gateways, {
      'POST /users/refresh': give(200, tokens('two')),
      'POST /users/logout': give(503, {}),
    });
    const { status, headers } = await ask(`${gateway.url}/session`, leave);
    expect(status).toBe(503);
    expect(cookieIn(headers)).not.toContain('Max-Age=0');
  });
});

describe('a request that no page of ours has made', () => {
  const routes = { 'POST /users/login': give(200, tokens('one')), 'POST /users/refresh': give(200, tokens('two')) };
  const attempts = [
    ['POST', '/session', { ...JSON_TYPE }],
    ['POST', '/session/refresh', {}],
    ['DELETE', '/session', {}],
  ] as const;
  const says: [string, Record<string, string>][] = [
    ['comes from another site', { 'sec-fetch-site': 'cross-site' }],
    ['comes from another host of the site', { 'sec-fetch-site': 'same-site', origin: 'http://shop.example:8080' }],
    ['was typed', { 'sec-fetch-site': 'none' }],
    ['says nothing', {}],
    ['names another origin', { origin: 'http://evil.example' }],
    ['names another port', { origin: 'http://shop.example:9999' }],
    ['names another scheme', { origin: 'https://shop.example:8080' }],
    ['names no origin', { origin: 'null' }],
  ];

  test.each(says)('that %s is refused, and the store is not asked', async (_, from) => {
    const { gateway, asked } = await startSession(gateways, routes);
    for (const [method, path, headers] of attempts) {
      const cookie = `stockade=${tokenOf('one')}`;
      const all = { ...headers, ...from, host: 'shop.example:8080', cookie };
      const answered = await ask(gateway.url + path, {
        method,
        headers: all,
        body: method === 'POST' ? CREDENTIALS : '',
      });
      expect({ method, path, status: answered.status }).toEqual({ method, path, status: 403 });
      expect(answered.headers['content-type']).toContain('application/problem+json');
      expect(answered.headers).not.toHaveProperty('set-cookie');
    }
    expect(asked).toEqual([]);
  });

  test('a browser that does not say where it comes from names our own origin', async () => {
    const { gateway } = await startSession(gateways, routes);
    const headers = { ...JSON_TYPE, host: 'shop.example:8080', origin: 'http://shop.example:8080' };
    expect((await ask(`${gateway.url}/session`, { method: 'POST', headers, body: CREDENTIALS })).status).toBe(200);
  });
});

test('whether there is a session is told without asking anybody, and is not kept', async () => {
  const { gateway, asked } = await startSession(gateways, {});
  const closed = await ask(`${gateway.url}/session`);
  expect(JSON.parse(closed.body)).toEqual({ open: false, encrypted: true });
  expect(closed.headers['cache-control']).toBe('no-store');
  const head = await ask(`${gateway.url}/session`, { method: 'HEAD' });
  expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', String(closed.body.length)]);
  expect(asked).toEqual([]);
});

test.each([
  ['PUT', '/session'],
  ['GET', '/session/refresh'],
  ['POST', '/session/'],
  ['GET', '/session/who'],
])('%s %s is a 404', async (method, path) => {
  const { gateway } = await startSession(gateways, {});
  expect((await ask(gateway.url + path, { method, headers: OURS })).status).toBe(404);
});
