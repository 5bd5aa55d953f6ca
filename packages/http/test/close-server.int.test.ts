import { once } from 'node:events';
import { Agent, request, type RequestListener, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { useLeakCheck, waitUntil } from '@stockade/testing';
import { closeServer } from '../src/close-server.js';
import { makeServer } from '../src/server.js';
import { connectRaw } from './http-server.js';

useLeakCheck();
const ASK = 'GET / HTTP/1.1\r\nhost: me\r\n\r\n';
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

async function start(listener: RequestListener = (_req, res) => res.end('done')) {
  const server = makeServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => server.closeAllConnections());
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

/** A client that has had one answer and keeps its connection. */
async function keep(port: number) {
  const client = await connectRaw(port);
  cleanUps.push(client.close);
  client.send(ASK);
  await waitUntil(() => client.received().includes('done'), { what: 'the first answer' });
  return client;
}

const answersIn = (text: string) => text.match(/HTTP\/1.1 200/g)?.length ?? 0;

/** What a client that keeps its connections is answered: a status, or the code of an error. */
function ask(agent: Agent, port: number): Promise<string> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, agent }, (response) => {
      response.resume().once('end', () => resolve(String(response.statusCode)));
    });
    asked.once('error', (error) => resolve('code' in error ? String(error.code) : error.message)).end();
  });
}

describe('a server that stops', () => {
  test('answers what was sent on a kept connection before its client could know, and tells it to use another', async () => {
    const { server, port } = await start();
    const client = await keep(port);
    const closed = closeServer(server);
    client.send(ASK);
    await client.closed;
    expect(answersIn(client.received())).toBe(2);
    expect(client.received()).toMatch(/connection: close[\s\S]*done$/i);
    await closed;
  });

  test('closes connections on which nothing comes, and those on which nothing ever came', async () => {
    const { server, port } = await start();
    const kept = await keep(port);
    const fresh = await connectRaw(port);
    cleanUps.push(fresh.close);
    await closeServer(server);
    await Promise.all([kept.closed, fresh.closed]);
    expect(answersIn(kept.received())).toBe(1);
  });

  test('gives a connection time after an answer that began before the stop and promised to keep it', async () => {
    let begun: ServerResponse | undefined;
    const { server, port } = await start((_req, res) => {
      if (begun === undefined) {
        begun = res;
        res.write('half of it,');
      } else res.end('done');
    });
    const client = await connectRaw(port);
    cleanUps.push(client.close);
    client.send(ASK);
    await waitUntil(() => client.received().includes('half'), { what: 'the first half' });
    const idle = await keep(port);
    const closed = closeServer(server);
    await idle.closed;
    begun?.end();
    await waitUntil(() => client.received().endsWith('0\r\n\r\n'), { what: 'the second half' });
    client.send(ASK);
    await client.closed;
    expect(answersIn(client.received())).toBe(2);
    await closed;
  });

  test('takes new connections until its delay is over, and tells each to go elsewhere', async () => {
    const { server, port } = await start();
    const closed = closeServer(server, 300);
    const client = await keep(port);
    await client.closed;
    expect(client.received()).toMatch(/connection: close/i);
    await closed;
    const agent = new Agent();
    cleanUps.push(() => agent.destroy());
    expect(await ask(agent, port)).toBe('ECONNREFUSED');
  });

  test('cuts off no request of clients that send without a pause', async () => {
    const { server, port } = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    cleanUps.push(() => agent.destroy());
    const outcomes: string[] = [];
    const over = new AbortController();
    const clients = Array.from({ length: 4 }, async () => {
      while (!over.signal.aborted) {
        const outcome = await ask(agent, port);
        outcomes.push(outcome);
        if (outcome === 'ECONNREFUSED') return;
      }
    });
    await waitUntil(() => outcomes.length > 200, { what: 'two hundred answers' });
    await closeServer(server);
    over.abort();
    await Promise.all(clients);
    expect(new Set(outcomes.filter((outcome) => outcome !== 'ECONNREFUSED'))).toEqual(new Set(['200']));
  });
});
