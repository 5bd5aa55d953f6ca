import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort, startProcess, useLeakCheck, waitUntil, type RunningProcess } from '@stockade/testing';

useLeakCheck();

const MAIN = fileURLToPath(new URL('../../services/storefront/dev/main.mjs', import.meta.url));
const READY_DEADLINE_MS = 30_000;
let storefront: RunningProcess;
let url = '';

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { PATH: process.env['PATH'], STOREFRONT_PORT: String(port), LISTEN_HOST: '127.0.0.1' };
  storefront = await startProcess({ name: 'storefront', command: process.execPath, args: [MAIN], env });
  const isReady = async () => (await fetch(`${url}/health/ready`)).ok;
  await waitUntil(isReady, { what: 'the storefront to be ready', deadlineMs: READY_DEADLINE_MS });
}, READY_DEADLINE_MS);
afterAll(() => storefront?.stop());

describe('the storefront in development', () => {
  test.each(['/', '/orders/x'])('serves the page at %s from its sources', async (path) => {
    const page = await fetch(url + path, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self' 'unsafe-inline'");
    const html = await page.text();
    expect(html).toContain('/@vite/client');
    expect(html).toContain('<div id="page">');
    expect((await fetch(`${url}/src/main.tsx`)).headers.get('content-type')).toContain('javascript');
  });

  test('tells the page of changes at the same origin', async () => {
    const headers = {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'vite-ping',
    };
    const asked = request(url, { headers, agent: false }).end();
    const [answer, socket] = await once(asked, 'upgrade');
    socket.destroy();
    expect(answer.statusCode).toBe(101);
  });

  test('is the same gateway', async () => {
    expect((await fetch(`${url}/session/refresh`, { method: 'POST' })).status).toBe(403);
    expect((await fetch(`${url}/api/store/metrics`)).status).toBe(404);
  });
});
