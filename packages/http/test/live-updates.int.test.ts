import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openEventSource, useLeakCheck, waitUntil } from '@stockade/testing';
import express, { type Response } from 'express';
import { openLiveUpdates, type LiveUpdates } from '../src/live-updates.js';

useLeakCheck();

/** Far more than the buffers of two sockets hold. */
const FLOOD_BYTES = 64 * 1_024 * 1_024;
const LONG_TEXT = 'x'.repeat(32 * 1_024);

let server: Server;
let port: number;
let streams: LiveUpdates[];
let beforeOpening: (res: Response) => Promise<unknown>;

beforeEach(async () => {
  streams = [];
  beforeOpening = async () => {};
  const app = express().get('/', async (_req, res) => {
    await beforeOpening(res);
    streams.push(openLiveUpdates(res));
  });
  server = createServer(app).listen(0);
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const url = () => `http://127.0.0.1:${port}/`;
const opened = () => waitUntil(() => streams[0], { what: 'the stream to be opened' });

/** Asks for the stream as a bare socket, which reads nothing until it is told to. */
async function ask(method = 'GET'): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').pause();
  await once(socket, 'connect');
  socket.write(`${method} / HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  return socket;
}

describe('an event stream', () => {
  test('begins before there is any event, and is kept by nobody', async () => {
    const client = await openEventSource(url());
    expect([client.status, client.headers['content-type']]).toEqual([200, 'text/event-stream']);
    expect(client.headers['cache-control']).toContain('no-store');
    expect(client.headers['x-accel-buffering']).toBe('no');
    expect(client.headers['connection']).toBe('close');
    await waitUntil(client.retryMs, { what: 'the time after which to come back' });
    expect(client.events).toEqual([]);
    client.close();
  });

  test('brings events as they were sent, and comments', async () => {
    const client = await openEventSource(url());
    const stream = await opened();
    stream.send({ id: '1', type: 'status', data: { text: 'two\nlines: one\r\n\r\nand an ümlaut' } });
    stream.beat();
    stream.send({ id: '2', type: 'status', data: [] });
    stream.end();
    await waitUntil(client.end, { what: 'the end' });
    expect(client.events).toEqual([
      { id: '1', event: 'status', data: JSON.stringify({ text: 'two\nlines: one\r\n\r\nand an ümlaut' }) },
      { id: '2', event: 'status', data: '[]' },
    ]);
    expect([client.comments(), client.end()]).toEqual([1, 'ended']);
  });

  test('closes its connection when it ends, and says so to its owner', async () => {
    const socket = await ask();
    const stream = await opened();
    expect(stream.closed.aborted).toBe(false);
    stream.end();
    socket.resume();
    await once(socket, 'end');
    await waitUntil(() => stream.closed.aborted, { what: 'the stream to be closed' });
    stream.send({ id: '1', type: 'status', data: 'too late' });
    stream.end();
  });

  test('tells its owner when the client goes', async () => {
    const client = await openEventSource(url());
    const stream = await opened();
    client.close();
    await waitUntil(() => stream.closed.aborted, { what: 'the stream to be closed' });
  });

  test('is closed from the start when the client was gone before', async () => {
    const client = await ask();
    beforeOpening = () => {
      client.destroy();
      return waitUntil(async () => (await connectionsNow()) === 0, { what: 'the client to be gone' });
    };
    const stream = await opened();
    expect(stream.closed.aborted).toBe(true);
    stream.send({ id: '1', type: 'status', data: 'to nobody' });
  });

  test('is closed from the start when the request was answered otherwise before', async () => {
    beforeOpening = async (res) => res.status(503).end();
    const client = await openEventSource(url());
    expect((await opened()).closed.aborted).toBe(true);
    expect(client.status).toBe(503);
  });

  test('is cut off when the client does not read', async () => {
    const socket = await ask();
    const stream = await opened();
    let sentBytes = 0;
    while (!stream.closed.aborted && sentBytes < FLOOD_BYTES) {
      stream.send({ id: '1', type: 'status', data: LONG_TEXT });
      sentBytes += LONG_TEXT.length;
      await turn();
    }
    expect(stream.closed.aborted).toBe(true);
    socket.destroy();
  });

  test('is not cut off when the client reads, however much comes', async () => {
    const client = await openEventSource(url());
    const stream = await opened();
    const events = 500;
    for (let i = 1; i <= events; i++) {
      stream.send({ id: String(i), type: 'status', data: LONG_TEXT });
      await waitUntil(() => client.events.length === i, { what: `event ${i}`, intervalMs: 1 });
    }
    expect([client.events.length, stream.closed.aborted]).toEqual([events, false]);
    client.close();
  });

  test('has no body when it is asked for with HEAD', async () => {
    const response = await fetch(url(), { method: 'HEAD' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    await waitUntil(() => streams[0]?.closed.aborted, { what: 'the stream to be closed' });
  });
});

function connectionsNow(): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
