import { describe, expect, test } from '@jest/globals';
import { fieldsIn, startEcho } from './echo-rig.js';
import { ask, talk, useGateways } from './gateway-rig.js';

const gateways = useGateways();
const ID = '019346a0-0000-7000-8000-000000000005';

describe('what no document of a service names', () => {
  test.each([
    ['GET', '/api/store/metrics'],
    ['GET', '/api/store/health/ready'],
    ['GET', '/api/store/system-health'],
    ['GET', '/api/store/docs'],
    ['GET', '/api/store/openapi.json'],
    ['GET', '/api/store/'],
    ['GET', '/api/store'],
    ['GET', '/api/redis/orders'],
    ['GET', '/api/'],
    ['GET', '/api'],
    ['GET', '/API/store/orders'],
    ['POST', '/api/store/auth/login'],
    ['GET', '/api/store/orders/../metrics'],
    ['GET', '/api/store/orders/..'],
    ['GET', '/api/store/orders/.'],
    ['GET', '/api/store/orders/%2e%2e'],
    ['GET', '/api/store/orders/a%2fb'],
    ['GET', '/api/store/orders/a%5Cb'],
    ['GET', '/api/store/orders/a\\b'],
    ['GET', '/api/store/orders/%00'],
    ['GET', '/api/store/orders/%zz'],
    ['GET', '/api/store//orders'],
    ['GET', '/api/store/orders//events'],
    ['GET', '/api//store/orders'],
    ['GET', '//evil.example/orders'],
    ['GET', '/%2e%2e/%2e%2e/etc/passwd'],
    ['GET', '/assets/../../package.json'],
  ])('%s %s is a 404 and does not reach the service', async (method, path) => {
    const { store, gateway } = await startEcho(gateways);
    const answered = await talk(
      gateway.port,
      `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
    );
    expect(answered).toMatch(/^HTTP\/1\.1 404 /);
    expect(answered.toLowerCase()).toContain('content-type: application/problem+json');
    expect(store.requests).toEqual([]);
  });

  test.each([
    ['DELETE', `/api/store/orders/${ID}`, 'GET, HEAD'],
    ['OPTIONS', '/api/store/orders', 'GET, HEAD, POST'],
    ['TRACE', '/api/store/orders', 'GET, HEAD, POST'],
  ])('%s %s is a 405 that names the methods, and does not reach the service', async (method, path, allowed) => {
    const { store, gateway } = await startEcho(gateways);
    const answered = await ask(gateway.url + path, { method });
    expect(answered.status).toBe(405);
    expect(answered.headers.allow?.split(', ').toSorted().join(', ')).toBe(allowed);
    expect(store.requests).toEqual([]);
  });
});

describe('what is no plain request', () => {
  const HOST = 'host: localhost\r\n';
  test.each([
    ['a proxy request', `GET http://evil.example/api/store/orders HTTP/1.1\r\n${HOST}connection: close\r\n\r\n`],
    ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n`],
    ['an asterisk', `OPTIONS * HTTP/1.1\r\n${HOST}connection: close\r\n\r\n`],
    ['an upgrade', `GET /api/store/orders HTTP/1.1\r\n${HOST}connection: upgrade, close\r\nupgrade: websocket\r\n\r\n`],
    [
      'two lengths',
      `POST /api/store/orders HTTP/1.1\r\n${HOST}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'two different lengths',
      `POST /api/store/orders HTTP/1.1\r\n${HOST}content-length: 1\r\ncontent-length: 2\r\n\r\nab`,
    ],
    ['two hosts', `GET /api/store/orders HTTP/1.1\r\n${HOST}host: evil.example\r\nconnection: close\r\n\r\n`],
    ['no host', 'GET /api/store/orders HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['a space in a name', `GET /api/store/orders HTTP/1.1\r\n${HOST}x-a : b\r\n\r\n`],
    ['a folded field', `GET /api/store/orders HTTP/1.1\r\n${HOST}x-a: b\r\n c\r\n\r\n`],
  ])('%s is a 400 and does not reach the service', async (_, text) => {
    const { store, gateway } = await startEcho(gateways);
    expect(await talk(gateway.port, text)).toMatch(/^HTTP\/1\.1 400 /);
    expect(store.requests).toEqual([]);
  });

  test('a client that offers HTTP/2 is answered in HTTP/1.1', async () => {
    const { gateway } = await startEcho(gateways);
    const headers = { connection: 'upgrade, http2-settings, close', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' };
    const { status, body } = await ask(`${gateway.url}/api/store/orders`, { headers });
    expect(status).toBe(200);
    expect(fieldsIn(body)).not.toHaveProperty('http2-settings');
  });
});
