import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { problemSchema } from '@stockade/contracts';
import { useLeakCheck, waitUntil } from '@stockade/testing';
import { connectRaw, serveHttp, type RunningServer } from './http-server.js';

useLeakCheck();
let running: RunningServer | undefined;
afterEach(() => running?.stop());

/** All that comes back to a client that sends this and then listens. */
async function answersTo(text: string, app: Parameters<typeof serveHttp>[0] = (_req, res) => res.end('done')) {
  running = await serveHttp(app);
  const client = await connectRaw(running.port);
  client.send(text);
  await client.closed;
  return client.received();
}

const HOST = 'host: me\r\n';
const CHUNKED = `${HOST}transfer-encoding: chunked\r\n\r\n`;

describe('what is no request', () => {
  test.each([
    ['of no known method', 'BREW / HTTP/1.1\r\n\r\n', 400],
    ['that is no HTTP', '\x16\x03\x01\x02', 400],
    ['of two lengths', `POST / HTTP/1.1\r\n${HOST}content-length: 1\r\ncontent-length: 2\r\n\r\n`, 400],
    ['without a host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['of two hosts', `GET / HTTP/1.1\r\n${HOST}Host: you\r\n\r\n`, 400],
    ['of the same host twice', `GET / HTTP/1.1\r\n${HOST}${HOST}\r\n`, 400],
    ['of two hosts, in HTTP/1.0', `GET / HTTP/1.0\r\n${HOST}host: you\r\n\r\n`, 400],
    ['of an empty host', 'GET / HTTP/1.1\r\nhost:\r\n\r\n', 400],
    ['of a host that is a list', 'GET / HTTP/1.1\r\nhost: me, you\r\n\r\n', 400],
    ['of a host that is an address with a path', 'GET / HTTP/1.1\r\nhost: http://me/\r\n\r\n', 400],
    ['of a host with a user', 'GET / HTTP/1.1\r\nhost: me@you\r\n\r\n', 400],
    ['with too large a head', `GET / HTTP/1.1\r\n${HOST}x-a: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['that expects what nobody does', `GET / HTTP/1.1\r\n${HOST}expect: a miracle\r\n\r\n`, 417],
    [
      'that asks whether it may send too much',
      `POST / HTTP/1.1\r\n${HOST}content-length: 200000\r\nexpect: 100-continue\r\n\r\n`,
      413,
    ],
    ['for a proxy', `CONNECT me:443 HTTP/1.1\r\n${HOST}\r\n`, 400],
  ])('%s is answered with a problem document', async (_, text, status) => {
    const [head = '', body = ''] = (await answersTo(text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`);
    const problem = problemSchema.parse(JSON.parse(body));
    expect(problem.status).toBe(status);
    expect(head).toContain(`x-request-id: ${problem.request_id}`);
    if (status === 400) expect(problem.errors).toHaveLength(1);
  });
});

describe('a request', () => {
  test.each([
    ['to a name', 'GET / HTTP/1.1\r\nhost: shop.example\r\n'],
    ['to a name with an underscore and a port', 'GET / HTTP/1.1\r\nHOST: my_shop:8001\r\n'],
    ['to an IPv6 address and a port', 'GET / HTTP/1.1\r\nhost: [::1]:8001\r\n'],
    ['of HTTP/1.0 without a host', 'GET / HTTP/1.0\r\n'],
  ])('%s is answered', async (_, head) => {
    expect(await answersTo(`${head}connection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 OK/);
  });

  test('that asks whether it may send its body is told to go on', async () => {
    const head = `POST / HTTP/1.1\r\n${HOST}content-length: 2\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n`;
    const app = (req: IncomingMessage, res: ServerResponse) => void req.resume().once('end', () => res.end('done'));
    expect(await answersTo(`${head}hi`, app)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
  });
});

describe('a request whose body turns out malformed', () => {
  test('is answered by its route, when that takes no body and is at work', async () => {
    let goOn: (() => void) | undefined;
    const answered = answersTo(`DELETE / HTTP/1.1\r\n${CHUNKED}-1\r\n`, (_req, res) => {
      goOn = () => res.end('done');
    });
    await waitUntil(() => goOn !== undefined, { what: 'the request to get to the route' });
    goOn?.();
    const received = await answered;
    expect(received).toMatch(/^HTTP\/1.1 200 OK/);
    expect(received).toContain('done');
    expect(received.match(/HTTP\/1.1/g)).toHaveLength(1);
  });

  test('is refused when its route waits for the body', async () => {
    const received = await answersTo(`POST / HTTP/1.1\r\n${CHUNKED}-1\r\n`, (req, res) => {
      req.on('end', () => res.end('done')).resume();
    });
    expect(received).toMatch(/^HTTP\/1.1 400 /);
    expect(received.match(/HTTP\/1.1/g)).toHaveLength(1);
  });

  test('is not answered a second time', async () => {
    running = await serveHttp((_req, res) => res.end('done'));
    const client = await connectRaw(running.port);
    client.send(`GET / HTTP/1.1\r\n${CHUNKED}`);
    await waitUntil(() => client.received().includes('done'), { what: 'the answer' });
    client.send('-1\r\n');
    await client.closed;
    expect(client.received().match(/HTTP\/1.1/g)).toHaveLength(1);
  });
});
