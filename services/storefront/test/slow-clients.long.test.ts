import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { ask, useGateways } from './gateway-rig.js';

const { startGateway, startUpstream } = useGateways();
const POST = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' };

describe('a client that leaves', () => {
  test('before the answer ends the request at the service at once', async () => {
    let isClosed = false;
    const store = await startUpstream((_, res) => res.once('close', () => (isClosed = true)));
    const gateway = await startGateway({ STORE_URLS: store.url });
    const asked = request(`${gateway.url}/api/store/orders`, { agent: false }).end();
    asked.on('error', () => 'it was us');
    await waitUntil(() => store.requests.length === 1, { what: 'the request to arrive' });
    asked.destroy();
    await waitUntil(() => isClosed, { what: 'the service to be told', deadlineMs: 2_000 });
  });

  test.each([
    ['a small', 'content-length: 100\r\n\r\n{"a":', 0],
    ['a large', `content-length: 100000\r\n\r\n${'x'.repeat(20_000)}`, 1],
    ['a chunked', 'transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n', 1],
  ])('in the middle of %s body leaves the next request alone', async (_, rest, begun) => {
    const bodies: string[] = [];
    const store = await startUpstream((req, res) => {
      let body = '';
      req.on('data', (chunk) => (body += String(chunk)));
      req.on('end', () => bodies.push(body) && res.end('{}'));
      req.on('error', () => 'cut off');
    });
    const gateway = await startGateway({ STORE_URLS: store.url });
    await ask(`${gateway.url}/api/store/orders`, POST);
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write(`POST /api/store/orders HTTP/1.1\r\nhost: localhost\r\n${rest}`);
    if (begun > 0) await waitUntil(() => store.requests.length === 2, { what: 'the request to arrive' });
    else await waitUntil(async () => socket.bytesWritten > 0, { what: 'the request to be sent' });
    socket.destroy();
    await once(socket, 'close');
    for (let i = 0; i < 3; i++) expect((await ask(`${gateway.url}/api/store/orders`, POST)).status).toBe(200);
    expect(bodies).toEqual(['{"a":1}', '{"a":1}', '{"a":1}', '{"a":1}']);
    const cut = store.requests.find(({ complete }) => !complete);
    if (begun > 0) await waitUntil(() => cut?.socket.destroyed, { what: 'its connection to be closed' });
    else expect(cut).toBeUndefined();
  });
});

test('a slow client holds up no service: a small body is passed on once it is there', async () => {
  const store = await startUpstream((req, res) => req.resume().once('end', () => res.end('{}')));
  const gateway = await startGateway({ STORE_URLS: store.url });
  const socket = connect(gateway.port, '127.0.0.1');
  socket.write(
    'POST /api/store/orders HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 7\r\n\r\n{"a"',
  );
  expect((await ask(`${gateway.url}/api/store/orders`)).status).toBe(200);
  expect(store.requests).toHaveLength(1);
  socket.write(':1}');
  const [answered] = await once(socket, 'data');
  expect(String(answered)).toMatch(/^HTTP\/1\.1 200 /);
  expect(store.requests).toHaveLength(2);
});

test('a client that reads slowly gets all of a large answer, and it is not kept in memory', async () => {
  const bytes = 50_000_000;
  let sent = 0;
  const store = await startUpstream((_, res) => {
    const write = () => {
      while (sent < bytes) {
        sent += 50_000;
        if (!res.write(Buffer.alloc(50_000))) {
          res.once('drain', write);
          return;
        }
      }
      res.end();
    };
    write();
  });
  const gateway = await startGateway({ STORE_URLS: store.url });
  const asked = request(`${gateway.url}/api/store/orders`, { agent: false }).end();
  const [response] = await once(asked, 'response');
  await waitUntil(() => sent > 0, { what: 'the service to begin' });
  let last = -1;
  const isStill = () => {
    const was = last;
    last = sent;
    return was === sent;
  };
  await waitUntil(isStill, { what: 'the service to wait for the client', intervalMs: 200 });
  expect(sent).toBeLessThan(bytes / 2);
  let received = 0;
  for await (const chunk of response) received += chunk.length;
  expect(received).toBe(bytes);
});
