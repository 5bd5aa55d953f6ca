import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { fieldsIn, startEcho } from './echo-rig.js';
import { ask, useGateways } from './gateway-rig.js';

const gateways = useGateways();
const { startGateway, startUpstream } = gateways;
const ID = '019346a0-0000-7000-8000-000000000005';

describe('a request to a service', () => {
  test('arrives with its method, path, query, body and fields', async () => {
    const { gateway } = await startEcho(gateways);
    const headers = {
      authorization: 'Bearer t',
      'content-type': 'application/json',
      'idempotency-key': 'k',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: 'vendor=1',
      'x-own': 'é',
    };
    const { status, body } = await ask(`${gateway.url}/api/store/orders?limit=2&cursor=a%2Fb`, {
      method: 'POST',
      headers,
      body: '{"a":1}',
    });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ url: '/orders?limit=2&cursor=a%2Fb', method: 'POST', bytes: 7 });
    expect(fieldsIn(body)).toMatchObject({ ...headers, 'content-length': '7' });
  });

  test.each([
    ['as one piece', 7, {}],
    ['of many pieces', 5_000_000, {}],
    ['of unknown length', 40_000, { 'transfer-encoding': 'chunked' }],
  ])('arrives with a body %s', async (_, bytes, headers: Record<string, string>) => {
    const { gateway } = await startEcho(gateways);
    const { body } = await ask(`${gateway.url}/api/store/orders`, { method: 'POST', headers, body: 'x'.repeat(bytes) });
    expect(JSON.parse(body).bytes).toBe(bytes);
  });

  test('tells the service who asks, whatever the client says of itself', async () => {
    const { gateway } = await startEcho(gateways);
    const headers = {
      'x-forwarded-for': ['203.0.113.1', '203.0.113.2'],
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=203.0.113.1',
      'x-real-ip': '203.0.113.1',
      'x-request-id': 'mine-1',
    };
    const { body } = await ask(`${gateway.url}/api/store/orders`, { headers });
    const fields = fieldsIn(body);
    expect(fields).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': `127.0.0.1:${gateway.port}`,
      'x-forwarded-proto': 'http',
      'x-request-id': 'mine-1',
    });
    expect(fields).not.toHaveProperty('forwarded');
    expect(fields).not.toHaveProperty('x-real-ip');
  });

  test('behind a proxy that is trusted, tells the service what the proxy says', async () => {
    const { gateway } = await startEcho(gateways, { TRUST_PROXY: 'loopback' });
    const headers = {
      'x-forwarded-for': '198.51.100.7, 203.0.113.9',
      'x-forwarded-host': 'shop.example',
      'x-forwarded-proto': 'https',
    };
    const { body } = await ask(`${gateway.url}/api/store/orders`, { headers });
    expect(fieldsIn(body)).toMatchObject({
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'shop.example',
      'x-forwarded-proto': 'https',
    });
  });

  test('arrives without cookies and without what belongs to the connection', async () => {
    const { gateway } = await startEcho(gateways);
    const headers = {
      connection: 'close, X-Foo, authorization',
      'x-foo': 'smuggled',
      authorization: 'Bearer t',
      cookie: '__Host-stockade=secret',
      te: 'trailers',
      'keep-alive': 'timeout=9',
      'proxy-authorization': 'Basic eA==',
      'proxy-connection': 'keep-alive',
      'x-kept': 'yes',
    };
    const { body } = await ask(`${gateway.url}/api/store/orders`, { headers });
    const names = Object.keys(fieldsIn(body)).toSorted();
    expect(names).toEqual([
      'connection',
      'host',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-kept',
      'x-request-id',
    ]);
    expect(body).not.toContain('secret');
  });
});

describe('an answer of a service', () => {
  test('comes back as it is, without cookies and without what belongs to the connection', async () => {
    const store = await startUpstream((_, res) => {
      const fields = ['Connection', 'X-Hop, keep-alive', 'X-Hop', '1', 'Set-Cookie', 'a=b', 'Location', `orders/${ID}`];
      fields.push('traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
      res
        .writeHead(201, [...fields, 'X-Cache', 'HIT', 'X-Twice', 'a', 'X-Twice', 'b', 'Content-Length', '5'])
        .end('hello');
    });
    const gateway = await startGateway({ STORE_URLS: store.url });
    const { status, headers, body } = await ask(`${gateway.url}/api/store/orders`, { method: 'POST' });
    expect({ status, body }).toEqual({ status: 201, body: 'hello' });
    expect(headers).toMatchObject({
      location: `orders/${ID}`,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      'x-cache': 'HIT',
      'x-twice': 'a, b',
      'content-length': '5',
    });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('x-hop');
  });

  test('to HEAD has the fields of GET and no body', async () => {
    const { gateway } = await startEcho(gateways);
    const { status, headers, body } = await ask(`${gateway.url}/api/store/orders`, { method: 'HEAD' });
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers['content-type']).toBe('application/json');
  });
});

test('a request leaves a line in the log, without its tokens and cookies', async () => {
  const { gateway } = await startEcho(gateways);
  const headers = { authorization: 'Bearer very-secret', cookie: '__Host-stockade=very-secret', 'x-request-id': 'r-1' };
  await ask(`${gateway.url}/api/store/orders`, { headers });
  const isLogged = () => gateway.log.find((line) => line.includes('request completed'));
  const line = await waitUntil(isLogged, { what: 'the line' });
  expect(JSON.parse(line)).toMatchObject({
    req: { id: 'r-1', method: 'GET', url: '/api/store/orders' },
    res: { statusCode: 200 },
  });
  expect(gateway.log.join('')).not.toContain('very-secret');
});
