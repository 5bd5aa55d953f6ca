import { afterEach, describe, expect, test } from '@jest/globals';
import { useLeakCheck, waitUntil } from '@stockade/testing';
import type { ServerBounds } from '../src/http/server.js';
import { connectRaw, serveHttp, type RunningServer } from './http-server.js';

useLeakCheck();
const HEAD = 'GET / HTTP/1.1\r\nhost: me\r\n';
let running: RunningServer | undefined;
afterEach(() => running?.stop());

async function connectToServer(bounds?: ServerBounds) {
  running = await serveHttp((req, res) => {
    req.resume();
    req.on('end', () => res.end(`${Object.keys(req.headers).length} fields`));
  }, bounds);
  return connectRaw(running.port);
}

describe('a client', () => {
  test.each([
    [
      'never ends the head of its request',
      { headMaxMs: 50, requestMaxMs: 60_000, checkIntervalMs: 10 },
      `${HEAD}x-slow: `,
    ],
    [
      'never ends its body',
      { headMaxMs: 50, requestMaxMs: 50, checkIntervalMs: 10 },
      `${HEAD}content-length: 10\r\n\r\n12345`,
    ],
  ])('that %s is cut off', async (_, bounds, text) => {
    const client = await connectToServer(bounds);
    client.send(text);
    await waitUntil(() => client.received().includes('408'), { what: 'the refusal' });
    await client.closed;
  });

  test('that sends too large a head is told so', async () => {
    const client = await connectToServer();
    client.send(`${HEAD}x-large: ${'x'.repeat(20_000)}\r\n\r\n`);
    await client.closed;
    expect(client.received()).toMatch(/^HTTP\/1.1 431/);
  });

  test('that sends very many header fields is listened to for the first hundred', async () => {
    const client = await connectToServer();
    const fields = Array.from({ length: 500 }, (_, i) => `x-${i}: 1\r\n`).join('');
    client.send(`${HEAD}connection: close\r\n${fields}\r\n`);
    await client.closed;
    expect(client.received()).toMatch(/100 fields/);
  });
});
