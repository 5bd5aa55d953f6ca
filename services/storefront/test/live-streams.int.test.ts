import type { ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { openEventSource, waitUntil } from '@stockade/testing';
import { useGateways } from './gateway-rig.js';

const { startGateway, startUpstream } = useGateways();
const STREAMS = 500;
const PATH = '/api/store/orders/019346a0-0000-7000-8000-000000000005/events';

/** A store whose live streams a test writes. */
async function startStreams(settings: Readonly<Record<string, string>> = {}) {
  const open: ServerResponse[] = [];
  const closed: ServerResponse[] = [];
  const store = await startUpstream((_, res) => {
    res.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      connection: 'close',
    });
    res.flushHeaders();
    open.push(res);
    res.once('close', () => closed.push(res));
  });
  const gateway = await startGateway({ STORE_URLS: store.url, ...settings });
  const watch = () => openEventSource(gateway.url + PATH, { 'accept-encoding': 'gzip, br' });
  const send = (text: string) => open.forEach((res) => res.write(`data: ${text}\n\n`));
  return { store, gateway, open, closed, watch, send };
}

describe('a live stream through the gateway', () => {
  test('begins before its first event, which comes at once and as it is', async () => {
    const { watch, send, open } = await startStreams();
    const live = await watch();
    expect(live.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
    });
    expect(live.headers).not.toHaveProperty('content-encoding');
    const sentAt = performance.now();
    send('hello');
    await waitUntil(() => live.events.length === 1, { what: 'the event', intervalMs: 1 });
    expect(performance.now() - sentAt).toBeLessThan(1_000);
    open[0]?.write(':\n\n');
    await waitUntil(() => live.comments() === 1, { what: 'the heartbeat' });
    live.close();
  });

  test('ends for the service as soon as the client leaves', async () => {
    const { watch, closed } = await startStreams();
    const live = await watch();
    live.close();
    await waitUntil(() => closed.length === 1, { what: 'the service to be told', deadlineMs: 2_000 });
  });

  test('ends for the client as the service ends it', async () => {
    const { watch, open } = await startStreams();
    const live = await watch();
    open[0]?.end();
    await waitUntil(() => live.end(), { what: 'the end', deadlineMs: 2_000 });
    expect(live.end()).toBe('ended');
  });

  test('is broken off for the client when the service is gone', async () => {
    const { watch, store } = await startStreams();
    const live = await watch();
    await store.kill();
    await waitUntil(() => live.end(), { what: 'the end', deadlineMs: 2_000 });
    expect(live.end()).toBe('broken');
  });

  test('ends when the gateway stops, which waits for nobody', async () => {
    const { watch, closed, gateway } = await startStreams();
    const live = await watch();
    await gateway.stop();
    await waitUntil(() => live.end(), { what: 'the end', deadlineMs: 1_000 });
    expect(live.end()).toBe('ended');
    await waitUntil(() => closed.length === 1, { what: 'the service to be told' });
  });

  test(`leaves room for others: ${STREAMS} at the same time, and requests beside them`, async () => {
    const { watch, send, closed, gateway } = await startStreams();
    const all = await Promise.all(Array.from({ length: STREAMS }, watch));
    send('to everybody');
    await waitUntil(() => all.every(({ events }) => events.length === 1), { what: 'all events' });
    expect((await fetch(`${gateway.url}/health/live`, { headers: { connection: 'close' } })).status).toBe(200);
    for (const live of all) live.close();
    await waitUntil(() => closed.length === STREAMS, { what: 'all to be ended' });
  });
});
