import { afterEach, describe, expect, test } from '@jest/globals';
import { settlesWithin } from '@stockade/redis';
import { useLeakCheck, waitUntil } from '@stockade/testing';
import type { ServerBounds } from '../src/server.js';
import { connectRaw, serveHttp, type RunningServer } from './http-server.js';

useLeakCheck();
/** Fails when it settles within so many milliseconds. */
async function expectNever(event: Promise<unknown>, withinMs: number): Promise<void> {
  expect(await settlesWithin(event, withinMs)).toBe(false);
}

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

  test.each([
    [100, 200],
    [101, 431],
    [500, 431],
  ])('that sends %i header fields is answered %i', async (count, status) => {
    const client = await connectToServer();
    const own = ['host: me', 'connection: close'];
    const fields = [...own, ...Array.from({ length: count - own.length }, (_, i) => `x-${i}: 1`)];
    client.send(`GET / HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n`);
    await client.closed;
    expect(client.received()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('keeps its connection for as long as the server says, however short a request may take', async () => {
    const client = await connectToServer({ keepAliveMs: 60_000, headMaxMs: 50, requestMaxMs: 50, checkIntervalMs: 10 });
    client.send(`${HEAD}\r\n`);
    await waitUntil(() => client.received().includes('fields'), { what: 'the first answer' });
    expect(client.received()).toContain('Keep-Alive: timeout=60');
    await expectNever(client.closed, 300);
    client.send(`${HEAD}connection: close\r\n\r\n`);
    await client.closed;
    expect(client.received().match(/HTTP\/1.1 200/g)).toHaveLength(2);
  });
});
