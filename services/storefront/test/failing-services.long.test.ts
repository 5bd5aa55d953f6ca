import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { problemSchema } from '@stockade/contracts';
import { freePort, waitUntil } from '@stockade/testing';
import { makeAddress } from '../src/passing/address.js';
import { send } from '../src/passing/send.js';
import { makeUpstream } from '../src/passing/upstream.js';
import { ask, talk, useGateways, type Answered } from './gateway-rig.js';

const { startGateway, startUpstream } = useGateways();
const POST = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' };

const answerOk = (_: IncomingMessage, res: ServerResponse) => void res.end('{}');
const problemIn = ({ body }: Answered) => problemSchema.parse(JSON.parse(body));
const deadUrl = async () => `http://127.0.0.1:${await freePort()}`;

describe('a service that is away', () => {
  test('is a 502 that names it and says when to come back', async () => {
    const gateway = await startGateway({ STORE_URLS: await deadUrl() });
    const answered = await ask(`${gateway.url}/api/store/orders`, { ...POST, headers: { 'x-request-id': 'r-7' } });
    expect(answered.status).toBe(502);
    expect(answered.headers).toMatchObject({ 'retry-after': '1', 'x-request-id': 'r-7' });
    expect(answered.headers['content-type']).toContain('application/problem+json');
    expect(problemIn(answered)).toMatchObject({ detail: 'The store cannot be reached; try again', request_id: 'r-7' });
  });

  test('is asked again as soon as it is back', async () => {
    const port = await freePort();
    const gateway = await startGateway({ STORE_URLS: `http://127.0.0.1:${port}` });
    expect((await ask(`${gateway.url}/api/store/orders`)).status).toBe(502);
    await startUpstream(answerOk, port);
    expect((await ask(`${gateway.url}/api/store/orders`)).status).toBe(200);
  });

  test('that has no address is a 502 too', async () => {
    const gateway = await startGateway({ STORE_URLS: 'http://no-such-host.invalid:8001' });
    expect((await ask(`${gateway.url}/api/store/orders`)).status).toBe(502);
  });
});

describe('of two addresses', () => {
  test('each gets its share', async () => {
    const [one, other] = [await startUpstream(answerOk), await startUpstream(answerOk)];
    const gateway = await startGateway({ STORE_URLS: `${one.url},${other.url}` });
    for (let i = 0; i < 10; i++) await ask(`${gateway.url}/api/store/orders`);
    expect([one.requests.length, other.requests.length]).toEqual([5, 5]);
  });

  test('a dead one makes no request fail, whatever the size of its body', async () => {
    const live = await startUpstream((req, res) => req.resume().once('end', () => res.end('{}')));
    const gateway = await startGateway({ STORE_URLS: `${await deadUrl()},${live.url}` });
    const bodies = ['{}', 'x'.repeat(50_000)];
    for (let i = 0; i < 20; i++) {
      const answered = await ask(`${gateway.url}/api/store/orders`, { ...POST, body: bodies[i % 2] ?? '' });
      expect(answered.status).toBe(200);
    }
    expect(live.requests).toHaveLength(20);
  });

  test('the one that says that it is not ready, or that does not answer, gets no request until it is', async () => {
    const [one, other] = [await startUpstream(answerOk), await startUpstream(answerOk)];
    const upstream = makeUpstream('store', [one.url, other.url]);
    const picked = () => [...new Set(Array.from({ length: 4 }, () => upstream.pick([])?.origin))].toSorted().join();
    const untilPicked = (...urls: string[]) =>
      waitUntil(() => picked() === urls.toSorted().join(), { what: `${urls.join()} and no other` });
    expect(picked()).toBe([one.url, other.url].toSorted().join());
    one.setReady(false);
    await untilPicked(other.url);
    one.setReady(true);
    await untilPicked(one.url, other.url);
    await other.kill();
    await untilPicked(one.url);
    // Better one that is not ready than one that does not answer, and either than none.
    one.setReady(false);
    await one.kill();
    await untilPicked(one.url, other.url);
    const back = await startUpstream(answerOk, other.port);
    back.setReady(false);
    await untilPicked(back.url);
    await upstream.close();
  });

  test('the one that is back is used again', async () => {
    const port = await freePort();
    const live = await startUpstream(answerOk);
    const gateway = await startGateway({ STORE_URLS: `http://127.0.0.1:${port},${live.url}` });
    for (let i = 0; i < 4; i++) await ask(`${gateway.url}/api/store/orders`);
    const back = await startUpstream(answerOk, port);
    const isUsed = async () => {
      expect((await ask(`${gateway.url}/api/store/orders`)).status).toBe(200);
      return back.requests.length > 1;
    };
    await waitUntil(isUsed, { what: 'requests to the address that is back' });
  });

  test('a name stands for all that it means', async () => {
    const live = await startUpstream(answerOk);
    const gateway = await startGateway({ STORE_URLS: `http://localhost:${live.port}` });
    for (let i = 0; i < 4; i++) expect((await ask(`${gateway.url}/api/store/orders`)).status).toBe(200);
  });
});

describe('a service that dies', () => {
  test('before it has answered is a 502 that says that it may have been done, and nobody else is asked', async () => {
    const other = await startUpstream(answerOk);
    const store = await startUpstream((req) => req.socket.destroy());
    const gateway = await startGateway({ STORE_URLS: `${store.url},${other.url}` });
    const answered = await ask(`${gateway.url}/api/store/orders`, POST);
    expect({ status: answered.status, after: answered.headers['retry-after'] }).toEqual({ status: 502, after: '1' });
    expect(problemIn(answered).detail).toBe(
      'The store broke off before it had answered: what was asked may have been done',
    );
    expect([store.requests.length, other.requests.length]).toEqual([1, 0]);
  });

  test('in the middle of a body that is sent to it', async () => {
    const store = await startUpstream((req) => req.once('data', () => req.socket.destroy()));
    const gateway = await startGateway({ STORE_URLS: store.url });
    const answered = await ask(`${gateway.url}/api/store/orders`, { ...POST, body: Buffer.alloc(2_000_000) });
    expect(answered.status).toBe(502);
  });

  test('in the middle of its answer breaks off that of the client', async () => {
    const store = await startUpstream((_, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('the beginning', () => res.destroy());
    });
    const gateway = await startGateway({ STORE_URLS: store.url });
    await expect(ask(`${gateway.url}/api/store/orders`)).rejects.toThrow('aborted');
  });

  test('without a word for too long is a 504', async () => {
    const store = await startUpstream(() => {});
    const address = makeAddress(store.url, { answerMaxMs: 200 });
    const upstream = { name: 'store', pick: () => address, resolved: Promise.resolve(), close: address.close } as const;
    const failed = new Promise<number>((resolve) => {
      const receiver = {
        begin() {},
        take: () => true,
        end() {},
        fail: ({ status }: { status: number }) => resolve(status),
      };
      send(upstream, { method: 'GET', path: '/orders', fields: [], body: null }, receiver);
    });
    expect(await failed).toBe(504);
    await address.close();
  });

  test('what is not HTTP is a 502', async () => {
    const store = await startUpstream((req) => req.socket.end('EHLO\r\n\r\n'));
    const gateway = await startGateway({ STORE_URLS: store.url });
    expect((await ask(`${gateway.url}/api/store/orders`)).status).toBe(502);
  });
});

test('the connections to a service are kept', async () => {
  const store = await startUpstream(answerOk);
  const gateway = await startGateway({ STORE_URLS: store.url });
  const sockets = new Set<unknown>();
  for (let i = 0; i < 5; i++) await ask(`${gateway.url}/api/store/orders`, POST);
  for (const { socket } of store.requests) sockets.add(socket);
  expect(sockets.size).toBe(1);
  expect(await talk(gateway.port, 'GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')).toContain(
    '"live"',
  );
});
