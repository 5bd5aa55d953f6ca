import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { ask, useGateways } from './gateway-rig.js';

const { startGateway, startUpstream } = useGateways();

const WITHOUT_PRODUCTS = '<!doctype html><title>Stockade</title><h1>The shop</h1>';
/** What the stand-in for the build draws. */
const drawn = (products: string, categories: string, isStale = false) =>
  `<!doctype html>${JSON.stringify([
    { json: products, isStale },
    { json: categories, isStale },
  ])}`;

/** Answers each path with itself and the count of its questions. */
function counting() {
  const counts = new Map<string, number>();
  return ({ url = '' }: IncomingMessage, res: ServerResponse) => {
    counts.set(url, (counts.get(url) ?? 0) + 1);
    res.end(`${url} ${counts.get(url)}`);
  };
}

async function startShop(listener: (req: IncomingMessage, res: ServerResponse) => void) {
  const warehouse = await startUpstream(listener);
  const gateway = await startGateway({ WAREHOUSE_URLS: warehouse.url });
  return { warehouse, gateway };
}

test('the shop comes with its products, in whatever form the browser takes', async () => {
  const { gateway } = await startShop((_, res) => void res.end('thing '.repeat(1_000)));
  const { body, headers } = await ask(`${gateway.url}/`);
  expect(body).toBe(drawn('thing '.repeat(1_000), 'thing '.repeat(1_000)));
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  for (const encoding of ['br', 'gzip']) {
    const taken = await ask(`${gateway.url}/`, { headers: { 'accept-encoding': encoding } });
    expect(taken.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
    expect(Number(taken.headers['content-length'])).toBeLessThan(body.length / 10);
  }
  const again = await ask(`${gateway.url}/`, { headers: { 'if-none-match': String(headers.etag) } });
  expect(again).toMatchObject({ status: 304, body: '' });
});

test('many visitors at once cost the warehouse one question, which counts for none of them', async () => {
  const { gateway, warehouse } = await startShop(counting());
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(`${gateway.url}/`)));
  expect(new Set(answers.map(({ body }) => body))).toEqual(new Set([drawn('/products 1', '/categories 1')]));
  expect(warehouse.requests.map(({ headers }) => headers['x-forwarded-for'])).toEqual([undefined, undefined]);
});

test('it is drawn anew for whoever comes later, who does not wait for it', async () => {
  const { gateway } = await startShop(counting());
  expect((await ask(`${gateway.url}/`)).body).toBe(drawn('/products 1', '/categories 1'));
  await waitUntil(async () => (await ask(`${gateway.url}/`)).body === drawn('/products 2', '/categories 2'), {
    what: 'the shop to be drawn anew',
  });
});

test('it says when the warehouse answered from its last known copies', async () => {
  const { gateway } = await startShop((_, res) => void res.setHeader('x-cache', 'STALE').end('old'));
  expect((await ask(`${gateway.url}/`)).body).toBe(drawn('old', 'old', true));
});

test('a warehouse that says nothing holds nobody up', async () => {
  const { gateway } = await startShop(() => {});
  const startedAt = performance.now();
  expect((await ask(`${gateway.url}/`)).body).toBe(WITHOUT_PRODUCTS);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test.each([429, 500, 503])('a warehouse that answers %i leaves a shop without products', async (status) => {
  const { gateway } = await startShop((_, res) => void res.writeHead(status).end('{}'));
  expect((await ask(`${gateway.url}/`)).body).toBe(WITHOUT_PRODUCTS);
  expect(gateway.log.join('')).not.toContain('cannot be drawn');
});

test('what cannot be drawn is told to the log, and the shop is there without products', async () => {
  const { gateway } = await startShop((_, res) => void res.end('no list'));
  expect((await ask(`${gateway.url}/`)).body).toBe(WITHOUT_PRODUCTS);
  expect(gateway.log.join('')).toMatch(/this is no list.*the shop cannot be drawn/);
});
