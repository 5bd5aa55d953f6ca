import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { GatewayError } from '@stockade/payment';
import { freePort } from '@stockade/testing';
import { newCharge, useProviders } from './use-providers.js';

/** More than the gateway has connections. */
const READS = 300;
const { signal } = new AbortController();
const providers = useProviders();

/** Stands in for a provider on a bad day. */
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});
async function serve(listener: RequestListener): Promise<{ url: string }> {
  const port = await freePort();
  server = createServer(listener).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${port}` };
}

describe('the gateway over HTTP', () => {
  test('says where nobody listens, after two repeats', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const error: unknown = await providers
      .gatewayTo({ url })
      .charge(newCharge(), signal)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({
      message: expect.stringMatching(`the payment provider at ${url} cannot be reached: .*ECONNREFUSED`),
    });
  });

  test.each([429, 502, 503, 504])('asks again after %d, twice, with a growing pause', async (status) => {
    const askedAt: number[] = [];
    const place = await serve((req, res) => {
      askedAt.push(performance.now());
      req.resume();
      res.writeHead(status).end('{"detail":"on its way back"}');
    });
    const charging = providers.gatewayTo(place).charge(newCharge(), signal);
    await expect(charging).rejects.toThrow(`answered ${status}: on its way back`);
    expect(askedAt).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = askedAt;
    expect(second - first).toBeGreaterThanOrEqual(45);
    expect(third - second).toBeGreaterThanOrEqual(190);
  });

  test('asks again no sooner than it is told to', async () => {
    const askedAt: number[] = [];
    const place = await serve((_, res) => {
      askedAt.push(performance.now());
      if (askedAt.length === 1) res.writeHead(503, { 'retry-after': '1' }).end();
      else res.end('{"items":[],"next_cursor":null}');
    });
    expect(await providers.gatewayTo(place).findAll([newCharge().orderId], signal)).toEqual([null]);
    const [first = 0, second = 0] = askedAt;
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  test('gives up a provider that is silent at its deadline, and asks only once', async () => {
    let asked = 0;
    const place = await serve(() => (asked += 1));
    const charging = providers.gatewayTo(place, 1_000).charge(newCharge(), signal);
    await expect(charging).rejects.toThrow(/did not answer within 1000 ms/);
    expect(asked).toBe(1);
  });

  test('charges although more is asked about payments than a silent provider has connections for', async () => {
    const leaving = new AbortController();
    const place = await serve((req, res) => {
      if (req.method === 'GET') return;
      req.resume();
      req.once('end', () => res.end(JSON.stringify({ order_id: req.headers['idempotency-key'], outcome: 'approved' })));
    });
    const gateway = providers.gatewayTo(place);
    let readsOver = 0;
    const reads = Array.from({ length: READS }, () =>
      gateway.find(newCharge().orderId, leaving.signal).catch(() => (readsOver += 1)),
    );
    expect([await gateway.charge(newCharge(), signal), readsOver]).toEqual(['approved', 0]);
    leaving.abort();
    await Promise.all(reads);
    expect(readsOver).toBe(READS);
  });

  test.each([
    [200, '{"order_id":"7"}', /which is not understood/],
    [200, 'hello', /answered "hello", which is not understood/],
    [500, 'oops', /answered 500: "oops"/],
    [302, '', /answered 302/],
    [404, '', /knows no POST \/charges/],
  ])('takes %d with %j for no answer, and does not ask again', async (status, body, message) => {
    let asked = 0;
    const place = await serve((_, res) => {
      asked += 1;
      res.writeHead(status).end(body);
    });
    await expect(providers.gatewayTo(place).charge(newCharge(), signal)).rejects.toThrow(message);
    expect(asked).toBe(1);
  });

  test('stops between two tries when its caller does', async () => {
    let asked = 0;
    const stop = new AbortController();
    const place = await serve((_, res) => {
      asked += 1;
      res.writeHead(503, { 'retry-after': '1' }).end();
      res.once('finish', () => stop.abort());
    });
    await expect(providers.gatewayTo(place).charge(newCharge(), stop.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(asked).toBe(1);
  });
});
