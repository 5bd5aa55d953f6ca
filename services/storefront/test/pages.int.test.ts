import { describe, expect, test } from '@jest/globals';
import { ask, talk, useGateways } from './gateway-rig.js';
import { pino } from 'pino';
import { makeUpstream } from '../src/passing/upstream.js';
import { openBuiltPages } from '../src/serving/built-pages.js';

const { startGateway } = useGateways();

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

describe('a page', () => {
  test.each(['/', '/index.html', '/orders/019346a0', '/assets/index-1a2b.js', '/early.js'])(
    '%s has the whole set of headers',
    async (path) => {
      const gateway = await startGateway();
      const { status, headers } = await ask(gateway.url + path);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-security-policy': POLICY,
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'permissions-policy': 'camera=(), microphone=(), geolocation=()',
        'x-content-type-options': 'nosniff',
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
    },
  );

  test('asks for TLS where it came over TLS', async () => {
    const gateway = await startGateway({ TRUST_PROXY: 'loopback' });
    const { headers } = await ask(`${gateway.url}/`, { headers: { 'x-forwarded-proto': 'https' } });
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  test('without a dot in its path is the entry, which the browser asks for anew', async () => {
    const gateway = await startGateway();
    for (const path of ['/index.html', '/cart', '/console/streams', '/metrics']) {
      const { status, headers, body } = await ask(gateway.url + path);
      expect({ path, status, body }).toEqual({ path, status: 200, body: '<!doctype html><title>Stockade</title>' });
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    }
  });

  test.each(['/', '/?sort=price'])(
    'at %s has the shop drawn in it, without products while nobody knows them',
    async (path) => {
      const gateway = await startGateway();
      const { headers, body } = await ask(gateway.url + path);
      expect(body).toBe('<!doctype html><title>Stockade</title><h1>The shop</h1>');
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    },
  );

  test.each(['/assets/gone-9f.js', '/assets/gone', '/favicon.ico', '/robots.txt', '/assets/index-1a2b.js.br', '/.env'])(
    '%s is not there: 404',
    async (path) => {
      const gateway = await startGateway();
      const { status, headers } = await ask(gateway.url + path);
      expect(status).toBe(404);
      expect(headers['content-type']).toContain('application/problem+json');
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('is not for %s: 404', async (method) => {
    const gateway = await startGateway();
    expect((await ask(`${gateway.url}/cart`, { method })).status).toBe(404);
  });
});

describe('an asset', () => {
  test('is kept for a year', async () => {
    const gateway = await startGateway();
    const { headers } = await ask(`${gateway.url}/assets/index-1a2b.js`);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'accept-encoding',
    });
  });

  test.each([
    ['gzip, deflate, br, zstd', 'br', 'as brotli'],
    ['gzip', 'gzip', 'as gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip', 'as gzip'],
    ['identity', undefined, 'x'.repeat(2_000)],
    ['broken', undefined, 'x'.repeat(2_000)],
  ])('for a browser that takes %s comes as %s', async (accepted, encoding, body) => {
    const gateway = await startGateway();
    const answered = await ask(`${gateway.url}/assets/index-1a2b.js`, { headers: { 'accept-encoding': accepted } });
    expect(answered).toMatchObject({ status: 200, body });
    expect(answered.headers['content-encoding']).toBe(encoding);
    expect(answered.headers['content-length']).toBe(String(body.length));
  });

  test('that the browser has is not sent again', async () => {
    const gateway = await startGateway();
    const { headers } = await ask(`${gateway.url}/early.js`);
    const again = await ask(`${gateway.url}/early.js`, { headers: { 'if-none-match': `W/"x", ${headers.etag}` } });
    expect(again).toMatchObject({ status: 304, body: '' });
    expect(again.headers['content-security-policy']).toBe(POLICY);
  });

  test('is sent whole whatever range is asked for', async () => {
    const gateway = await startGateway();
    for (const range of ['bytes=10-5', 'bytes=0-1', 'bytes=x'])
      expect((await ask(`${gateway.url}/early.js`, { headers: { range } })).body).toBe('document');
  });

  test('for HEAD has its length and no body', async () => {
    const gateway = await startGateway();
    const answered = await talk(gateway.port, 'HEAD /early.js HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
    expect(answered).toMatch(/^HTTP\/1\.1 200 [^]*content-length: 8\r\n[^]*\r\n\r\n$/);
  });
});

test('a gateway whose pages are not built says so instead of starting', async () => {
  const warehouse = makeUpstream('warehouse', ['http://127.0.0.1:1']);
  const parts = { warehouse, logger: pino({ level: 'silent' }) };
  await expect(openBuiltPages(parts, '/no/such/folder')).rejects.toThrow('the pages are not built');
  await warehouse.close();
});

test('it is ready without its services, and alive', async () => {
  const gateway = await startGateway();
  expect(JSON.parse((await ask(`${gateway.url}/health/live`)).body)).toEqual({ status: 'live' });
  const ready = await ask(`${gateway.url}/health/ready`);
  expect(JSON.parse(ready.body)).toEqual({ status: 'ready', checks: { process: 'ok' } });
  expect(ready.headers['cache-control']).toBe('no-store');
  expect((await ask(`${gateway.url}/health/else`)).status).toBe(404);
});

test('a gateway that stops is not ready for a while before it takes no more requests', async () => {
  const gateway = await startGateway({ SHUTDOWN_DELAY_MS: '300' });
  const stopped = gateway.stop();
  const ready = await ask(`${gateway.url}/health/ready`);
  expect({ status: ready.status, body: JSON.parse(ready.body) }).toEqual({
    status: 503,
    body: { status: 'unavailable', checks: { process: 'it is stopping' } },
  });
  expect((await ask(`${gateway.url}/cart`)).status).toBe(200);
  await stopped;
  await expect(ask(`${gateway.url}/cart`)).rejects.toThrow('ECONNREFUSED');
});
